"""What crm says and answers: customer files, contacts, purchases."""

from contracts.crm import customers, events, follow_ups, numbers, purchases, refusals, reveals

__all__ = ["customers", "events", "follow_ups", "numbers", "purchases", "refusals", "reveals"]
