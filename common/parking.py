"""Parked messages: what could not be handled waits, with its cause, for an operator (X-02)."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    DateTime,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Session

from common import clock, paging
from common.actor import Actor
from contracts.parking import already_decided
from contracts.refusals import not_found
from contracts.schema import Ask, new_id

MOST_BYTES = 1 << 20
"""Larger bodies are not kept: such a message can't be delivered again."""

WAITING, REDRIVEN, DISCARDED = "waiting", "redriven", "discarded"


def parked_table(metadata: MetaData) -> Table:
    """Parked messages of one service. `body` is empty for RPC requests, which may hold secrets."""
    return Table(
        "parked_message",
        metadata,
        Column("id", Uuid, primary_key=True),
        Column("queue", String(160), nullable=False),
        Column("routing_key", String(160), nullable=False),
        Column("body", Text),
        Column("digest", String(64), nullable=False),
        Column("cause", Text, nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("request_id", String(200)),
        Column("parked_at", DateTime(timezone=True), nullable=False),
        Column("status", String(12), nullable=False, index=True),
        Column("decided_by", String(60)),
        Column("decided_at", DateTime(timezone=True)),
        Column("reason", Text),
    )


_table = parked_table(MetaData())


def park(
    engine: Engine,
    *,
    queue: str,
    routing_key: str,
    body: bytes,
    cause: str,
    attempts: int,
    headers: Mapping[str, Any],
    keep_body: bool,
) -> UUID:
    """Move a message into `parked_message`, in a transaction of its own; answers its id."""
    parked_id = new_id()
    with engine.begin() as connection:
        connection.execute(
            insert(_table).values(
                id=parked_id,
                queue=queue,
                routing_key=_text(routing_key, 160),
                body=_text(body) if keep_body and len(body) <= MOST_BYTES else None,
                digest=hashlib.sha256(body).hexdigest(),
                cause=_text(cause, 4000),
                attempts=attempts,
                request_id=_text(str(headers.get("nameko.request_id") or ""), 200) or None,
                parked_at=clock.now(),
                status=WAITING,
            )
        )
    return parked_id


def _text(given: bytes | str, most: int | None = None) -> str:
    """What the database can store of it."""
    raw = given.encode(errors="replace") if isinstance(given, str) else given
    return raw.decode(errors="replace").replace("\x00", "")[:most]


def list_parked(session: Session, ask: Ask) -> dict[str, Any]:
    """Parked messages, newest first, by status."""
    found = paging.given(select(_table), (_table.c.status, ask.status))
    rows, after = paging.newest_first(session, found, ask, _table.c.id)
    return {"items": [dict(row._mapping) for row in rows], "next": after}


def show_parked(session: Session, ask: Ask) -> dict[str, Any]:
    """One parked message with its body. Raises `not_found`."""
    row = session.execute(select(_table).where(_table.c.id == ask.parked_id)).first()
    if row is None:
        raise not_found(what="parked message")
    return dict(row._mapping)


def decide(session: Session, ask: Ask, status: str, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Mark a waiting message as redriven or discarded, with the reason. Raises `not_found` or
    `already_decided`; answers the message."""
    message = show_parked(session, ask)
    waiting = (_table.c.id == ask.parked_id) & (_table.c.status == WAITING)
    decision = (
        update(_table)
        .where(waiting)
        .values(status=status, decided_by=by.id, decided_at=at, reason=ask.reason)
    )
    if session.execute(decision.returning(_table.c.id)).first() is None:
        raise already_decided(status=message["status"])
    return message | {"status": status}
