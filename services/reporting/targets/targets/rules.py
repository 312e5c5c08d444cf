"""Periods and attainment, over plain values."""

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal

from contracts.reporting.targets.targets import period_closed


def days_of(period: str) -> tuple[date, date]:
    """First and last day of `2026`, `2026-Q4` or `2026-11`."""
    year, _, part = period.partition("-")
    if not part:
        return _months(int(year), 1, 12)
    if part.startswith("Q"):
        quarter = int(part[1:])
        return _months(int(year), 3 * quarter - 2, 3 * quarter)
    return _months(int(year), int(part), int(part))


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def check_open(period: str, today: date) -> None:
    """Raises `period_closed`."""
    _, last_day = days_of(period)
    if last_day < today:
        raise period_closed(field="period", period=period)


def month_after(month: str) -> str:
    """The month, `2027-01`, that follows `2026-12`."""
    _, last = days_of(month)
    return month_of(last + timedelta(days=1))


def month_of(day: date) -> str:
    """The month, `2026-11`, to which a business day belongs."""
    return f"{day:%Y-%m}"


def attainment(
    units: int,
    amount: Decimal,
    *,
    target_units: int | None,
    target_amount: Decimal | None,
) -> Decimal | None:
    """The share of a target that was reached (完成率): by amount where it has one, otherwise
    by units; `None` without a target."""
    if target_amount is not None:
        return amount / target_amount
    if target_units is not None:
        return Decimal(units) / target_units
    return None


def shown(share: Decimal | None) -> Decimal | None:
    """A share as people read it: hundredths of a per cent."""
    return None if share is None else share.quantize(Decimal("0.0001"))
