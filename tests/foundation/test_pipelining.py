"""Statements that wait for the next one keep their order, their transaction and their faults."""

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import psycopg2.errors
import pytest
from sqlalchemy import (
    ARRAY,
    Date,
    DateTime,
    Engine,
    Numeric,
    String,
    Uuid,
    bindparam,
    insert,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.orm import Session
from sqlalchemy.types import to_instance

from common import database
from common.prepared import Prepared
from contracts.schema import new_id
from deploy.local.settings import ROOT
from services.crm.base import Base
from tests.databases import Database

_INBOX = Base.metadata.tables["inbox"]
_NOTE_ROW: dict[str, Any] = {
    "event_id": bindparam("event_id", type_=Uuid),
    "handler": bindparam("handler"),
    "handled_at": literal_column("now()"),
}
_NOTE = Prepared(insert(_INBOX).values(_NOTE_ROW))
_RENAMING = (
    update(_INBOX)
    .where((_INBOX.c.handler == "one") | (_INBOX.c.handler == "50 % off"))
    .values(handler=bindparam("new_name"))
    .returning(_INBOX.c.event_id, _INBOX.c.handler.label("name"))
)
_RENAME = Prepared(_RENAMING)


@pytest.fixture
def engine(database: Callable[[str], Database]) -> Engine:
    return database("crm").engine


def _handlers(engine: Engine) -> list[str]:
    with Session(engine) as session:
        return list(session.scalars(select(_INBOX.c.handler).order_by(_INBOX.c.handler)))


def _later(session: Session, handler: str) -> None:
    _NOTE.later(session, {"event_id": new_id(), "handler": handler})


def test_what_waits_is_there_for_the_next_statement_and_after_the_commit(engine: Engine) -> None:
    with Session(engine) as session:
        _later(session, "one")
        _later(session, "two %s")
        assert session.scalar(text("SELECT count(*) FROM inbox")) == 2
        _later(session, "three")
        assert _handlers(engine) == [], "nobody else sees it before the commit"
        session.commit()
    assert _handlers(engine) == ["one", "three", "two %s"]


def test_a_transaction_without_a_result_is_one_message(engine: Engine) -> None:
    with Session(engine) as observer, Session(engine) as session:
        observer.connection()
        _later(session, "one")  # prepares the statement on this connection
        session.commit()
        _later(session, "two")
        _later(session, "three")
        backend = _backend(session)
        session.commit()
        message, state = _last_message(observer, backend)
    assert message.startswith("BEGIN;EXECUTE")
    assert message.endswith(";COMMIT")
    assert state == "idle"


def test_a_fault_of_what_waits_undoes_everything(engine: Engine) -> None:
    event_id = new_id()
    with Session(engine) as session:
        _later(session, "one")
        for _ in range(2):
            _NOTE.later(session, {"event_id": event_id, "handler": "twice"})
        with pytest.raises(IntegrityError, match="pk_inbox"):
            session.commit()
    assert _handlers(engine) == []


def test_a_fault_of_the_next_statement_undoes_what_waited(engine: Engine) -> None:
    with Session(engine) as session:
        _later(session, "one")
        with pytest.raises(ProgrammingError, match="nowhere"):
            session.execute(text("SELECT * FROM nowhere"))
        session.rollback()
        _later(session, "two")
        session.commit()
    assert _handlers(engine) == ["two"]


def test_a_rollback_forgets_what_waits(engine: Engine) -> None:
    with Session(engine) as session:
        _later(session, "one")
        session.rollback()
        session.execute(text("SELECT 1"))
        session.commit()
    assert _handlers(engine) == []


def test_a_prepared_statement_answers_typed_rows_on_every_connection(engine: Engine) -> None:
    event_id = new_id()
    with Session(engine) as session, Session(engine) as other:
        _NOTE.later(session, {"event_id": event_id, "handler": "50 % off"})
        session.commit()
        for each, name in ((session, "one"), (other, "one"), (session, "two")):
            row = _RENAME.first(each, {"new_name": name})
            assert row is not None
            assert (row.event_id, row.name) == (event_id, name)
            each.commit()
        assert _RENAME.first(session, {"new_name": "three"}) is None


def test_a_prepared_row_has_the_types_that_sqlalchemy_would_give(engine: Engine) -> None:
    facts: dict[str, Any] = {
        "id": new_id(),
        "moment": datetime(2026, 11, 22, 8, 30, tzinfo=UTC),
        "day": date(2026, 11, 22),
        "amount": Decimal("1234.50"),
        "terms": {"days": [1, 2], "note": "50 % 首付"},
        "ids": [new_id(), new_id()],
        "nothing": None,
    }
    kinds: tuple[Any, ...] = (
        Uuid,
        DateTime(timezone=True),
        Date,
        Numeric(14, 2),
        JSONB,
        ARRAY(Uuid),
        String,
    )
    typed: dict[str, Any] = dict(zip(facts, kinds, strict=True))
    wanted = ", ".join(
        f"CAST(:{name} AS {_on_server(kind)}) AS {name}" for name, kind in typed.items()
    )
    statement = text(f"SELECT {wanted}")
    statement = statement.bindparams(*(bindparam(name, type_=kind) for name, kind in typed.items()))
    with Session(engine) as session:
        row = Prepared(statement.columns(**typed)).first(session, facts)
    assert row is not None
    assert row._asdict() == facts


def test_faults_of_a_prepared_statement_are_those_of_sqlalchemy(engine: Engine) -> None:
    row = {"event_id": new_id(), "handler": "one"}
    again = Prepared(insert(_INBOX).values(_NOTE_ROW).returning(_INBOX.c.event_id))
    with Session(engine) as session:
        again.first(session, row)
        session.commit()
        with pytest.raises(IntegrityError) as broken:
            again.first(session, row)
        session.rollback()
        assert isinstance(broken.value.orig, psycopg2.errors.UniqueViolation)
        assert broken.value.orig.diag.constraint_name == "pk_inbox"
        assert _handlers(engine) == ["one"]


def test_equal_statements_have_one_name_in_every_process_and_a_changed_one_another() -> None:
    assert Prepared(_RENAMING).name == _RENAME.name == _name_elsewhere("_RENAME")
    assert Prepared(_RENAMING.where(_INBOX.c.handler != "two")).name != _RENAME.name
    assert _NOTE.name != _RENAME.name


def test_equal_statements_are_planned_once_per_connection(engine: Engine) -> None:
    engine.dispose()  # a connection on which nothing is planned yet
    with Session(engine) as session:
        for each in (_RENAME, Prepared(_RENAMING)):
            assert each.first(session, {"new_name": "two"}) is None
        planned = session.scalars(text("SELECT name FROM pg_prepared_statements"))
        assert planned.all() == [_RENAME.name]


def test_a_fault_of_what_waits_shows_where_the_next_statement_is_prepared(engine: Engine) -> None:
    row = {"event_id": new_id(), "handler": "twice"}
    fresh = Prepared(_RENAMING.where(_INBOX.c.handler != "never"))
    with Session(engine) as session:
        _NOTE.later(session, row)
        _NOTE.later(session, row)
        with pytest.raises(IntegrityError, match="pk_inbox"):
            fresh.first(session, {"new_name": "two"})
        session.rollback()
        assert fresh.first(session, {"new_name": "two"}) is None


def test_a_prepared_statement_on_a_lost_connection_gives_it_up(engine: Engine) -> None:
    with Session(engine) as session, Session(engine) as other:
        assert _RENAME.first(session, {"new_name": "two"}) is None
        lost = _backend(session)
        other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": lost})
        with pytest.raises(OperationalError) as fault:
            _RENAME.first(session, {"new_name": "two"})
        assert fault.value.connection_invalidated
        assert database.is_away(fault.value)
        session.rollback()
        assert _RENAME.first(session, {"new_name": "two"}) is None
        assert _backend(session) != lost


def test_a_statement_prepared_in_a_transaction_that_failed_still_works(engine: Engine) -> None:
    with Session(engine) as session:
        session.execute(text("SELECT 1"))
        _later(session, "one")
        with pytest.raises(ProgrammingError):
            session.execute(text("SELECT * FROM nowhere"))
        session.rollback()
        _later(session, "two")
        session.commit()
    assert _handlers(engine) == ["two"]


def test_a_commit_on_a_lost_connection_does_not_pass_for_done(engine: Engine) -> None:
    with Session(engine) as session, Session(engine) as other:
        session.execute(text("SELECT 1"))
        _later(session, "one")
        other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": _backend(session)})
        with pytest.raises(OperationalError):
            session.commit()
    assert _handlers(engine) == []


def test_many_rows_at_once_belong_to_the_transaction(engine: Engine) -> None:
    rows = [{"event_id": new_id(), "handler": f"h{n}"} for n in range(3)]
    statement = text("INSERT INTO inbox VALUES (:event_id, :handler, now())")
    with Session(engine) as session:
        _later(session, "one")
        session.execute(statement, [row | {"event_id": str(row["event_id"])} for row in rows])
        session.rollback()
    assert _handlers(engine) == []


def test_a_reader_opens_no_transaction(engine: Engine) -> None:
    with Session(engine.execution_options(isolation_level="AUTOCOMMIT")) as reader:
        reader.execute(text("SELECT 1"))
        with Session(engine) as session:
            session.execute(text("SELECT 2"))
            assert _last_message(session, _backend(reader)) == ("SELECT 1", "idle")
            told = _last_message(reader, _backend(session))
            assert told[1] == "idle in transaction"


def _name_elsewhere(statement: str) -> str:
    """The name of a statement of this module in a process of its own."""
    program = f"from {__name__} import {statement}; print({statement}.name)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout.strip()


def _on_server(kind: Any) -> str:
    return str(to_instance(kind).compile(dialect=PGDialect()))


def _backend(session: Session) -> int:
    raw: Any = session.connection().connection.dbapi_connection
    return int(raw.info.backend_pid)


def _last_message(session: Session, backend: int) -> tuple[str, str]:
    """What the server got last on that connection, and what it thinks of its transaction."""
    statement = text("SELECT query, state FROM pg_stat_activity WHERE pid = :pid")
    query, state = session.execute(statement, {"pid": backend}).one()
    return query, state
