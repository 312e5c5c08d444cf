"""How long a request would wait for a service, and which are not worth sending.

A queue bounded by its length alone is too long for a slow service: under lasting overload what
comes out of it is so old that its caller leaves while it is worked on, and all the service's work
is for nobody. So a service gets only what it will begin soon, by the pace at which it answers; the
rest is refused at once, and after a rush the queue is empty within that time.
"""

from dataclasses import dataclass
from time import monotonic

ALWAYS = 32
"""Calls that a service is sent whatever its pace: fewer can't keep its workers busy."""
WINDOW_SECONDS = 0.25
_BUSY = ALWAYS // 2
"""Calls under way from which the answers tell what a service can do, not what it is asked for."""
_WEIGHT = 0.5


@dataclass(slots=True)
class Pace:
    """Answers a second of one service, as they came lately; infinite before it is known."""

    since: float
    answers: int = 0
    rate: float = float("inf")
    is_busy: bool = False

    def count(self, at: float) -> None:
        self.answers += 1
        elapsed = at - self.since
        if elapsed < WINDOW_SECONDS:
            return
        latest = self.answers / elapsed
        known = self.rate != float("inf")
        self.rate = _WEIGHT * latest + (1 - _WEIGHT) * self.rate if known else latest
        self.since, self.answers = at, 0

    def seconds_for(self, calls: int, at: float) -> float:
        """How long `calls` take; where answers stay away, as long as they have done so."""
        elapsed = at - self.since
        rate = self.rate
        if elapsed > 4 * WINDOW_SECONDS:
            rate = min(rate, (self.answers + 1) / elapsed)
        return calls / rate


class Pressure:
    """`share`: of an operation's deadline, how much a request may wait for its turn."""

    def __init__(self, share: float) -> None:
        self._share = share
        self._paces: dict[str, Pace] = {}

    def is_too_high(self, service: str, pending: int, deadline: float) -> bool:
        """Whether one more call would wait too long behind the `pending` ones."""
        if pending < ALWAYS:
            return False
        pace = self._paces.get(service)
        return pace is not None and pace.seconds_for(pending, monotonic()) > deadline * self._share

    def sent(self, service: str, pending: int) -> None:
        """A pace is measured only while there is enough to do: a single slow answer says nothing
        of how many a second there can be."""
        pace = self._paces.setdefault(service, Pace(monotonic()))
        was_busy, pace.is_busy = pace.is_busy, pending >= _BUSY
        if not (was_busy and pace.is_busy):
            pace.since, pace.answers = monotonic(), 0

    def answered(self, service: str) -> None:
        pace = self._paces[service]
        if pace.is_busy:
            pace.count(monotonic())
