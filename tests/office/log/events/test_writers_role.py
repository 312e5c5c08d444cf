"""The database lets the log's writer add to the log, and nothing else."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from services.office.log.events import commands, queries, rules, seals
from services.office.tables import METADATA
from tests.databases import Database
from tests.office.log.events.facts import fact, message
from tests.office.workbench import MORNING
from tests.servers import Servers

_READS = {"event_log", "event_log_head", "event_log_seal"}
_ADDS = {"event_log", "event_log_seal", "parked_message"}


@pytest.fixture
def writer(servers: Servers, database: Callable[[str], Database]) -> Iterator[Engine]:
    name = make_url(database("office").url).database
    assert name
    engine = create_engine(servers.database_url("eventlog", name))
    yield engine
    engine.dispose()


def test_it_adds_events_and_seals_under_positions_without_a_gap(writer: Engine) -> None:
    for batch in (3, 1, 250):
        with Session(writer) as session:
            entries = [rules.entry_of(message(fact(number))) for number in range(batch)]
            assert commands.append(session, entries) == batch
            assert seals.seal(session, kid="eventlog", key=b"k" * 32, at=MORNING)
            session.commit()
    with writer.connect() as connection:
        assert queries.first_fault(connection) is None
        head = connection.execute(text("SELECT position FROM event_log_head")).scalar_one()
    assert head == 254


@pytest.mark.parametrize("table", sorted(METADATA.tables))
@pytest.mark.parametrize("right", ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "TRIGGER"])
def test_it_has_no_other_right(writer: Engine, table: str, right: str) -> None:
    asked = text("SELECT has_table_privilege(:table, :right)")
    with writer.connect() as connection:
        has = connection.execute(asked, {"table": table, "right": right}).scalar_one()
    assert has is (table in {"SELECT": _READS, "INSERT": _ADDS}.get(right, set()))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event_log SET type = 'x'",
        "DELETE FROM event_log",
        "TRUNCATE event_log",
        "UPDATE event_log_head SET position = 0",
        "SELECT position FROM event_log_head FOR UPDATE",
        "DELETE FROM event_log_seal",
        "ALTER TABLE event_log DISABLE TRIGGER append_only",
        "DROP TABLE event_log",
        "SET session_replication_role = replica",
        "SELECT * FROM credential",
        "SELECT body FROM parked_message",
        "CREATE TABLE mine ()",
        "SET ROLE office",
    ],
)
def test_the_database_refuses_it_everything_else(writer: Engine, statement: str) -> None:
    with (
        pytest.raises(DBAPIError, match=r"permission denied|must be owner"),
        writer.begin() as connection,
    ):
        connection.execute(text(statement))


@pytest.mark.parametrize("position", [2, 7, 0, -1])
def test_a_position_with_a_gap_is_refused(writer: Engine, position: int) -> None:
    row = rules.numbered(position - 1, rules.GENESIS, [rules.entry_of(message(fact()))])[0]
    names = ", ".join(row)
    values = ", ".join(f":{name}" for name in row)
    with (
        pytest.raises(DBAPIError, match="goes on at position 1"),
        writer.begin() as connection,
    ):
        connection.execute(text(f"INSERT INTO event_log ({names}) VALUES ({values})"), row)
