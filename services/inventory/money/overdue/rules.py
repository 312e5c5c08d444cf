"""The buckets of ageing (design §8: ≤ 7, 8–30, 31–90, 91–180, > 180 days)."""

from contracts.inventory.money.overdue import AgeBucket

LAST_DAYS: dict[AgeBucket, int | None] = {
    AgeBucket.TO_7: 7,
    AgeBucket.TO_30: 30,
    AgeBucket.TO_90: 90,
    AgeBucket.TO_180: 180,
    AgeBucket.BEYOND: None,
}
"""Each bucket's last day after the due day, from the youngest to the oldest."""


def bucket_of(days: int) -> AgeBucket:
    """The bucket of what is `days` overdue."""
    return next(bucket for bucket, last in LAST_DAYS.items() if last is None or days <= last)


def days_of(bucket: AgeBucket) -> tuple[int, int | None]:
    """The first and the last day of a bucket."""
    earlier = [last for other, last in LAST_DAYS.items() if last is not None]
    last = LAST_DAYS[bucket]
    first = max((day for day in earlier if last is None or day < last), default=0) + 1
    return first, last
