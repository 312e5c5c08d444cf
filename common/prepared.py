"""Hot statements: compiled once in the process, planned once per connection.

`PREPARE` and `EXECUTE` are SQL here, not messages of the protocol: no pooler may change the
server's connection between two transactions (docs/operations.md).
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from hashlib import sha256
from typing import Any

import psycopg2
from psycopg2.extensions import adapt
from sqlalchemy import Connection, Insert, Table, TextClause, TextualSelect, bindparam, insert, text
from sqlalchemy.dialects.postgresql.psycopg2 import PGDialect_psycopg2
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import UpdateBase

from common.pipelining import PipelinedConnection

_DIALECT = PGDialect_psycopg2()
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

    @cached_property
    def name(self) -> str:
        """The same for the same SQL in every process, another once the SQL changes."""
        return f"prepared_{sha256(self._with_numbers.encode()).hexdigest()[:16]}"

    def first(self, session: Session, values: Mapping[str, Any]) -> Any | None:
        """The first row of its `RETURNING`, a named tuple."""
        return next(iter(self.rows(session, values)), None)

    def rows(self, session: Session, values: Mapping[str, Any]) -> list[Any]:
        """All rows of its `RETURNING`, named tuples."""
        connection = session.connection()
        driver = self._prepared_on(connection)
        with _faults_as_sqlalchemy_tells_them(connection), driver.cursor() as cursor:
            cursor.execute(self._execute, self._processed(values))
            return [self._row(*found) for found in cursor.fetchall()]

    def later(self, session: Session, values: Mapping[str, Any]) -> None:
        """Have it executed before whatever comes next in the session's transaction."""
        connection = self._prepared_on(session.connection())
        with connection.cursor() as scratch:
            connection.put_ahead(scratch.mogrify(self._execute, self._processed(values)))

    def _prepared_on(self, connection: Connection) -> PipelinedConnection:
        """The driver's connection, on which the statement is prepared."""
        driver = _driver(connection)
        with _faults_as_sqlalchemy_tells_them(connection):
            driver.prepare(self.name, self._with_numbers)
        return driver

    def _processed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {
            name: process(values[name]) if process else values[name]
            for name, process in self._processors.items()
        }

    @cached_property
    def _compiled(self) -> Any:
        return self._statement.compile(dialect=_DIALECT)

    @cached_property
    def _parameters(self) -> dict[str, Any]:
        """Types by name, in the order of the server's numbers."""
        binds = self._compiled.binds.items()
        return {name: bind.type for name, bind in binds if bind.required}

    @cached_property
    def _processors(self) -> dict[str, Callable[[Any], Any] | None]:
        """What makes a parameter fit for the driver."""
        return {
            name: kind.dialect_impl(_DIALECT).bind_processor(_DIALECT)
            for name, kind in self._parameters.items()
        }

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
        return f"EXECUTE {self.name}({', '.join(f'%({name})s' for name in self._parameters)})"

    @cached_property
    def _row(self) -> Callable[..., Any]:
        """Makes a row; the driver reads the types of PostgreSQL as SQLAlchemy does."""
        assert not isinstance(self._statement, TextClause), "its columns are not declared"
        return namedtuple("Row", map(str, self._statement.exported_columns.keys()))


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


@contextmanager
def _faults_as_sqlalchemy_tells_them(connection: Connection) -> Iterator[None]:
    """A connection that broke is not used again."""
    dialect: Any = connection.dialect
    try:
        yield
    except psycopg2.Error as error:
        broken = dialect.is_disconnect(error, connection.connection.dbapi_connection, None)
        if broken:
            connection.invalidate(error)
        raise DBAPIError.instance(
            None,
            None,
            error,
            psycopg2.Error,
            hide_parameters=True,
            connection_invalidated=broken,
            dialect=dialect,
        ) from error
