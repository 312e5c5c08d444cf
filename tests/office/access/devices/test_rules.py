"""The devices' cookie: believed only where we signed it, for that name, not for ever."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.office.access.devices.rules import KEPT, MOST, known, remembered

KEY, OTHER = b"k" * 32, b"o" * 32
NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)


def test_a_device_is_known_to_whom_it_let_in() -> None:
    cookie = remembered(KEY, "", "Zhang.Wei ", NOON)
    assert known(KEY, cookie, "zhang.wei", NOON)
    assert known(KEY, cookie, "li.na", NOON) is None
    assert known(OTHER, cookie, "zhang.wei", NOON) is None


def test_it_stays_the_same_device_and_is_forgotten_unused() -> None:
    first = remembered(KEY, "", "zhang.wei", NOON)
    second = remembered(KEY, first, "zhang.wei", NOON + timedelta(days=100))
    old, new = known(KEY, first, "zhang.wei", NOON), known(KEY, second, "zhang.wei", NOON)
    assert old
    assert new
    assert old.id == new.id
    assert known(KEY, first, "zhang.wei", NOON + KEPT) is None
    assert known(KEY, second, "zhang.wei", NOON + KEPT)


def test_a_counter_s_computer_knows_its_last_people() -> None:
    cookie = ""
    names = [f"name{number}" for number in range(MOST + 2)]
    for name in names:
        cookie = remembered(KEY, cookie, name, NOON)
    assert [bool(known(KEY, cookie, name, NOON)) for name in names] == [False] * 2 + [True] * MOST
    assert len(cookie) < 500


@pytest.mark.parametrize("change", [lambda c: c[:-1], lambda c: c + "A", lambda c: "x" + c])
def test_a_changed_cookie_is_not_believed(change: object) -> None:
    cookie = remembered(KEY, "", "zhang.wei", NOON)
    assert known(KEY, change(cookie), "zhang.wei", NOON) is None  # type: ignore[operator]


@given(st.text(max_size=300))
def test_any_text_is_read_and_none_is_believed(cookie: str) -> None:
    assert known(KEY, cookie, "zhang.wei", NOON) is None
    assert known(KEY, remembered(KEY, cookie, "zhang.wei", NOON), "zhang.wei", NOON)
