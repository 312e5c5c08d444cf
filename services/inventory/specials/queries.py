"""Special discounts within the caller's scope."""

from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from common.actor import Actor
from common.scope import visible
from contracts.schema import Ask
from services.inventory import paging
from services.inventory.specials.models import SpecialDiscount


def list_special_discounts(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    mine = visible(
        by,
        "special_discount.read",
        owner=SpecialDiscount.requested_by,
        project=SpecialDiscount.project_id,
    )
    wanted = select(SpecialDiscount).where(mine)
    for column, value in (
        (SpecialDiscount.project_id, ask.project_id),
        (SpecialDiscount.unit_id, ask.unit_id),
        (SpecialDiscount.customer_id, ask.customer_id),
        (SpecialDiscount.status, ask.status),
    ):
        if value is not None:
            wanted = wanted.where(column == value)
    if ask.cursor:
        last = paging.moment_and_id_of(ask.cursor)
        wanted = wanted.where(tuple_(SpecialDiscount.requested_at, SpecialDiscount.id) < last)
    newest = wanted.order_by(SpecialDiscount.requested_at.desc(), SpecialDiscount.id.desc())
    found = session.scalars(newest.limit(ask.page_size + 1)).all()
    items, after = paging.page(found, ask.page_size, _cursor)
    return {"items": items, "next": after}


def _cursor(special: SpecialDiscount) -> str:
    return f"{special.requested_at.isoformat()}~{special.id}"
