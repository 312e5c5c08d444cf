"""How fast one caller may ask (G-05), a token bucket each, and how many files travel at once; in
this process's memory."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from gateway.refusals import overloaded, too_many_requests, too_many_uploads

_BURST_SECONDS = 2.0
_MOST_CALLERS = 50_000


@dataclass(slots=True)
class _Bucket:
    tokens: float
    filled_at: float


class RateLimit:
    """`rate` requests a second and caller, after a burst of two seconds' worth."""

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._burst = max(1.0, rate * _BURST_SECONDS)
        self._buckets: dict[str, _Bucket] = {}

    def take(self, caller: str, at: float) -> None:
        """Count a request of `caller` at the monotonic moment `at`. Raises `too_many_requests`."""
        bucket = self._buckets.get(caller)
        if bucket is None:
            bucket = self._new(caller, at)
        bucket.tokens = min(self._burst, bucket.tokens + (at - bucket.filled_at) * self._rate)
        bucket.filled_at = at
        if bucket.tokens < 1:
            raise too_many_requests(retry_after=(1 - bucket.tokens) / self._rate)
        bucket.tokens -= 1

    def _new(self, caller: str, at: float) -> _Bucket:
        if len(self._buckets) >= _MOST_CALLERS:
            self._forget_idle(at)
        bucket = self._buckets[caller] = _Bucket(self._burst, at)
        return bucket

    def _forget_idle(self, at: float) -> None:
        """Full buckets say nothing; where all are busy, the oldest go."""
        idle = at - _BURST_SECONDS
        kept = [(who, b) for who, b in self._buckets.items() if b.filled_at > idle]
        self._buckets = dict(kept[-_MOST_CALLERS // 2 :])


class Uploads:
    """Files that are being received and worked on: a few for each caller, and in all."""

    def __init__(self, *, each: int = 3, all_together: int = 16) -> None:
        self._each, self._all = each, all_together
        self._running: Counter[str] = Counter()

    @contextmanager
    def one_of(self, caller: str) -> Iterator[None]:
        """One more file of `caller`. Raises `too_many_uploads`, `overloaded`."""
        if self._running[caller] >= self._each:
            raise too_many_uploads(most=self._each)
        if self._running.total() >= self._all:
            raise overloaded()
        self._running[caller] += 1
        try:
            yield
        finally:
            self._running[caller] -= 1
            if not self._running[caller]:
                del self._running[caller]
