"""The unit that a buyer wants instead, and in whose place it is claimed."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from common.actor import Actor
from contracts.inventory.changes.change_terms import changes_nothing
from contracts.inventory.register.deals import DealStage
from contracts.refusals import not_found
from services.inventory.control.claims.queries import refuse_unless_free_now
from services.inventory.register.customers.models import Customer
from services.inventory.register.deals.models import Deal
from services.inventory.register.units.models import Unit
from services.inventory.register.units.rules import Move


def step_for(deal: Deal) -> Move:
    """The claim on the new unit: as far as the deal had come, but a contract is signed anew."""
    return Move.RESERVE if deal.stage == DealStage.RESERVED else Move.SUBSCRIBE


def claimant(session: Session, deal: Deal, by: Actor) -> Actor:
    """Whoever carries the order out claims in the place of the buyer's consultant, within the
    deal's project: the guards on locks, holds and customers are about him."""
    customer = session.get(Customer, deal.customer_id)
    owner = (
        deal.consultant_id if customer is None or customer.owner_id is None else customer.owner_id
    )
    return replace(by, id=str(owner), projects=frozenset({deal.project_id}))


def lock_both(session: Session, deal_id: UUID, target_id: UUID, reach: ColumnElement[bool]) -> None:
    """The deal's unit and the target, if it is of the same project, in the order of their ids: two
    who want each other's unit must not wait for each other."""
    own = select(Deal.unit_id).where(Deal.id == deal_id, reach).scalar_subquery()
    project = select(Deal.project_id).where(Deal.id == deal_id, reach).scalar_subquery()
    both = select(Unit.id).where(or_(Unit.id == own, Unit.id == target_id))
    session.execute(both.where(Unit.project_id == project).order_by(Unit.id).with_for_update())


def free_target(session: Session, deal: Deal, unit_id: UUID, *, by: Actor, at: datetime) -> Unit:
    """The unit, which the deal could move to now. Raises `changes_nothing`, `not_found`,
    `unit_taken`, `unit_wrong_state`, `bound_to_home`, `customer_not_yours`, or `NotKnownYet`."""
    if unit_id == deal.unit_id:
        raise changes_nothing(field="target_unit_id")
    wanted = select(Unit).where(Unit.id == unit_id, Unit.project_id == deal.project_id)
    target = session.scalars(wanted).first()
    if target is None:
        raise not_found(what="unit")
    as_consultant = claimant(session, deal, by)
    refuse_unless_free_now(
        session, step_for(deal), unit_id, deal.customer_id, by=as_consultant, at=at
    )
    return target
