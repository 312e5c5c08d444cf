"""What crm says and answers: customer files, contacts, purchases."""

from contracts.crm import customers, events, numbers

__all__ = ["customers", "events", "numbers"]
