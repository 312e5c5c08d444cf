"""What reminders says and answers: deadlines, notices, acknowledgement, escalation, deliveries."""

from contracts.declaring import import_topics

import_topics(__name__, __path__)
