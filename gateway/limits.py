"""How fast one caller may ask (G-05): a token bucket each, in this process's memory."""

from dataclasses import dataclass

from gateway.refusals import too_many_requests

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
