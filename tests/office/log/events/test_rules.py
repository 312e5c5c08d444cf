"""The chain of hashes, and what is an event at all."""

from types import SimpleNamespace
from typing import Any

import pytest

from contracts.event import Unreadable
from services.office.log.events import rules
from tests.office.log.events.facts import fact, message


def _row(envelope: dict[str, Any], position: int, previous: str) -> SimpleNamespace:
    entry = rules.entry_of(message(envelope))
    [row] = rules.numbered(position - 1, previous, [entry])
    return SimpleNamespace(**row)


def test_an_event_is_the_same_text_however_it_was_written() -> None:
    envelope = fact()
    backwards = dict(reversed(envelope.items()))
    assert rules.entry_of(message(envelope)).body == rules.entry_of(message(backwards)).body


def test_events_of_kinds_that_nobody_declared_are_logged_too() -> None:
    entry = rules.entry_of(message(fact(source="launch", type="lottery_drawn", more="later")))
    assert (entry.source, entry.type) == ("launch", "lottery_drawn")
    assert '"more":"later"' in entry.body


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        message({}),
        message(fact(id="1")),
        message(fact(occurred_at="yesterday")),
        message(fact(occurred_at="2026-11-21T02:00:00")),
        message(fact(data="text")),
        message(fact(type="unit\x00released")),
    ],
)
def test_what_is_no_event_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        rules.entry_of(body)


def test_positions_and_hashes_follow_the_ones_before() -> None:
    entries = [rules.entry_of(message(fact(number))) for number in range(3)]
    rows = rules.numbered(7, rules.GENESIS, entries)
    assert [row["position"] for row in rows] == [8, 9, 10]
    previous = rules.GENESIS
    for row in rows:
        assert row["hash"] == rules.chained(previous, row["body"])
        previous = row["hash"]
    assert len({row["hash"] for row in rows}) == 3


def test_a_sound_row_has_no_fault() -> None:
    row = _row(fact(), 4, "f" * 64)
    assert rules.fault(row, expected=4, previous="f" * 64) is None


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("position", 5, "position 4 is missing"),
        ("body", rules.canonical(fact()), "hash"),
        ("hash", "0" * 64, "hash"),
        ("type", "unit_sold", "type differ"),
        ("project_id", None, "project_id differ"),
    ],
)
def test_every_changed_column_is_a_fault(name: str, value: object, says: str) -> None:
    row = _row(fact(), 4, "f" * 64)
    setattr(row, name, value)
    assert says in (rules.fault(row, expected=4, previous="f" * 64) or "")
