"""What an installation may set. Durations are written `2d`, `4h`, `30m`, `10s`.

`REMINDERS_SIGNING_NOTICES` (2d,1d): how long before signing is due the consultant is reminded; at
the deadline they always are. `REMINDERS_DEADLINE_NOTICES` (7d,1d): the same for other deadlines.
`REMINDERS_ACKNOWLEDGE_WITHIN` (4h): then the next level is told.
`REMINDERS_MAIL_RETRIES` (10s,1m,5m,30m,2h): pauses before e-mail is tried again; then it failed.
`SMTP_URL`: `smtp://user:password@host:port`, `smtps://…` for TLS from the start. `MAIL_FROM`.
"""

import os
import re
from datetime import timedelta

from common.settings import MissingSetting

_UNITS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)([dhms])")


def signing_notices() -> tuple[timedelta, ...]:
    return _durations("REMINDERS_SIGNING_NOTICES", "2d,1d")


def deadline_notices() -> tuple[timedelta, ...]:
    return _durations("REMINDERS_DEADLINE_NOTICES", "7d,1d")


def acknowledge_within() -> timedelta:
    return _durations("REMINDERS_ACKNOWLEDGE_WITHIN", "4h")[0]


def mail_retries() -> tuple[timedelta, ...]:
    return _durations("REMINDERS_MAIL_RETRIES", "10s,1m,5m,30m,2h")


def smtp_url() -> str | None:
    return os.environ.get("SMTP_URL") or None


def mail_from() -> str:
    return os.environ.get("MAIL_FROM") or "loupan@localhost"


def duration(text: str) -> timedelta:
    """Raises `ValueError` for anything but a number with d, h, m or s."""
    found = _DURATION.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is no duration such as 2d, 4h, 30m or 10s")
    return timedelta(**{_UNITS[found[2]]: float(found[1])})


def _durations(name: str, default: str) -> tuple[timedelta, ...]:
    try:
        return tuple(duration(part) for part in (os.environ.get(name) or default).split(","))
    except ValueError as error:
        raise MissingSetting(f"{name}: {error}") from None
