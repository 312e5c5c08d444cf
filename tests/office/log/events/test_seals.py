"""The log's head is signed at intervals: a rewritten end is noticed although its hashes fit."""

import base64
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, text

from common import settings
from services.office.log.eventlog import Sealer
from services.office.log.events import commands, queries, rules, seals
from tests.databases import Database
from tests.office.log.events.facts import fact, message
from tests.office.workbench import MORNING, Office
from tests.tokens import keys

KEY = base64.b64decode(keys().signing_keys["eventlog"])
LATER = MORNING + timedelta(minutes=5)


@pytest.fixture
def office(database: Callable[[str], Database]) -> Office:
    """Ten events, of which eight are sealed."""
    office = Office(database("office").engine)
    _append(office, 4)
    _seal(office)
    _append(office, 4)
    _seal(office, MORNING + timedelta(seconds=10))
    _append(office, 2)
    return office


def _append(office: Office, count: int) -> None:
    with office.transaction() as session:
        commands.append(session, [rules.entry_of(message(fact(n))) for n in range(count)])


def _seal(office: Office, at: Any = MORNING, kid: str = "eventlog", key: bytes = KEY) -> bool:
    with office.transaction() as session:
        return seals.seal(session, kid=kid, key=key, at=at)


def _fault(office: Office, at: Any = MORNING, **more: Any) -> tuple[int, str]:
    with office.engine.connect() as connection:
        assert queries.first_fault(connection) is None, "the chain of hashes is whole"
        return seals.first_fault(connection, settings.public_keys(), at=at, **more) or (0, "")


def _rewrite(office: Office, position: int) -> None:
    """Forge an event and everything behind it, head and all, as an owner of the tables can."""
    with office.engine.begin() as connection:
        connection.execute(text("ALTER TABLE event_log DISABLE TRIGGER append_only"))
        previous = _hash_at(connection, position - 1)
        last = connection.execute(text("SELECT position FROM event_log_head")).scalar_one()
        for number in range(position, last + 1):
            body = rules.canonical(fact(number + 100))
            previous = rules.chained(previous, body)
            entry = rules.entry_of(body.encode())
            connection.execute(
                text(
                    "UPDATE event_log SET id = :id, aggregate_id = :aggregate_id, body = :body,"
                    " project_id = :project_id, hash = :hash WHERE position = :position"
                ),
                vars(entry) | {"hash": previous, "position": number},
            )
        connection.execute(text("UPDATE event_log_head SET hash = :hash"), {"hash": previous})


def _hash_at(connection: Connection, position: int) -> str:
    found = text("SELECT hash FROM event_log WHERE position = :position")
    return str(connection.execute(found, {"position": position}).scalar_one())


def test_a_sealed_log_is_sound_and_only_what_is_new_is_sealed(office: Office) -> None:
    assert _fault(office) == (0, "")
    assert _seal(office, LATER)
    assert not _seal(office, LATER)
    assert _fault(office, LATER + timedelta(days=30), required=True) == (0, "")


@pytest.mark.parametrize(("rewritten", "noticed"), [(2, 4), (4, 4), (5, 8), (8, 8)])
def test_an_end_rewritten_with_fitting_hashes_is_noticed(
    office: Office, rewritten: int, noticed: int
) -> None:
    _rewrite(office, rewritten)
    position, why = _fault(office)
    assert position == noticed
    assert "was rewritten" in why


def test_what_was_rewritten_cannot_be_sealed_anew_without_the_key(office: Office) -> None:
    _rewrite(office, 5)
    office.execute(
        "ALTER TABLE event_log_seal DISABLE TRIGGER append_only;"
        "UPDATE event_log_seal s SET hash = l.hash FROM event_log l WHERE l.position = s.position"
    )
    assert _fault(office) == (8, "its seal is forged")


@pytest.mark.parametrize("kid", ["system-crm", "office"])
def test_another_s_key_seals_nothing(office: Office, kid: str) -> None:
    key = base64.b64decode(keys().signing_keys[kid])
    _seal(office, LATER, kid=kid, key=key)
    assert "not the writer's" in _fault(office)[1]


def test_a_key_that_nobody_knows_seals_nothing(office: Office) -> None:
    _seal(office, LATER, kid="eventlog", key=b"k" * 32)
    assert _fault(office) == (10, "its seal is forged")


def test_an_end_without_its_seals_is_noticed_after_a_minute(office: Office) -> None:
    assert _fault(office, MORNING + timedelta(seconds=60)) == (0, "")
    position, why = _fault(office, LATER)
    assert position == 9
    assert "nothing is sealed since" in why


def test_a_log_without_any_seal_is_refused_where_seals_are_required(office: Office) -> None:
    office.execute("ALTER TABLE event_log_seal DISABLE TRIGGER append_only")
    office.execute("DELETE FROM event_log_seal")
    assert _fault(office) == (0, "")
    assert _fault(office, required=True) == (1, "nothing is sealed")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event_log_seal SET hash = repeat('0', 64)",
        "DELETE FROM event_log_seal",
        "TRUNCATE event_log_seal",
    ],
)
def test_the_database_refuses_to_change_a_seal(office: Office, statement: str) -> None:
    with pytest.raises(Exception, match="append-only"):
        office.execute(statement)


def test_the_writer_seals_at_once_after_a_pause_and_then_at_intervals(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOUPAN_LOG_KEY", keys().signing_keys["eventlog"])
    sealer = Sealer()
    for seconds in range(0, 40, 2):
        _append(office, 1)
        sealer.seal(office.engine, LATER + timedelta(seconds=seconds))
    with office.engine.connect() as connection:
        sealed = connection.scalars(text("SELECT position FROM event_log_seal ORDER BY 1")).all()
    assert sealed == [4, 8, 11, 16, 21, 26]
    assert _fault(office, LATER + timedelta(seconds=50)) == (0, "")
