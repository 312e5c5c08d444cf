"""Watch (督办): deadlines."""

from contracts.reminders.watch import deadlines

__all__ = ["deadlines"]
