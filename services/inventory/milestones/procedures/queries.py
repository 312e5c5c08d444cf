"""Cases as they are locked and read."""

from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common.actor import Actor
from contracts.inventory.milestones.procedures import MilestoneKind
from contracts.refusals import not_found
from services.inventory.base import Base
from services.inventory.milestones.procedures import rules
from services.inventory.milestones.procedures.models import Case
from services.inventory.register.deals import queries as deals
from services.inventory.register.deals.models import Deal
from services.inventory.register.units.models import Unit

Some = TypeVar("Some", bound=Case)


def locked(
    session: Session, model: type[Some], deal_id: UUID, by: Actor, permission: str
) -> tuple[Unit, Deal, Some]:
    """A deal's case of a kind that it has once, with unit and deal, all locked in that order.
    Raises `not_found`."""
    unit, deal = deals.locked(session, deal_id, by, permission)
    case = session.scalars(select(model).where(model.deal_id == deal_id).with_for_update()).first()
    if case is None:
        raise not_found(what="milestone")
    return unit, deal, case


def facts(case: Case, kind: str, today: date) -> dict[str, Any]:
    """All that is kept of a case, and how long it is overdue."""
    assert isinstance(case, Base)
    kept = {column.key: getattr(case, column.key) for column in case.__table__.columns}
    overdue = rules.days_overdue(case.due_on, today, is_open=case.ended_at is None)
    return kept | {"kind": MilestoneKind(kind), "overdue": overdue}
