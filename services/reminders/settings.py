"""What an installation may set (durations as in `common.settings`).

`REMINDERS_SIGNING_NOTICES` (2d,1d): how long before signing is due notices are sent, in place of
what the table of deadlines says; likewise for every other kind.
`REMINDERS_ACKNOWLEDGE_WITHIN` (4h): then the next level is told.
"""

from datetime import timedelta

from common.settings import durations
from contracts.deadlines import DeadlineKind


def notices(kind: DeadlineKind) -> tuple[timedelta, ...]:
    """How long before a deadline of this kind notices are sent, beside the one when it has come."""
    return durations(f"REMINDERS_{kind.name.upper()}_NOTICES", kind.notices)


def acknowledge_within() -> timedelta:
    return durations("REMINDERS_ACKNOWLEDGE_WITHIN", "4h")[0]
