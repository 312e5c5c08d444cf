"""Outbox: the event's row is written in the transaction that made it true (design §5.2)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Identity,
    MetaData,
    String,
    Table,
    Text,
    insert,
)
from sqlalchemy.orm import Session

from common.actor import Actor
from common.prepared import Prepared, insertion
from contracts.event import EventType
from contracts.schema import new_id

OUTBOX = "outbox"


def outbox_table(metadata: MetaData) -> Table:
    """The outbox of one service's database; the relay empties it."""
    return Table(
        OUTBOX,
        metadata,
        Column("seq", BigInteger, Identity(always=True), primary_key=True),
        Column("exchange", String(60), nullable=False),
        Column("routing_key", String(80), nullable=False),
        Column("body", Text, nullable=False),
        Column("created_at", DateTime(timezone=True), nullable=False),
        Column("set_aside_at", DateTime(timezone=True)),
        Column("set_aside_why", Text),
    )


_table = outbox_table(MetaData())
_INSERT = insert(_table).inline()
INSERTION = insertion(_table, ("exchange", "routing_key", "body", "created_at"))
"""Of one row, for a statement that writes more beside it; see `written`."""
_ONE = Prepared(INSERTION)


def record(
    session: Session,
    event: EventType,
    *,
    aggregate_id: UUID,
    version: int,
    data: Mapping[str, Any],
    by: Actor,
    at: datetime,
    project_id: UUID | None = None,
) -> UUID:
    """Write `event` into the outbox of the running transaction; answers the event's id.

    `version` is the aggregate's version after the fact. `data` is dumped through the event's schema
    and holds ids, never personal data. Raises `ValueError` when a required field is missing.
    """
    row = row_of(
        event,
        aggregate_id=aggregate_id,
        version=version,
        data=data,
        by=by,
        at=at,
        project_id=project_id,
        request_id=session.info.get("request_id"),
    )
    _ONE.later(session, written(row))
    event_id: UUID = row["id"]
    return event_id


def written(row: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of `INSERTION` for a row made by `row_of`."""
    return {f"{OUTBOX}_{name}": value for name, value in row.items() if name != "id"}


def write(session: Session, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows made by `row_of` in one statement: for moves of many aggregates at once."""
    bare = [{name: value for name, value in row.items() if name != "id"} for row in rows]
    if bare:
        session.execute(_INSERT, bare)


def row_of(
    event: EventType,
    *,
    aggregate_id: UUID,
    version: int,
    data: Mapping[str, Any],
    by: Actor,
    at: datetime,
    project_id: UUID | None,
    request_id: str | None,
) -> dict[str, Any]:
    """The outbox row of a fact, with the event's `id` beside it."""
    dumped = event.data_schema.dump(data)
    missing = [
        name
        for name, field in event.data_schema.fields.items()
        if field.required and dumped.get(name) is None
    ]
    if missing:
        raise ValueError(f"event {event.key} lacks {', '.join(missing)}")
    event_id = new_id()
    envelope = {
        "id": event_id,
        "source": event.source,
        "type": event.name,
        "schema": event.version,
        "aggregate_id": aggregate_id,
        "version": version,
        "project_id": project_id,
        "occurred_at": at.isoformat(),
        "by": by.id,
        "request_id": request_id,
        "data": dumped,
    }
    return {
        "id": event_id,
        "exchange": event.exchange,
        "routing_key": event.name,
        "body": orjson.dumps(envelope).decode(),
        "created_at": at,
    }
