"""What office says and answers: staff, access, the event log."""

from contracts.office import events, log, sessions, staff, teams

__all__ = ["events", "log", "sessions", "staff", "teams"]
