"""Guessing is slowed down, and only for who guesses (design §7).

Failures are counted by name *and* place: who fails five times under a name from one place waits a
minute there, twice as long after each further failure, at most 15 minutes. Nobody else waits, for
each has a place of their own: the address, or a device that has logged in under that name before.
Guessing one name from many addresses, or many names from one, meets two wider limits; a device
that has logged in before passes both, an address that has, the first.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

WINDOW = timedelta(hours=1)


@dataclass(frozen=True)
class Limit:
    """After `free` failures within the window a pause, doubled by each further one."""

    free: int
    first: timedelta
    longest: timedelta

    def pause_after(self, failures: int) -> timedelta:
        over = failures - self.free
        if over < 0:
            return timedelta()
        return min(self.longest, self.first * (1 << min(over, 20)))


OWN = Limit(5, timedelta(minutes=1), timedelta(minutes=15))
NAME = Limit(50, timedelta(seconds=1), timedelta(seconds=30))
ADDRESS = Limit(100, timedelta(seconds=1), timedelta(seconds=30))


@dataclass(frozen=True)
class Attempt:
    """Somebody tries to log in as `username` from `place`: an address, or a known device.
    `is_usual`: that person has logged in from this address lately."""

    username: str
    place: str
    is_device: bool = False
    is_usual: bool = False

    @property
    def own(self) -> str:
        return _digest("own", self.name, self.place)

    @property
    def name(self) -> str:
        return username_digest(self.username)

    @property
    def address(self) -> str:
        return _digest("address", self.place)

    @property
    def limits(self) -> Mapping[str, Limit]:
        """What counts this attempt's failure, by the key that it is counted under."""
        limits = {self.own: OWN}
        if not self.is_device:
            limits[self.address] = ADDRESS
        if not (self.is_device or self.is_usual):
            limits[self.name] = NAME
        return limits


def username_digest(username: str) -> str:
    return _digest(username.strip().lower())


def after_failure(
    limit: Limit, failures: Sequence[datetime], at: datetime
) -> tuple[list[datetime], datetime]:
    """The failures that still count, and until when there is a pause."""
    recent = [moment for moment in failures if moment > at - WINDOW] + [at]
    return recent, max(recent) + limit.pause_after(len(recent))


def seconds_locked(locked_until: datetime | None, at: datetime) -> int:
    """How many more seconds there is a pause, at least 1; 0 when there is none."""
    if locked_until is None or locked_until <= at:
        return 0
    return max(1, round((locked_until - at).total_seconds()))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
