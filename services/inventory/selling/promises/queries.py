"""Promises to the customers of deals within the caller's scope."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from contracts.schema import Ask
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import reach
from services.inventory.register.units import queries as units
from services.inventory.register.units.models import Unit
from services.inventory.selling.promises.models import Promise
from services.inventory.selling.promises.rules import OFFERS

_SORTS = {
    "amount": Promise.amount,
    "requested_at": Promise.requested_at,
}


def list_promises(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """Those to the customers of the deals that the caller may read."""
    wanted = units.placed(
        select(Promise, Deal.consultant_id, Deal.team_id, Deal.project_id, Unit.number)
        .join(Deal, Deal.id == Promise.deal_id)
        .join(Unit, Unit.id == Deal.unit_id)
        .where(reach(by, "deal.read"))
    )
    wanted = paging.given(
        wanted,
        (Promise.deal_id, ask.deal_id),
        (Deal.project_id, ask.project_id),
        (Promise.status, ask.status),
    )
    rows, after = paging.listed(
        session, wanted, ask, Promise.requested_at, Promise.id, sorts=_SORTS
    )
    return {"items": [_facts(row, by) for row in rows], "next": after}


def _facts(row: Any, by: Actor) -> dict[str, Any]:
    facts = {column.key: getattr(row.Promise, column.key) for column in Promise.__table__.columns}
    return facts | {
        "project_id": row.project_id,
        "building": row.building,
        "stair": row.stair,
        "number": row.number,
        "can": OFFERS.of(row.Promise, by, whose=row),
    }
