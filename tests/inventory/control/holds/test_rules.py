"""For how long a unit is kept that waits for a decision (design §8)."""

from datetime import UTC, datetime, timedelta

import pytest

from contracts.inventory.register.units import UnitStatus
from services.inventory.control.holds.rules import days_kept, is_kept, kept_until
from services.inventory.register.units.rules import Position

AT = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("status", "ends", "at_most", "until"),
    [
        ("available", None, None, 7 * DAY),
        ("available", None, 30 * HOUR, 30 * HOUR),
        ("available", None, 8 * DAY, 7 * DAY),
        ("locked", HOUR, None, 7 * DAY),
        ("held", 2 * DAY, None, 2 * DAY),
        ("held", 2 * DAY, DAY, 2 * DAY),
        ("held", -HOUR, None, 7 * DAY),
        ("reserved", 5 * HOUR, None, 5 * HOUR),
        ("reserved", -HOUR, 3 * HOUR, 3 * HOUR),
    ],
)
def test_a_unit_is_kept_as_it_is_already_or_for_a_week_at_most(
    status: str, ends: timedelta | None, at_most: timedelta | None, until: timedelta
) -> None:
    unit = Position(UnitStatus(status), expires_at=None if ends is None else AT + ends)
    assert kept_until(unit, AT, None if at_most is None else AT + at_most) == AT + until
    runs = ends is not None and ends > timedelta(0)
    assert is_kept(unit, AT) == (status in ("held", "reserved") and runs)


@pytest.mark.parametrize(("lasts", "days"), [(7 * DAY, 7), (DAY, 1), (30 * HOUR, 2), (HOUR, 1)])
def test_a_part_of_a_day_counts_as_one(lasts: timedelta, days: int) -> None:
    assert days_kept(AT + lasts, AT) == days
