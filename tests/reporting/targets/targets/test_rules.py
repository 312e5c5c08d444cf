from datetime import date
from decimal import Decimal

import pytest

from services.reporting.targets.targets.rules import attainment, days_of, month_of


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_runs_from_its_first_to_its_last_day(period: str, first: date, last: date) -> None:
    assert days_of(period) == (first, last)


def test_a_day_belongs_to_its_month() -> None:
    assert month_of(date(2026, 11, 30)) == "2026-11"


@pytest.mark.parametrize(
    ("target_units", "target_amount", "reached"),
    [
        (4, Decimal("2000000"), Decimal("0.75")),
        (4, None, Decimal("0.5")),
        (None, Decimal("3000000"), Decimal("0.5")),
        (None, None, None),
    ],
)
def test_attainment_is_by_amount_where_the_target_has_one(
    target_units: int | None, target_amount: Decimal | None, reached: Decimal | None
) -> None:
    assert (
        attainment(2, Decimal("1500000"), target_units=target_units, target_amount=target_amount)
        == reached
    )
