"""What crm says and answers: customer files, contacts, purchases, messages to customers."""

from contracts.crm import contact, events, files, refusals

__all__ = ["contact", "events", "files", "refusals"]
