"""Reading the log in its order, and checking it."""

from collections.abc import Iterator
from typing import Any

import orjson
from sqlalchemy import Connection, Row, bindparam, select
from sqlalchemy.orm import Session

from common import paging
from contracts.event import Unreadable
from contracts.schema import Ask
from services.office.log.events import rules
from services.office.log.events.models import LoggedEvent, LogHead

_FILTERS = ("type", "source", "project_id", "aggregate_id")
_CHECK_ROWS = 2000


def list_events(session: Session, ask: Ask) -> dict[str, Any]:
    head = session.scalars(select(LogHead.position)).one()
    found = (
        select(LoggedEvent.position, LoggedEvent.occurred_at, LoggedEvent.body)
        .where(LoggedEvent.position > ask.after)
        .order_by(LoggedEvent.position)
        .limit(ask.page_size + 1)
    )
    found = paging.given(
        found, *((getattr(LoggedEvent, name), getattr(ask, name)) for name in _FILTERS)
    )
    rows = session.execute(found).all()
    page = rows[: ask.page_size]
    items = [
        orjson.loads(row.body) | {"occurred_at": row.occurred_at, "position": row.position}
        for row in page
    ]
    return {
        "items": items,
        "next": page[-1].position if len(rows) > len(page) else None,
        "head": head,
    }


def first_fault(connection: Connection) -> tuple[int, str] | None:
    """The first position at which the log is broken, and how; `None` for a sound log."""
    head = connection.execute(select(LogHead.__table__)).one()
    position, previous = 0, rules.GENESIS
    for row in _up_to(connection, head.position):
        try:
            fault = rules.fault(row, expected=position + 1, previous=previous)
        except Unreadable:
            fault = "it is no event any more"
        if fault:
            return position + 1, fault
        position, previous = row.position, row.hash
    if position != head.position:
        return position + 1, f"the log ends before position {head.position}"
    return None if previous == head.hash else (position, "the last hash is not the head's")


def _up_to(connection: Connection, last: int) -> Iterator[Row[Any]]:
    """The log in its order, some thousand rows in memory."""
    after = 0
    page = (
        select(LoggedEvent.__table__)
        .where(LoggedEvent.position > bindparam("after"), LoggedEvent.position <= last)
        .order_by(LoggedEvent.position)
        .limit(_CHECK_ROWS)
    )
    while rows := connection.execute(page, {"after": after}).all():
        yield from rows
        after = rows[-1].position
