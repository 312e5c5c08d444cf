"""Special discounts within the caller's scope."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from common.scope import visible
from contracts.schema import Ask
from services.inventory.register.units import queries as units
from services.inventory.register.units.models import Unit
from services.inventory.selling.specials.models import SpecialDiscount

_SORTS = {
    "price": SpecialDiscount.price,
    "requested_at": SpecialDiscount.requested_at,
    "valid_until": SpecialDiscount.valid_until,
}


def list_special_discounts(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    mine = visible(
        by,
        "special_discount.read",
        owner=SpecialDiscount.requested_by,
        project=SpecialDiscount.project_id,
    )
    numbers = select(SpecialDiscount, Unit.number)
    joined = numbers.join(Unit, Unit.id == SpecialDiscount.unit_id)
    wanted = units.placed(joined).where(mine)
    wanted = paging.given(
        wanted,
        (SpecialDiscount.project_id, ask.project_id),
        (SpecialDiscount.unit_id, ask.unit_id),
        (SpecialDiscount.customer_id, ask.customer_id),
        (SpecialDiscount.status, ask.status),
    )
    rows, after = paging.listed(
        session, wanted, ask, SpecialDiscount.requested_at, SpecialDiscount.id, sorts=_SORTS
    )
    return {"items": [_facts(row) for row in rows], "next": after}


def _facts(row: Any) -> dict[str, Any]:
    columns = SpecialDiscount.__table__.columns
    facts = {column.key: getattr(row.SpecialDiscount, column.key) for column in columns}
    return facts | {"building": row.building, "stair": row.stair, "number": row.number}
