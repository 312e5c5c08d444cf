"""Inbox: an event is handled once per handler, whatever the broker repeats (design §5.4)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Column,
    DateTime,
    MetaData,
    String,
    Table,
    Uuid,
    bindparam,
    delete,
    select,
    text,
)
from sqlalchemy.orm import Session

from common.prepared import Prepared

KEPT = timedelta(days=30)


def inbox_table(metadata: MetaData) -> Table:
    """Which handler has handled which event."""
    return Table(
        "inbox",
        metadata,
        Column("event_id", Uuid, primary_key=True),
        Column("handler", String(100), primary_key=True),
        Column("handled_at", DateTime(timezone=True), nullable=False, index=True),
    )


_table = inbox_table(MetaData())
_INSERT = Prepared(
    text(
        "INSERT INTO inbox (event_id, handler, handled_at)"
        " SELECT id, :handler, :handled_at FROM unnest(CAST(:event_ids AS uuid[])) AS given (id)"
        " ON CONFLICT DO NOTHING RETURNING event_id"
    )
    .bindparams(bindparam("event_ids", type_=ARRAY(Uuid)))
    .columns(event_id=Uuid)
)


def new_ones(session: Session, event_ids: Sequence[UUID], handler: str, at: datetime) -> set[UUID]:
    """Note that `handler` handles these events now; answers those that it hadn't."""
    row = {"event_ids": sorted(event_ids), "handler": handler, "handled_at": at}
    return {noted.event_id for noted in _INSERT.rows(session, row)}


def forget_old(session: Session, at: datetime) -> int:
    """Drop up to 1,000 notes older than 30 days; answers how many."""
    old = (
        select(_table.c.event_id, _table.c.handler)
        .where(_table.c.handled_at < at - KEPT)
        .limit(1000)
    )
    keys = [tuple(row) for row in session.execute(old)]
    for event_id, handler in keys:
        session.execute(
            delete(_table).where(_table.c.event_id == event_id, _table.c.handler == handler)
        )
    return len(keys)
