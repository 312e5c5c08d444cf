"""The log's table: gapless, append-only, readable in order, and its faults are found."""

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from contracts.office.log import events as operations
from contracts.schema import new_id
from deploy.local.settings import ROOT
from services.office.log.events import commands, queries, rules
from tests.commands import answered
from tests.databases import Database
from tests.office.log.events.facts import fact, message
from tests.office.workbench import Office, asked


def _append(office: Office, *envelopes: dict[str, Any]) -> int:
    with office.transaction() as session:
        entries = [rules.entry_of(message(envelope)) for envelope in envelopes]
        return commands.append(session, entries)


def _list(office: Office, **filters: Any) -> dict[str, Any]:
    with office.transaction() as session:
        found = queries.list_events(session, asked(operations.list_events, **filters))
    answer: dict[str, Any] = answered(operations.list_events, found)
    return answer


def _positions(office: Office, **filters: Any) -> list[int]:
    return [item["position"] for item in _list(office, **filters)["items"]]


@pytest.fixture
def check(database: Callable[[str], Database]) -> tuple[Office, Callable[[], str]]:
    """An office with ten events, and what `check_log` says: "" for a sound log."""
    own = database("office")
    office = Office(own.engine)
    _append(office, *(fact(number) for number in range(10)))

    def run() -> str:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "services.office.log.check_log"], cwd=ROOT,
            env=os.environ | {"OFFICE_DATABASE_URL": own.url}, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == (0 if "the event log is whole" in done.stderr else 1)
        return "" if done.returncode == 0 else done.stderr

    return office, run


def test_events_get_gapless_positions_and_repeats_none(office: Office) -> None:
    first, second, third = fact(1), fact(2), fact(3)
    assert _append(office, first, second, first) == 2
    assert _append(office, second, third, third) == 1
    assert _append(office, third) == 0
    found = _list(office)
    assert [item["id"] for item in found["items"]] == [e["id"] for e in (first, second, third)]
    assert [item["position"] for item in found["items"]] == [1, 2, 3]
    assert found["head"] == 3


def test_writers_at_once_leave_no_gap(office: Office) -> None:
    with ThreadPoolExecutor(4) as pool:
        written = list(pool.map(lambda n: _append(office, *(fact(n) for _ in range(7))), range(20)))
    assert sum(written) == 140
    assert _positions(office, page_size=1000) == list(range(1, 141))
    with office.engine.connect() as connection:
        assert queries.first_fault(connection) is None


def test_the_envelope_comes_back_as_it_was_told(office: Office) -> None:
    envelope = fact(5)
    _append(office, envelope)
    [item] = _list(office)["items"]
    assert item == envelope | {"position": 1}


def test_the_log_is_read_page_by_page(office: Office) -> None:
    _append(office, *(fact(number) for number in range(5)))
    first = _list(office, page_size=2)
    assert ([i["position"] for i in first["items"]], first["next"]) == ([1, 2], 2)
    last = _list(office, page_size=3, after=2)
    assert ([i["position"] for i in last["items"]], last["next"]) == ([3, 4, 5], None)
    assert _list(office, after=5) == {"items": [], "next": None, "head": 5}


def test_the_log_is_filtered(office: Office) -> None:
    project, unit = str(new_id()), str(new_id())
    _append(
        office,
        fact(),
        fact(project_id=project),
        fact(project_id=project, aggregate_id=unit, type="unit_sold"),
        fact(project_id=None, source="office", type="staff_left"),
    )
    assert _positions(office, project_id=project) == [2, 3]
    assert _positions(office, aggregate_id=unit) == [3]
    assert _positions(office, type="unit_released") == [1, 2]
    assert _positions(office, source="office") == [4]
    assert _positions(office, project_id=project, after=2) == [3]
    assert _positions(office, project_id=str(new_id())) == []


