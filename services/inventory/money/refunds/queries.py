"""Refunds within the caller's scope; their sums per deal."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from common.scope import visible
from contracts.inventory.money.refunds import OPEN, RefundCause, RefundStatus
from contracts.schema import Ask
from services.inventory.money.refunds.models import Refund
from services.inventory.register.units import queries as units
from services.inventory.register.units.models import Unit


def reach(by: Actor, permission: str) -> ColumnElement[bool]:
    return visible(
        by,
        permission,
        owner=Refund.consultant_id,
        team=Refund.team_id,
        project=Refund.project_id,
    )


def paid(session: Session, deal_id: UUID) -> Decimal:
    """What went back to the customer."""
    return _sum(session, Refund.deal_id == deal_id, Refund.status == RefundStatus.PAID)


def still_open(session: Session, deal_id: UUID) -> Decimal:
    """What is owed and not paid yet."""
    return _sum(session, Refund.deal_id == deal_id, Refund.status.in_(OPEN))


def of_surplus(session: Session, deal_id: UUID) -> Decimal:
    """What went back, or is to, of money that no claim uses. An area settlement gives back money
    that has paid for the price, and leaves the surplus alone."""
    return _sum(
        session,
        Refund.deal_id == deal_id,
        Refund.status != RefundStatus.CANCELLED,
        Refund.cause != RefundCause.AREA_SETTLEMENT,
    )


def of_area(session: Session, deal_id: UUID) -> Decimal:
    """What went back, or is to, because the unit is smaller than agreed."""
    return _sum(
        session,
        Refund.deal_id == deal_id,
        Refund.status != RefundStatus.CANCELLED,
        Refund.cause == RefundCause.AREA_SETTLEMENT,
    )


def _sum(session: Session, *conditions: ColumnElement[bool]) -> Decimal:
    total = select(func.coalesce(func.sum(Refund.amount), 0)).where(*conditions)
    return Decimal(session.execute(total).scalar_one())


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
    rows, after = paging.newest_first(session, wanted, ask, Refund.owed_at, Refund.id)
    return {"items": [_facts(row) for row in rows], "next": after}


def _facts(row: Any) -> dict[str, Any]:
    columns = {column.key: getattr(row.Refund, column.key) for column in Refund.__table__.columns}
    return columns | {"building": row.building, "stair": row.stair, "unit_number": row.number}
