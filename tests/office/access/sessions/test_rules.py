"""The life of sessions and refresh tokens."""

from datetime import UTC, datetime, timedelta

import pytest

from services.office.access.sessions import rules
from services.office.access.sessions.rules import Use

NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("spent", "ended", "idle", "absolute", "use"),
    [
        (None, None, HOUR, HOUR, Use.NEXT),
        (-1 * SECOND, None, HOUR, HOUR, Use.AGAIN),
        (-10 * SECOND, None, HOUR, HOUR, Use.AGAIN),
        (-10.001 * SECOND, None, HOUR, HOUR, Use.STOLEN),
        (1 * SECOND, None, HOUR, HOUR, Use.AGAIN),
        (None, None, 0 * HOUR, HOUR, Use.ENDED),
        (None, None, HOUR, 0 * HOUR, Use.ENDED),
        (None, -1 * HOUR, HOUR, HOUR, Use.ENDED),
        (-1 * HOUR, -1 * HOUR, HOUR, HOUR, Use.ENDED),
        (-1 * HOUR, None, -1 * HOUR, HOUR, Use.ENDED),
    ],
)
def test_a_token_is_good_once_and_ten_seconds_more(
    spent: timedelta | None, ended: timedelta | None, idle: timedelta, absolute: timedelta, use: Use
) -> None:
    found = rules.use_of(
        spent_at=None if spent is None else NOON + spent,
        ended_at=None if ended is None else NOON + ended,
        idle_until=NOON + idle,
        expires_at=NOON + absolute,
        at=NOON,
    )
    assert found is use


def test_tokens_have_256_bits_and_are_stored_hashed() -> None:
    first, second = rules.new_token(), rules.new_token()
    assert len(first) == len(second) == 43
    assert first != second
    assert first not in rules.digest(first)


def test_a_successor_needs_both_the_token_and_the_salt() -> None:
    token, salt = rules.new_token(), rules.new_salt()
    following = rules.successor(token, salt)
    assert following == rules.successor(token, salt)
    assert len(following) == 43
    others = {rules.successor(rules.new_token(), salt), rules.successor(token, rules.new_salt())}
    assert following not in others


def test_what_was_issued_is_void_and_what_comes_is_not() -> None:
    assert rules.void_before(NOON, []) == NOON
    issued = [NOON, NOON + 3 * SECOND]
    void = rules.void_before(NOON, issued)
    assert all(moment < void for moment in issued)
    assert void - issued[-1] == timedelta(microseconds=1)
    assert rules.void_before(NOON, [NOON - HOUR]) == NOON
