"""The only place that looks at the clock. Storage is UTC; business days are Asia/Shanghai."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def business_day(at: datetime) -> date:
    """The calendar day in China to which `at` belongs."""
    return at.astimezone(SHANGHAI).date()


def start_of(day: date) -> datetime:
    """The first moment, in UTC, of a business day."""
    return datetime.combine(day, time(), SHANGHAI).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The first moment, in UTC, after a business day."""
    return start_of(day + timedelta(days=1))
