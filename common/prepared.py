"""Hot statements: compiled once in the process, planned once per connection."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import count
from typing import Any

from psycopg2.extensions import adapt
from sqlalchemy import (
    Connection,
    Insert,
    Row,
    Table,
    TextClause,
    TextualSelect,
    bindparam,
    insert,
    text,
)
from sqlalchemy.dialects.postgresql.psycopg2 import PGDialect_psycopg2
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import UpdateBase

from common.pipelining import PipelinedConnection

_numbers = count(1)
_NOTHING = text("SELECT")


def insertion(target: Table, columns: Iterable[str]) -> Insert:
    """`INSERT` with the parameters `<table>_<column>`, so that several fit into one statement."""
    given = {
        name: bindparam(f"{target.name}_{name}", type_=target.c[name].type) for name in columns
    }
    return insert(target).values(given).inline()


def send_what_waits(session: Session) -> None:
    """Have what was put ahead executed now, for its faults."""
    if _driver(session.connection()).waits:
        session.execute(_NOTHING)


class Prepared:
    """A statement with named parameters, without `IN` (`= ANY` does it).

    Planning the claim on a unit costs the server twice as much as executing it.
    """

    def __init__(self, statement: UpdateBase | TextClause | TextualSelect) -> None:
        self._statement = statement
        self._name = f"prepared_{next(_numbers)}"

    def first(self, session: Session, values: Mapping[str, Any]) -> Row[Any] | None:
        """The first row of its `RETURNING`."""
        return next(iter(self.rows(session, values)), None)

    def rows(self, session: Session, values: Mapping[str, Any]) -> Sequence[Row[Any]]:
        """All rows of its `RETURNING`, with the types that the driver reads."""
        connection = session.connection()
        self._prepare(connection)
        return connection.exec_driver_sql(self._execute, self._processed(values)).all()

    def later(self, session: Session, values: Mapping[str, Any]) -> None:
        """Have it executed before whatever comes next in the session's transaction."""
        driver = self._prepare(session.connection())
        with driver.cursor() as scratch:
            driver.put_ahead(scratch.mogrify(self._execute, self._processed(values)))

    def _prepare(self, connection: Connection) -> PipelinedConnection:
        """Once per connection of the driver, which it answers; in a round trip of its own, so that
        it is certain."""
        driver = _driver(connection)
        if self._name not in driver.prepared:
            statement = f"PREPARE {self._name} AS {self._with_numbers}"
            connection.exec_driver_sql(statement, execution_options={"no_parameters": True})
            driver.prepared.add(self._name)
        return driver

    def _processed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {
            name: process(values[name]) if process else values[name]
            for name, process in self._processors.items()
        }

    @cached_property
    def _compiled(self) -> Any:
        return self._statement.compile(dialect=PGDialect_psycopg2())

    @cached_property
    def _parameters(self) -> dict[str, Any]:
        """Types by name, in the order of the server's numbers."""
        binds = self._compiled.binds.items()
        return {name: bind.type for name, bind in binds if bind.required}

    @cached_property
    def _processors(self) -> dict[str, Callable[[Any], Any] | None]:
        """What makes a parameter fit for the driver."""
        return {name: self._compiled._bind_processors.get(name) for name in self._parameters}

    @cached_property
    def _with_numbers(self) -> str:
        """The statement with `$1`, `$2`, … for its parameters and with its constants."""
        written = {
            name: adapt(bind.value).getquoted().decode()
            for name, bind in self._compiled.binds.items()
        } | {name: f"${number}" for number, name in enumerate(self._parameters, start=1)}
        statement: str = self._compiled.string % written
        return statement

    @cached_property
    def _execute(self) -> str:
        return f"EXECUTE {self._name}({', '.join(f'%({name})s' for name in self._parameters)})"


class Insertion:
    """The `INSERT` of one row of `target`."""

    def __init__(self, target: Table, columns: Iterable[str]) -> None:
        self._parameters = {f"{target.name}_{name}": name for name in columns}
        self._statement = Prepared(insertion(target, self._parameters.values()))

    def later(self, session: Session, row: Mapping[str, Any]) -> None:
        """Have the row written before whatever comes next in the session's transaction; a column
        that is not named is null."""
        values = {parameter: row.get(name) for parameter, name in self._parameters.items()}
        self._statement.later(session, values)


def _driver(connection: Connection) -> PipelinedConnection:
    driver = connection.connection.dbapi_connection
    assert isinstance(driver, PipelinedConnection)
    return driver
