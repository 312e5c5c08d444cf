from datetime import UTC, datetime, timedelta

import pytest

from services.reminders.watch.deadlines import rules

DUE = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
BEFORE = (timedelta(days=2), timedelta(days=1))
TWO, ONE = DUE - BEFORE[0], DUE - BEFORE[1]
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("known_at", "first"),
    [
        (DUE - timedelta(days=7), TWO),
        (TWO - SECOND, TWO),
        (TWO, ONE),
        (ONE, DUE),
        (DUE - SECOND, DUE),
        (DUE, DUE),
        (DUE + timedelta(days=3), DUE),
    ],
)
def test_the_first_notice_is_the_next_one_ahead(known_at: datetime, first: datetime) -> None:
    assert rules.first_moment(DUE, BEFORE, known_at) == first


@pytest.mark.parametrize(
    ("at", "reached", "after"),
    [
        (TWO, TWO, ONE),
        (TWO + SECOND, TWO, ONE),
        (ONE, ONE, DUE),
        (DUE - SECOND, ONE, DUE),
        (DUE, DUE, None),
        (DUE + timedelta(days=9), DUE, None),
    ],
)
def test_each_moment_has_its_notice_and_missed_ones_are_not_caught_up(
    at: datetime, reached: datetime, after: datetime | None
) -> None:
    assert rules.moment_reached(DUE, BEFORE, at) == reached
    assert rules.moment_after(DUE, BEFORE, at) == after
