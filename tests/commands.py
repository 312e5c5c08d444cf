"""Commands and queries on a service's database, as an entrypoint would call them.

bench = Bench(database("crm").engine, SERVICE)
with bench.transaction() as session:
    commands.register(session, asked(operations.register_customer, name=…), by=by, at=at)
[event] = bench.told("customer_registered")
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from common import clock, database, postings
from contracts import event as events
from contracts import schema
from contracts.event import Event, EventType
from contracts.office.events import STAFF_JOINED
from contracts.operation import Operation
from contracts.schema import Ask, new_id
from tests import documented


def asked(operation: Operation, **payload: Any) -> Ask:
    """The request as its entrypoint would load it."""
    return schema.load(operation.request_schema, payload)


def answered(operation: Operation, answer: Any) -> Any:
    """The answer as its caller would get it, which is as the API's document says."""
    dumped = operation.answer_schema.dump(answer)
    documented.check(operation, dumped)
    return dumped


def happened(
    kind: EventType,
    data: dict[str, Any],
    *,
    aggregate_id: UUID,
    version: int = 1,
    project_id: UUID | None = None,
) -> Event:
    """An event as its handler would get it."""
    return events.read(envelope(kind, data, aggregate_id, version, project_id))


def envelope(
    kind: EventType,
    data: dict[str, Any],
    aggregate_id: UUID,
    version: int = 1,
    project_id: UUID | None = None,
) -> dict[str, Any]:
    """An event as the broker would bring it."""
    return {
        "id": str(new_id()),
        "source": kind.source,
        "type": kind.name,
        "schema": kind.version,
        "aggregate_id": str(aggregate_id),
        "version": version,
        "project_id": str(project_id) if project_id else None,
        "occurred_at": (clock.now() - timedelta(milliseconds=20)).isoformat(),
        "by": "system:test",
        "data": kind.data_schema.dump(data),
    }


class Bench:
    def __init__(self, engine: Engine, service: Any) -> None:
        self.engine = engine
        self._constraints = service.work.constraints

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Commits at the end; a broken constraint becomes its refusal."""
        try:
            with Session(self.engine, expire_on_commit=False) as session:
                yield session
                session.commit()
        except IntegrityError as error:
            refusal = database.refusal_for(error, self._constraints)
            if refusal is None:
                raise
            raise refusal from error

    def told(self, name: str | None = None) -> list[dict[str, Any]]:
        """The events in the outbox, oldest first."""
        with self.engine.connect() as connection:
            bodies = connection.scalars(text("SELECT body FROM outbox ORDER BY seq"))
            recorded = [json.loads(body) for body in bodies]
        return [event for event in recorded if name in (None, event["type"])]

    def everything(self) -> str:
        """Every row of every table as text, to look for what must not be there."""
        with self.engine.connect() as connection:
            tables = connection.scalars(
                text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            ).all()
            rows = [
                str(connection.execute(text(f'SELECT t::text FROM "{table}" t')).all())
                for table in tables
            ]
        return "\n".join(rows)

    def posted(self, staff_id: UUID, role: str, *projects: UUID, team: UUID | None = None) -> UUID:
        """As if office had told that somebody joined; answers who."""
        facts = {
            "staff_id": staff_id,
            "roles": [role],
            "team_id": team,
            "project_ids": projects,
            "region_ids": [],
        }
        with self.transaction() as session:
            event = happened(STAFF_JOINED, facts, aggregate_id=staff_id)
            postings.keep(session, event, on_duty=True)
        return staff_id
