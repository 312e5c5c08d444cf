"""Data changes within the caller's scope."""

from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from common.scope import visible
from contracts.schema import Ask
from services.inventory.control.data_changes.models import DataChange
from services.inventory.register.units import queries as units
from services.inventory.register.units.models import Unit


def list_data_changes(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    mine = visible(by, "data_change.read", project=DataChange.project_id)
    numbers = select(DataChange, Unit.number).join(Unit, Unit.id == DataChange.unit_id)
    wanted = units.placed(numbers).where(mine)
    for column, value in (
        (DataChange.project_id, ask.project_id),
        (DataChange.unit_id, ask.unit_id),
        (DataChange.status, ask.status),
    ):
        if value is not None:
            wanted = wanted.where(column == value)
    if ask.cursor:
        last = paging.moment_and_id_of(ask.cursor)
        wanted = wanted.where(tuple_(DataChange.requested_at, DataChange.id) < last)
    newest = wanted.order_by(DataChange.requested_at.desc(), DataChange.id.desc())
    found = session.execute(newest.limit(ask.page_size + 1)).all()
    rows, after = paging.page(found, ask.page_size, _cursor)
    return {"items": [_facts(row) for row in rows], "next": after}


def _facts(row: Any) -> dict[str, Any]:
    columns = DataChange.__table__.columns
    facts = {column.key: getattr(row.DataChange, column.key) for column in columns}
    return facts | {"building": row.building, "stair": row.stair, "number": row.number}


def _cursor(row: Any) -> str:
    return f"{row.DataChange.requested_at.isoformat()}~{row.DataChange.id}"
