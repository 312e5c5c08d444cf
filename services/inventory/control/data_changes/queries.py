"""Data changes within the caller's scope."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from common.scope import visible
from contracts.schema import Ask
from services.inventory.control.data_changes.models import DataChange
from services.inventory.register.units import queries as units
from services.inventory.register.units.models import Unit

_SORTS = {
    "requested_at": DataChange.requested_at,
}


def list_data_changes(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    mine = visible(by, "data_change.read", project=DataChange.project_id)
    numbers = select(DataChange, Unit.number).join(Unit, Unit.id == DataChange.unit_id)
    wanted = units.placed(numbers).where(mine)
    wanted = paging.given(
        wanted,
        (DataChange.project_id, ask.project_id),
        (DataChange.unit_id, ask.unit_id),
        (DataChange.status, ask.status),
    )
    rows, after = paging.listed(
        session, wanted, ask, DataChange.requested_at, DataChange.id, sorts=_SORTS
    )
    return {"items": [_facts(row) for row in rows], "next": after}


def _facts(row: Any) -> dict[str, Any]:
    columns = DataChange.__table__.columns
    facts = {column.key: getattr(row.DataChange, column.key) for column in columns}
    return facts | {"building": row.building, "stair": row.stair, "number": row.number}
