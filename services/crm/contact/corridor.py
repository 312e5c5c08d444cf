"""Contact (跟进与联系): its topics."""

from services.crm.contact.follow_ups.entrypoints import FollowUps
from services.crm.contact.messages.entrypoints import Messages

TOPICS = (FollowUps, Messages)
