"""Contact (跟进与联系): its tables."""

from services.crm.contact.follow_ups import models as follow_ups
from services.crm.contact.messages import models as messages

MODELS = (follow_ups, messages)
