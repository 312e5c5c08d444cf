"""Refused prices within the caller's scope."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from contracts.schema import Ask
from services.inventory.pricing.authority.models import RefusedPrice
from services.inventory.register.projects import queries as projects
from services.inventory.register.units import queries as units
from services.inventory.register.units.models import Unit

_SORTS = {"price": RefusedPrice.price, "refused_at": RefusedPrice.refused_at}


def list_refused_prices(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """Raises `not_found`."""
    project = projects.project(session, ask.project_id, by, "refused_price.check")
    numbers = select(RefusedPrice, Unit.number).join(Unit, Unit.id == RefusedPrice.unit_id)
    wanted = units.placed(numbers).where(RefusedPrice.project_id == project.id)
    wanted = paging.given(wanted, (RefusedPrice.staff_id, ask.staff_id))
    rows, after = paging.listed(
        session, wanted, ask, RefusedPrice.refused_at, RefusedPrice.id, sorts=_SORTS
    )
    return {"items": [_facts(row) for row in rows], "next": after}


def _facts(row: Any) -> dict[str, Any]:
    columns = RefusedPrice.__table__.columns
    facts = {column.key: getattr(row.RefusedPrice, column.key) for column in columns}
    return facts | {"building": row.building, "stair": row.stair, "number": row.number}
