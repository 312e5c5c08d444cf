"""What crm says and answers: customer files, contacts, purchases, messages to customers."""

from contracts.declaring import import_topics

import_topics(__name__, __path__)
