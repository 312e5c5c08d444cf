"""What reminders says and answers: deadlines, notices, escalation, open approvals."""

from contracts.declaring import import_topics

import_topics(__name__, __path__)
