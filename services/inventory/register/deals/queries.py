"""Which deals a caller reaches."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from common.actor import Actor
from common.scope import visible
from contracts.inventory.register.projects import PriceBasis
from contracts.refusals import not_found
from services.inventory.register.deals.models import Deal
from services.inventory.register.units.models import Unit


def reach(by: Actor, permission: str, project: Any = Deal.project_id) -> ColumnElement[bool]:
    """The deals that `permission` reaches. `project` is the column of what belongs to a deal, if
    that says the deal's project too: its own index then finds those of a project."""
    return visible(by, permission, owner=Deal.consultant_id, team=Deal.team_id, project=project)


def locked(session: Session, deal_id: UUID, by: Actor, permission: str) -> tuple[Unit, Deal]:
    """A deal and its unit, both locked, the unit first. Raises `not_found`."""
    found = session.execute(
        select(Unit, Deal)
        .join(Deal, Deal.unit_id == Unit.id)
        .where(Deal.id == deal_id, reach(by, permission))
        .with_for_update(of=(Unit, Deal))
        .execution_options(populate_existing=True)
    ).first()
    if found is None:
        raise not_found(what="deal")
    return found.Unit, found.Deal


def basis_of(deal: Deal) -> PriceBasis:
    return PriceBasis(deal.price_story["basis"])
