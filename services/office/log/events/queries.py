"""Reading the log in its order, and checking it."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, Text, bindparam, cast, select
from sqlalchemy.orm import Session

from common import paging
from contracts.schema import Ask
from services.office.log.events import rules
from services.office.log.events.models import LoggedEvent, LogHead

_NO_EVENT = {"schema": 0, "version": 0, "by": "", "data": {}}
_FILTERS = ("type", "source", "project_id", "aggregate_id")
_CHECK_ROWS = 2000
_SHOWN = [
    getattr(LoggedEvent, name)
    for name in ("position", "id", "source", "type", "aggregate_id", "project_id", "body")
]
"""Without the moment: a driver can't read every one that a database can hold."""


def list_events(session: Session, ask: Ask) -> dict[str, Any]:
    head = session.scalars(select(LogHead.position)).one()
    found = (
        select(*_SHOWN)
        .where(LoggedEvent.position > ask.after)
        .order_by(LoggedEvent.position)
        .limit(ask.page_size + 1)
    )
    found = paging.given(
        found, *((getattr(LoggedEvent, name), getattr(ask, name)) for name in _FILTERS)
    )
    rows = session.execute(found).all()
    page = rows[: ask.page_size]
    return {
        "items": [_shown(row) for row in page],
        "next": page[-1].position if len(rows) > len(page) else None,
        "head": head,
    }


def read_log_head(session: Session) -> dict[str, int]:
    return {"head": session.scalars(select(LogHead.position)).one()}


def _shown(row: Row[Any]) -> dict[str, Any]:
    """The envelope with its position; of a row that is no event, what the columns tell."""
    body = rules.parsed(row.body) or row._asdict() | _NO_EVENT
    return body | {"occurred_at": rules.moment(body.get("occurred_at")), "position": row.position}


def first_fault(connection: Connection) -> tuple[int, str] | None:
    """The first position at which the log is broken, and how; `None` for a sound log."""
    head = connection.execute(select(LogHead.__table__)).one()
    position, previous = 0, rules.GENESIS
    for row in _up_to(connection, head.position):
        if fault := rules.fault(row, expected=position + 1, previous=previous):
            return position + 1, fault
        position, previous = row.position, row.hash
    if position != head.position:
        return position + 1, f"the log ends before position {head.position}"
    return None if previous == head.hash else (position, "the last hash is not the head's")


def _up_to(connection: Connection, last: int) -> Iterator[Row[Any]]:
    """The log in its order, some thousand rows in memory."""
    after = 0
    page = (
        select(*_SHOWN, LoggedEvent.hash, cast(LoggedEvent.occurred_at, Text).label("occurred_at"))
        .where(LoggedEvent.position > bindparam("after"), LoggedEvent.position <= last)
        .order_by(LoggedEvent.position)
        .limit(_CHECK_ROWS)
    )
    while rows := connection.execute(page, {"after": after}).all():
        yield from rows
        after = rows[-1].position
