"""Hot statements: compiled once in the process, planned once per connection."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import count
from typing import Any

from psycopg2.extensions import adapt
from sqlalchemy import Insert, Row, Table, TextClause, bindparam, insert, text
from sqlalchemy.dialects.postgresql.psycopg2 import PGDialect_psycopg2
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import UpdateBase

from common.pipelining import PipelinedConnection

_numbers = count(1)


def insertion(target: Table, columns: Iterable[str]) -> Insert:
    """`INSERT` with the parameters `<table>_<column>`, so that several fit into one statement."""
    given = {
        name: bindparam(f"{target.name}_{name}", type_=target.c[name].type) for name in columns
    }
    return insert(target).values(given).inline()


class Prepared:
    """An `INSERT`, `UPDATE` or `DELETE` with named parameters, without `IN` (`= ANY` does it).

    Planning the claim on a unit costs the server twice as much as executing it.
    """

    def __init__(self, statement: UpdateBase) -> None:
        self._statement = statement
        self._name = f"prepared_{next(_numbers)}"

    def first(self, session: Session, values: Mapping[str, Any]) -> Row[Any] | None:
        """The first row of its `RETURNING`."""
        self._connection(session)
        return session.execute(self._execute, values).first()

    def later(self, session: Session, values: Mapping[str, Any]) -> None:
        """Have it executed before whatever comes next in the session's transaction."""
        connection = self._connection(session)
        processed = {
            name: process(values[name]) if process else values[name]
            for name, process in self._processors.items()
        }
        with connection.cursor() as scratch:
            connection.put_ahead(scratch.mogrify(self._execute_as_text, processed))

    def _connection(self, session: Session) -> PipelinedConnection:
        """The session's, on which the statement is prepared."""
        connection = session.connection().connection.dbapi_connection
        assert isinstance(connection, PipelinedConnection)
        connection.prepare(self._name, self._with_numbers)
        return connection

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
    def _execute_as_text(self) -> str:
        return f"EXECUTE {self._name}({', '.join(f'%({name})s' for name in self._parameters)})"

    @cached_property
    def _execute(self) -> Any:
        parameters = ", ".join(f":{name}" for name in self._parameters)
        execute: TextClause = text(f"EXECUTE {self._name}({parameters})").bindparams(
            *(bindparam(name, type_=kind) for name, kind in self._parameters.items())
        )
        return execute.columns(*self._statement.exported_columns)
