"""Commands and queries of crm on a real database, as an entrypoint would call them."""

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
from common.actor import Actor
from contracts import event as events
from contracts import schema
from contracts.crm import customers as operations
from contracts.event import Event, EventType
from contracts.office.events import STAFF_JOINED
from contracts.operation import Operation
from contracts.schema import Ask, new_id
from services.crm.customers import commands
from services.crm.service import SERVICE

CONSTRAINTS = SERVICE.work.constraints  # type: ignore[attr-defined]  # composed at run time


def asked(operation: Operation, **payload: Any) -> Ask:
    return schema.load(operation.request_schema, payload)


class Workbench:
    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Commits at the end; a broken constraint becomes its refusal, as in a service."""
        try:
            with Session(self.engine, expire_on_commit=False) as session:
                yield session
                session.commit()
        except IntegrityError as error:
            refusal = database.refusal_for(error, CONSTRAINTS)
            if refusal is None:
                raise
            raise refusal from error

    def registered(self, by: Actor, **payload: Any) -> UUID:
        """The id of a new customer; everything has a default but who opens the file."""
        given = {"name": "张三", "phone": f"13{new_id().int % 10**9:09d}"} | payload
        with self.transaction() as session:
            ask = asked(operations.register_customer, **given)
            row = commands.register(session, ask, by=by, at=clock.now())
            customer_id: UUID = row["id"]
        return customer_id

    def told(self, name: str | None = None) -> list[dict[str, Any]]:
        """The events in the outbox, oldest first."""
        with self.engine.connect() as connection:
            bodies = connection.scalars(text("SELECT body FROM outbox ORDER BY seq"))
            all_events = [json.loads(body) for body in bodies]
        return [event for event in all_events if name in (None, event["type"])]

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

    def posted(self, staff_id: UUID, role: str, *projects: UUID, team: UUID | None = None) -> None:
        """As if office had told that somebody joined."""
        facts = {
            "staff_id": staff_id,
            "roles": [role],
            "team_id": team,
            "project_ids": projects,
            "region_ids": [],
        }
        with self.transaction() as session:
            postings.keep(session, happened(STAFF_JOINED, staff_id, 1, **facts), on_duty=True)


def happened(
    kind: EventType, aggregate_id: UUID, version: int, project_id: UUID | None = None, **data: Any
) -> Event:
    """An event as it arrives from the broker."""
    body = {
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
    return events.read(body)
