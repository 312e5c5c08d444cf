"""Holds within the caller's scope."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from common.scope import visible
from contracts.inventory.control.holds import HoldStatus
from contracts.inventory.register.units import UnitStatus
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.control.holds import rules
from services.inventory.control.holds.models import Hold
from services.inventory.register.units import queries as units
from services.inventory.register.units.models import Unit

_SORTS = {
    "requested_at": Hold.requested_at,
    "expires_at": Hold.expires_at,
    "days": Hold.days,
}


def reach(by: Actor, permission: str) -> ColumnElement[bool]:
    return visible(
        by, permission, owner=Hold.requested_by, team=Hold.team_id, project=Hold.project_id
    )


def running(at: datetime) -> ColumnElement[bool]:
    """Whether the hold keeps its unit now."""
    return and_(
        Hold.status == HoldStatus.GRANTED,
        Hold.expires_at > at,
        Unit.status == UnitStatus.HELD,
        Unit.held_for == Hold.customer_id,
        Unit.expires_at == Hold.expires_at,
    )


def locked(session: Session, hold_id: UUID, condition: ColumnElement[bool]) -> tuple[Unit, Hold]:
    """A hold and its unit, both locked. Raises `not_found`."""
    found = session.execute(
        select(Unit, Hold)
        .join(Hold, Hold.unit_id == Unit.id)
        .where(Hold.id == hold_id, condition)
        .with_for_update(of=(Unit, Hold))
        .execution_options(populate_existing=True)
    ).first()
    if found is None:
        raise not_found(what="hold")
    return found.Unit, found.Hold


def is_running(session: Session, hold_id: UUID, at: datetime) -> bool:
    found = select(Hold.id).join(Unit, Unit.id == Hold.unit_id).where(Hold.id == hold_id)
    return session.scalar(found.where(running(at))) is not None


def list_holds(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    wanted = units.placed(
        select(Hold, Unit.number, running(at).label("running"))
        .join(Unit, Unit.id == Hold.unit_id)
        .where(reach(by, "hold.read"))
    )
    wanted = paging.given(
        wanted,
        (Hold.project_id, ask.project_id),
        (Hold.unit_id, ask.unit_id),
        (Hold.customer_id, ask.customer_id),
        (Hold.status, ask.status),
    )
    if ask.running:
        wanted = wanted.where(running(at))
    rows, after = paging.listed(session, wanted, ask, Hold.requested_at, Hold.id, sorts=_SORTS)
    return {"items": [_facts(row, by) for row in rows], "next": after}


def _facts(row: Any, by: Actor) -> dict[str, Any]:
    facts = {column.key: getattr(row.Hold, column.key) for column in Hold.__table__.columns}
    now = rules.Running(row.Hold.status, bool(row.running))
    return facts | {
        "building": row.building,
        "stair": row.stair,
        "number": row.number,
        "running": bool(row.running),
        "can": rules.OFFERS.of(now, by, whose=row.Hold),
    }
