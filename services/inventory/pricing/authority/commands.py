"""Keep which prices were refused, and have somebody look at them when they become many."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from common.actor import Actor
from common.deadlines import commands as deadlines
from common.deadlines.rules import About, Due
from contracts.deadline_kinds import REFUSED_PRICES
from contracts.refusals import not_found
from contracts.schema import Ask, new_id
from services.inventory.pricing.authority.models import RefusedPrice
from services.inventory.register.units.models import Unit

MANY, WITHIN = 5, timedelta(hours=1)
"""So many refused prices of one person in one project within that time are looked at, and again
after as many more."""


def keep(session: Session, unit_id: UUID, price: Decimal, *, by: Actor, at: datetime) -> None:
    """A refused price; with many of them the supervisor is reminded to look at them."""
    unit = session.get(Unit, unit_id)
    if unit is None or by.staff_id is None:
        return
    session.add(
        RefusedPrice(
            id=new_id(),
            project_id=unit.project_id,
            unit_id=unit.id,
            staff_id=by.staff_id,
            price=price,
            refused_at=at,
        )
    )
    session.flush()
    if _count(session, unit.project_id, by.staff_id, since=at - WITHIN) % MANY == 0:
        about = About(project_id=unit.project_id, consultant_id=by.staff_id, team_id=by.team_id)
        due = Due(REFUSED_PRICES, by.staff_id, at)
        deadlines.watch(session, about, due, by=by, at=at)


def _count(session: Session, project_id: UUID, staff_id: UUID, *, since: datetime) -> int:
    unchecked = select(func.count()).where(
        RefusedPrice.project_id == project_id,
        RefusedPrice.staff_id == staff_id,
        RefusedPrice.refused_at > since,
        RefusedPrice.checked_at.is_(None),
    )
    return session.scalar(unchecked) or 0


def check(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Raises `not_found` when there is nothing that nobody has looked at."""
    if not by.covers("refused_price.check", project=ask.project_id):
        raise not_found(what="project")
    unchecked = (
        update(RefusedPrice)
        .where(
            RefusedPrice.project_id == ask.project_id,
            RefusedPrice.staff_id == ask.staff_id,
            RefusedPrice.checked_at.is_(None),
        )
        .values(checked_at=at, checked_by=by.id, note=ask.note)
        .returning(RefusedPrice.id)
    )
    if not session.scalars(unchecked).all():
        raise not_found(what="refused prices")
    deadlines.met(session, REFUSED_PRICES, ask.staff_id, by=by, at=at)
    return {"id": ask.staff_id, "status": "checked", "version": 1}
