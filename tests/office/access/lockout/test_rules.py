"""Five failures within 15 minutes lock for 15 minutes."""

from datetime import UTC, datetime, timedelta

import pytest

from services.office.access.lockout import rules

NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)


def _minutes(*ago: float) -> list[datetime]:
    return [NOON - timedelta(minutes=minutes) for minutes in ago]


@pytest.mark.parametrize(
    ("before", "locks"),
    [
        ([], False),
        ([4, 3, 2], False),
        ([5, 4, 3, 2], True),
        ([14.9, 14.8, 14.7, 14.6], True),
        ([15, 4, 3, 2], False),
        ([60, 50, 40, 30, 20, 10], False),
    ],
)
def test_the_fifth_failure_within_the_window_locks(before: list[float], locks: bool) -> None:
    kept, until = rules.after_failure(_minutes(*before), NOON)
    assert until == (NOON + timedelta(minutes=15) if locks else None)
    assert kept[-1] == NOON
    assert len(kept) <= rules.FAILURES


@pytest.mark.parametrize(
    ("until", "seconds"), [(None, 0), (-1, 0), (0, 0), (0.2, 1), (90, 90), (900, 900)]
)
def test_a_lock_says_how_long_it_lasts(until: float | None, seconds: int) -> None:
    locked_until = None if until is None else NOON + timedelta(seconds=until)
    assert rules.seconds_locked(locked_until, NOON) == seconds


def test_a_username_is_the_same_in_any_case() -> None:
    assert rules.username_digest(" Zhang.Wei ") == rules.username_digest("zhang.wei")