@pytest.mark.parametrize(
    "statement",
    ["UPDATE event_log SET type = 'x'", "DELETE FROM event_log", "TRUNCATE event_log"],
)
def test_the_database_refuses_to_change_the_log(office: Office, statement: str) -> None:
    _append(office, fact())
    with pytest.raises(DBAPIError, match="append-only"):
        office.execute(statement)
    assert _positions(office) == [1]


def test_a_sound_log_passes_the_check(check: tuple[Office, Callable[[], str]]) -> None:
    _, run = check
    assert run() == ""


@pytest.mark.parametrize(
    ("tampering", "position"),
    [
        ("UPDATE event_log SET body = replace(body, 'available', 'sold') WHERE position = 4", 4),
        ("UPDATE event_log SET type = 'unit_sold' WHERE position = 7", 7),
        ("UPDATE event_log SET body = 'nothing' WHERE position = 3", 3),
        ("DELETE FROM event_log WHERE position = 5", 5),
        ("DELETE FROM event_log WHERE position > 8", 9),
        ("DELETE FROM event_log", 1),
    ],
)
def test_tampering_is_found_where_it_was_done(
    check: tuple[Office, Callable[[], str]], tampering: str, position: int
) -> None:
    office, run = check
    office.execute(f"ALTER TABLE event_log DISABLE TRIGGER append_only; {tampering}")
    assert f"broken at position {position}: " in run()


@pytest.mark.parametrize(
    ("column", "told"),
    [
        ("0001-12-31 10:00:00+00 BC", "0001-01-01T00:00:00+14:00"),
        ("4713-01-01 00:00:00+00 BC", "-4712-01-01T00:00:00+00:00"),
        ("12027-01-01 00:00:00+00", "12027-01-01T00:00:00+00:00"),
        ("infinity", "infinity"),
    ],
)
def test_a_row_of_an_impossible_year_stops_neither_reading_nor_the_check(
    check: tuple[Office, Callable[[], str]], column: str, told: str
) -> None:
    office, run = check
    body = rules.canonical(fact(occurred_at=told))
    _append_row(office, body, column)
    _append(office, sound := fact())
    items = _list(office, after=9)["items"]
    assert [item["position"] for item in items] == [10, 11, 12]
    assert (items[1]["occurred_at"], items[2]["id"]) == (None, sound["id"])
    assert run() == ""


@pytest.mark.parametrize("body", ["nothing", "[]", '"text"', "{"])
def test_a_row_that_is_no_event_is_named_by_the_check_and_passed_over_by_readers(
    check: tuple[Office, Callable[[], str]], body: str
) -> None:
    office, run = check
    _append_row(office, body, "2027-01-01 00:00:00+00")
    _append(office, fact())
    assert _positions(office, after=9) == [10, 11, 12]
    assert "broken at position 11: it is no event any more" in run()


def _append_row(office: Office, body: str, occurred_at: str) -> None:
    """As an earlier version might have, with a hash that fits."""
    with office.engine.connect() as connection:
        head = connection.execute(text("SELECT position, hash FROM event_log_head")).one()
    given = rules.parsed(body) or fact()
    columns = {name: given[name] for name in ("id", "source", "type", "aggregate_id", "project_id")}
    row = columns | {
        "position": head.position + 1,
        "occurred_at": occurred_at,
        "body": body,
        "hash": rules.chained(head.hash, body),
    }
    names = ", ".join(row)
    values = ", ".join(f":{name}" for name in row)
    office.execute(f"INSERT INTO event_log ({names}) VALUES ({values})", **row)


def test_an_event_rewritten_with_a_fitting_hash_breaks_the_next_one(
    check: tuple[Office, Callable[[], str]],
) -> None:
    office, run = check
    with office.engine.connect() as connection:
        rows = connection.execute(text("SELECT body, hash FROM event_log ORDER BY position")).all()
    forged = rows[4].body.replace("available", "sold")
    office.execute("ALTER TABLE event_log DISABLE TRIGGER append_only")
    office.execute(
        "UPDATE event_log SET body = :body, hash = :hash WHERE position = 5",
        body=forged,
        hash=rules.chained(rows[3].hash, forged),
    )
    assert "broken at position 6: " in run()
