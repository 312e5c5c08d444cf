"""Five failures from one place pause it, longer and longer; nobody else waits."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.client import place_of
from services.office.access.lockout import rules
from services.office.access.lockout.rules import OWN, Attempt

NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)


def _minutes(*ago: float) -> list[datetime]:
    return [NOON - timedelta(minutes=minutes) for minutes in ago]


@pytest.mark.parametrize(
    ("before", "minutes"),
    [
        ([], 0),
        ([4, 3, 2], 0),
        ([5, 4, 3, 2], 1),
        ([59, 49, 39, 29], 1),
        ([60, 4, 3, 2], 0),
        ([59, 50, 40, 30, 20, 10], 4),
        ([50, 49, 48, 47, 46, 40, 30, 20, 10, 5], 15),
    ],
)
def test_from_the_fifth_failure_within_an_hour_pauses_double(
    before: list[float], minutes: int
) -> None:
    kept, until = rules.after_failure(OWN, _minutes(*before), NOON)
    assert until == NOON + timedelta(minutes=minutes)
    assert kept[-1] == NOON


@given(st.integers(0, 10_000), st.sampled_from([rules.OWN, rules.NAME, rules.ADDRESS]))
def test_a_pause_never_shrinks_with_failures_and_has_an_end(
    failures: int, limit: rules.Limit
) -> None:
    assert limit.pause_after(failures) <= limit.pause_after(failures + 1) <= limit.longest


@pytest.mark.parametrize(
    ("until", "seconds"), [(None, 0), (-1, 0), (0, 0), (0.2, 1), (90, 90), (900, 900)]
)
def test_a_pause_says_how_long_it_lasts(until: float | None, seconds: int) -> None:
    locked_until = None if until is None else NOON + timedelta(seconds=until)
    assert rules.seconds_locked(locked_until, NOON) == seconds


def test_a_username_is_the_same_in_any_case() -> None:
    assert rules.username_digest(" Zhang.Wei ") == rules.username_digest("zhang.wei")


def test_who_fails_is_counted_alone_and_widely_only_where_unknown() -> None:
    stranger = Attempt("zhang.wei", "203.0.113.9")
    usual = Attempt("zhang.wei", "203.0.113.9", is_usual=True)
    device = Attempt("zhang.wei", "device x", is_device=True)
    assert list(stranger.limits.values()) == [rules.OWN, rules.ADDRESS, rules.NAME]
    assert list(usual.limits.values()) == [rules.OWN, rules.ADDRESS]
    assert list(device.limits.values()) == [rules.OWN]
    elsewhere = Attempt("zhang.wei", "203.0.113.10")
    assert stranger.limits.keys() & elsewhere.limits.keys() == {stranger.name}


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:a:b:c:d", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("", ""),
        ("unix socket", "unix socket"),
    ],
)
def test_an_ipv6_address_is_its_household(address: str, place: str) -> None:
    assert place_of(address) == place
