"""Refunds within the caller's scope; their sums per deal."""

from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from common.scope import visible
from contracts.schema import Ask
from services.inventory.money.accounts.models.refunds import Refund
from services.inventory.money.refunds.rules import OFFERS
from services.inventory.register.units import queries as units
from services.inventory.register.units.models import Unit

_SORTS = {
    "amount": Refund.amount,
    "owed_at": Refund.owed_at,
    "paid_on": Refund.paid_on,
}


def reach(by: Actor, permission: str) -> ColumnElement[bool]:
    return visible(
        by,
        permission,
        owner=Refund.consultant_id,
        team=Refund.team_id,
        project=Refund.project_id,
    )


def list_refunds(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    wanted = units.placed(
        select(Refund, Unit.number)
        .join(Unit, Unit.id == Refund.unit_id)
        .where(reach(by, "refund.read"))
    )
    wanted = paging.given(
        wanted,
        (Refund.project_id, ask.project_id),
        (Refund.deal_id, ask.deal_id),
        (Refund.status, ask.status),
    )
    rows, after = paging.listed(session, wanted, ask, Refund.owed_at, Refund.id, sorts=_SORTS)
    return {"items": [_facts(row, by) for row in rows], "next": after}


def _facts(row: Any, by: Actor) -> dict[str, Any]:
    columns = {column.key: getattr(row.Refund, column.key) for column in Refund.__table__.columns}
    place = {"building": row.building, "stair": row.stair, "unit_number": row.number}
    return columns | place | {"can": OFFERS.of(row.Refund, by)}
