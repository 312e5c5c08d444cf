"""What office says and answers: staff, access, the event log."""

from contracts.declaring import import_topics

import_topics(__name__, __path__)
