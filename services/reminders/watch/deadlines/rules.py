"""When a deadline is reminded of: before it, and when it has come (design §8; R-06)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

OPEN, CLOSED = "open", "closed"


def moments(due_at: datetime, before: Sequence[timedelta]) -> list[datetime]:
    """The moments of notices, in order; the last one is the deadline itself."""
    return sorted({due_at, *(due_at - ahead for ahead in before)})


def first_moment(due_at: datetime, before: Sequence[timedelta], at: datetime) -> datetime:
    """The next notice of a deadline that becomes known at `at`. What would have been earlier is
    left out; a deadline that has passed already is told at once."""
    return next((moment for moment in moments(due_at, before) if moment > at), due_at)


def moment_after(due_at: datetime, before: Sequence[timedelta], at: datetime) -> datetime | None:
    """The next notice once those up to `at` are sent; `None` after the deadline."""
    return next((moment for moment in moments(due_at, before) if moment > at), None)


def moment_reached(due_at: datetime, before: Sequence[timedelta], at: datetime) -> datetime:
    """The latest moment that has come: of several that were missed only this one is told."""
    return max((moment for moment in moments(due_at, before) if moment <= at), default=due_at)
