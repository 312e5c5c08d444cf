"""What an installation may set (durations as in `common.settings`).

`REMINDERS_SIGNING_NOTICES` (2d,1d): how long before signing is due the consultant is reminded; at
the deadline they always are. `REMINDERS_DEADLINE_NOTICES` (7d,1d): the same for other deadlines.
`REMINDERS_ACKNOWLEDGE_WITHIN` (4h): then the next level is told.
"""

from datetime import timedelta

from common.settings import durations


def signing_notices() -> tuple[timedelta, ...]:
    return durations("REMINDERS_SIGNING_NOTICES", "2d,1d")


def deadline_notices() -> tuple[timedelta, ...]:
    return durations("REMINDERS_DEADLINE_NOTICES", "7d,1d")


def acknowledge_within() -> timedelta:
    return durations("REMINDERS_ACKNOWLEDGE_WITHIN", "4h")[0]
