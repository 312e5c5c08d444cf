"""Contact (跟进与联系): follow-ups with customers, messages to them."""

from contracts.crm.contact import follow_ups, messages

__all__ = ["follow_ups", "messages"]
