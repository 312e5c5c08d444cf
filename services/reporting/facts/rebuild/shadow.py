"""A second set of the figures' tables beside the live ones, filled by the same command.

The handlers need no pause: they write `fact` first, so that a lock on it holds them back for the
moment in which the two sets are compared or swapped. Then they find the new table under its name.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from common import database, settings
from contracts import event as events
from contracts.event import Event, Unreadable
from services.reporting.base import Base
from services.reporting.facts.figures import commands
from services.reporting.facts.figures.models import DayFigures, Fact

SCHEMA = "rebuild"
TABLES = [Base.metadata.tables[model.__tablename__] for model in (Fact, DayFigures)]
"""In the order in which handlers lock them."""

_LOCK = 7_301_456
_OPTIONS = f"-c search_path={SCHEMA},public -c lock_timeout=3s -c statement_timeout=120s"
_COUNTED = {kind.key for kind in commands.COUNTED}


class Busy(RuntimeError):
    """Another rebuild is running."""


class Shadow:
    def __init__(self, session: Session) -> None:
        self._session = session

    def count(self, envelopes: Iterable[dict[str, Any]]) -> None:
        """Count what counts of the log's `envelopes`, as the handlers do."""
        commands.count(self._session, *_counting(envelopes))

    def commit(self) -> None:
        self._session.commit()

    def freeze(self) -> None:
        """From here to the end of the transaction no handler writes."""
        self._session.execute(text("LOCK TABLE public.fact IN SHARE ROW EXCLUSIVE MODE"))

    def only_live(self) -> set[UUID]:
        """Events that the live figures have and these don't."""
        return self._ids("public", SCHEMA)

    def only_here(self) -> set[UUID]:
        """Events that these figures have and the live ones don't."""
        return self._ids(SCHEMA, "public")

    def _ids(self, these: str, those: str) -> set[UUID]:
        found = text(f"SELECT event_id FROM {these}.fact EXCEPT SELECT event_id FROM {those}.fact")
        return set(self._session.scalars(found))

    def differences(self) -> list[str]:
        """Rows that one set has and the other doesn't, as `live …` and `log …`."""
        return [
            f"{table.name}: {said} {dict(row._mapping)}"
            for table in TABLES
            for said, these, those in (("live", "public", SCHEMA), ("log", SCHEMA, "public"))
            for row in self._session.execute(text(_except(table, these, those)))
        ]

    def swap(self) -> None:
        """Put these tables in the place of the live ones."""
        live = ", ".join(f"public.{table.name}" for table in TABLES)
        self._session.execute(text(f"LOCK TABLE {live} IN ACCESS EXCLUSIVE MODE"))
        self._session.execute(text(f"DROP TABLE {live}"))
        for table in TABLES:
            self._session.execute(text(f"ALTER TABLE {SCHEMA}.{table.name} SET SCHEMA public"))


def _counting(envelopes: Iterable[dict[str, Any]]) -> Iterator[Event]:
    """Without what the handlers refused too."""
    for envelope in envelopes:
        if f"{envelope['source']}.{envelope['type']}" in _COUNTED:
            with suppress(Unreadable):
                yield events.read(envelope)


def _except(table: Any, these: str, those: str) -> str:
    columns = ", ".join(column.name for column in table.columns if not column.identity)
    one, other = (f"SELECT {columns} FROM {schema}.{table.name}" for schema in (these, those))
    return f"{one} EXCEPT {other} ORDER BY {columns}"


@contextmanager
def beside_the_live_ones() -> Iterator[Shadow]:
    """Empty tables in a schema of their own, removed afterwards. Raises `Busy`."""
    url = settings.database_url("reporting")
    engine = database.connect(url, options=_OPTIONS)
    with engine.connect() as keeper:
        if not keeper.execute(text(f"SELECT pg_try_advisory_lock({_LOCK})")).scalar():
            raise Busy("another rebuild is running")
        try:
            _make_empty(keeper)
            with Session(engine) as session:
                yield Shadow(session)
        finally:
            keeper.rollback()
            _remove(keeper)
            keeper.commit()
    engine.dispose()


def _make_empty(keeper: Connection) -> None:
    _remove(keeper)
    keeper.execute(text(f"CREATE SCHEMA {SCHEMA}"))
    Base.metadata.create_all(keeper, TABLES, checkfirst=False)
    keeper.commit()


def _remove(keeper: Connection) -> None:
    keeper.execute(text(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE"))
