"""What crm says and answers: customer files, contacts, purchases, messages to customers."""

from contracts.crm import (
    customers,
    events,
    follow_ups,
    messages,
    numbers,
    purchases,
    refusals,
    reveals,
)

__all__ = [
    "customers",
    "events",
    "follow_ups",
    "messages",
    "numbers",
    "purchases",
    "refusals",
    "reveals",
]
