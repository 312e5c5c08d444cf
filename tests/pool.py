"""Migrated databases that one pytest process uses again and again, emptied between two tests.

Copying a schema of fifty tables, connecting to it and planning every statement anew costs more
than most tests; emptying what a test wrote costs a few milliseconds.
"""

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import Any, cast

import psycopg2
from psycopg2 import sql
from sqlalchemy import QueuePool, make_url

from deploy.local.databases import libpq_url
from tests import databases
from tests.databases import Database
from tests.servers import Servers

# Indexes keep the pages that they have grown to: before they cost time, a new database takes over.
_MOST_ROWS = 50_000

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
_WITH_PAGES = (
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    " AND pg_relation_size(oid) > 0"
)
_SEQUENCES = "SELECT sequencename, start_value FROM pg_sequences WHERE schemaname = 'public'"
_NOTE_CHANGES_OF_SCHEMA = """
CREATE SCHEMA tested;
CREATE TABLE tested.change ();
CREATE FUNCTION tested.note() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER
    AS 'BEGIN INSERT INTO tested.change DEFAULT VALUES; END';
CREATE EVENT TRIGGER note ON ddl_command_end EXECUTE FUNCTION tested.note();
"""


class Pool:
    def __init__(self, servers: Servers) -> None:
        self._servers = servers
        self._free: defaultdict[str, list[_Reusable]] = defaultdict(list)

    @contextmanager
    def lend(self, service: str) -> Iterator[Database]:
        """One that looks as if it had just been migrated."""
        free = self._free[service]
        lent = free.pop() if free else _Reusable(self._servers, service)
        try:
            yield lent.database
        finally:
            if lent.is_as_new_again():
                free.append(lent)
            else:
                lent.close()

    def close(self) -> None:
        for free in self._free.values():
            while free:
                free.pop().close()


class _Reusable:
    def __init__(self, servers: Servers, service: str) -> None:
        with ExitStack() as opening:
            self.database = opening.enter_context(databases.migrated(servers, service))
            url = make_url(servers.cluster.superuser_url)
            url = url.set(database=make_url(self.database.url).database)
            connection = psycopg2.connect(
                libpq_url(url.render_as_string(hide_password=False)),
                options="-c session_replication_role=replica -c statement_timeout=20s",
            )
            self._connection = opening.enter_context(closing(connection))
            self._connection.autocommit = True
            self._rows = 0
            self._prepare()
            self._opened = opening.pop_all()

    def close(self) -> None:
        self._opened.close()

    def is_as_new_again(self) -> bool:
        """Not if somebody else may still write to it, or the schema was changed."""
        try:
            if not self._is_alone():
                return False
            with self._connection.cursor() as cursor:
                cursor.execute("SELECT pg_temp.emptied(), EXISTS (SELECT FROM tested.change)")
                [(rows, schema_changed)] = cursor.fetchall()
                self._give_pages_back(cursor)
        except psycopg2.Error:
            return False
        self._rows += rows
        return not schema_changed and self._rows < _MOST_ROWS

    def _give_pages_back(self, cursor: Any) -> None:
        """Else rows of the next test would lie in the gaps that these leave, and what is read
        without an order would come in another one each time."""
        cursor.execute(_WITH_PAGES)
        tables = [sql.Identifier("public", name) for (name,) in cursor.fetchall()]
        if tables:
            cursor.execute(sql.SQL("VACUUM {}").format(sql.SQL(", ").join(tables)))

    def _is_alone(self, seconds: float = 0.2) -> bool:
        """Whether only its engine's idle connections are left; one that was closed just now lives
        on for a moment."""
        end = time.monotonic() + seconds
        idle = cast(QueuePool, self.database.engine.pool).checkedin()
        while self._connected() != idle + 1:
            if time.monotonic() > end:
                return False
            time.sleep(0.005)
        return True

    def _connected(self) -> int:
        with self._connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_stat_get_db_numbackends(oid) FROM pg_database"
                " WHERE datname = current_database()"
            )
            [(connected,)] = cursor.fetchall()
        return int(connected)

    def _prepare(self) -> None:
        """A function that empties everything at once, with plans that are kept; what the
        migrations themselves wrote is put back."""
        with self._connection.cursor() as cursor:
            cursor.execute(_TABLES)
            tables = [sql.Identifier("public", name) for (name,) in cursor.fetchall()]
            statements = []
            for number, table in enumerate(tables):
                statements.append(sql.SQL("DELETE FROM {}").format(table))
                cursor.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(table))
                if cursor.fetchone() == (True,):
                    kept = sql.Identifier(f"kept_{number}")
                    keep = sql.SQL("CREATE TEMP TABLE {} AS TABLE {}")
                    cursor.execute(keep.format(kept, table))
                    put_back = sql.SQL("INSERT INTO {} SELECT * FROM pg_temp.{}")
                    statements.append(put_back.format(table, kept))
            cursor.execute(_SEQUENCES)
            begin = sql.SQL("PERFORM setval({}, {}, false)")
            statements += [
                begin.format(sql.Literal(f'public."{name}"'), sql.Literal(first))
                for name, first in cursor.fetchall()
            ]
            cursor.execute(_function(statements))
            cursor.execute(_NOTE_CHANGES_OF_SCHEMA)


def _function(statements: list[sql.Composed]) -> sql.Composed:
    """`pg_temp.emptied()`; answers how many rows it deleted and put back."""
    counted = sql.SQL("; GET DIAGNOSTICS n = ROW_COUNT; total = total + n; ")
    return sql.SQL(
        "CREATE FUNCTION pg_temp.emptied() RETURNS bigint LANGUAGE plpgsql AS $$"
        " DECLARE n bigint; total bigint = 0; BEGIN {} RETURN total; END $$"
    ).format(sql.SQL("").join(statement + counted for statement in statements))
