"""Fewer round trips to PostgreSQL: what has no result waits for what has.

`BEGIN`, and statements put ahead, travel with the next statement that is executed or with the
commit, in their order. A fault of theirs shows there; it still undoes the whole transaction.
"""

from typing import Any

from psycopg2.extensions import (
    ISOLATION_LEVEL_AUTOCOMMIT,
    TRANSACTION_STATUS_IDLE,
    TRANSACTION_STATUS_INERROR,
    TRANSACTION_STATUS_INTRANS,
    connection,
    cursor,
)


class _Cursor(cursor):
    connection: "PipelinedConnection"

    def execute(self, query: Any, vars: Any = None) -> None:
        ahead = self.connection.ahead_of_next()
        if ahead:
            super().execute(b";".join([*ahead, self.mogrify(query, vars)]))
        else:
            super().execute(query, vars)

    def executemany(self, query: Any, vars_list: Any) -> None:
        ahead = self.connection.ahead_of_next()
        if ahead:
            super().execute(b";".join(ahead))
        super().executemany(query, vars_list)


class PipelinedConnection(connection):
    """For psycopg2's `connection_factory`. Opens transactions itself, READ COMMITTED: the driver
    would send its `BEGIN` alone. Cursors on the server (`yield_per`) are not to be had: page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cursor_factory = _Cursor
        self.autocommit = True
        self._transactional = True
        self._ahead: list[bytes] = []
        self._prepared: set[str] = set()

    def set_isolation_level(self, level: int | None) -> None:
        """`AUTOCOMMIT` opens no transactions; every other level is READ COMMITTED."""
        self._transactional = level != ISOLATION_LEVEL_AUTOCOMMIT

    def put_ahead(self, statement: bytes) -> None:
        """Have `statement` executed just before whatever comes next."""
        self._ahead.append(statement)

    def prepare(self, name: str, statement: str) -> None:
        """`PREPARE` it, once per connection, in a round trip of its own: so that it is certain."""
        if name not in self._prepared:
            with self.cursor() as cursor:
                cursor.execute(f"PREPARE {name} AS {statement}")
            self._prepared.add(name)

    @property
    def waits(self) -> bool:
        """Whether anything was put ahead that has not been sent."""
        return bool(self._ahead)

    def ahead_of_next(self) -> list[bytes]:
        ahead, self._ahead = self._ahead, []
        return [b"BEGIN", *ahead] if self._transactional and self._is_idle else ahead

    def commit(self) -> None:
        if self._ahead or not self._is_idle:
            try:
                self._end("COMMIT")
            except BaseException:
                self.rollback()  # a fault of what waited leaves the transaction open, but lost
                raise

    def rollback(self) -> None:
        self._ahead = []
        if self.info.transaction_status in (
            TRANSACTION_STATUS_INTRANS,
            TRANSACTION_STATUS_INERROR,
        ):
            self._end("ROLLBACK")

    def _end(self, how: str) -> None:
        with self.cursor() as last:
            last.execute(how)

    @property
    def _is_idle(self) -> bool:
        return self.info.transaction_status == TRANSACTION_STATUS_IDLE
