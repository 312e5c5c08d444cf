"""What office says and answers: staff, access, the event log."""

from contracts.office import access, events, log, people

__all__ = ["access", "events", "log", "people"]
