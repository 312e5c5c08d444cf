"""Five failures within 15 minutes lock a username for 15 minutes (design §7)."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

FAILURES = 5
WINDOW = timedelta(minutes=15)
LOCKED = timedelta(minutes=15)


def username_digest(username: str) -> str:
    return hashlib.sha256(username.strip().lower().encode()).hexdigest()


def after_failure(
    failures: Sequence[datetime], at: datetime
) -> tuple[list[datetime], datetime | None]:
    """The failures that still count, and until when the username is locked, if it is."""
    recent = [moment for moment in failures if moment > at - WINDOW] + [at]
    return recent, max(recent) + LOCKED if len(recent) >= FAILURES else None


def seconds_locked(locked_until: datetime | None, at: datetime) -> int:
    """How many more seconds a username is locked, at least 1; 0 when it is not."""
    if locked_until is None or locked_until <= at:
        return 0
    return max(1, round((locked_until - at).total_seconds()))
