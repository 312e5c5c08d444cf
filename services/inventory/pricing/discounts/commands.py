"""Draft a discount, put it in force, end it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common.actor import Actor
from common.scope import visible
from contracts.inventory.pricing.discounts import DiscountStatus
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.pricing.discounts import rules
from services.inventory.pricing.discounts.models import Discount
from services.inventory.register.projects import queries as projects
from services.inventory.register.projects.models import Project
from services.inventory.register.projects.rules import settings_of

_TERMS = (
    "name",
    "kind",
    "mode",
    "rate",
    "amount",
    "position",
    "stackable",
    "valid_from",
    "valid_to",
    "payment_methods",
    "house_type_ids",
)


def create(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    project = projects.project(session, ask.project_id, by, "discount.manage")
    discount = Discount(
        id=ask.id,
        project_id=project.id,
        status=DiscountStatus.DRAFT,
        created_by=by.id,
        created_at=at,
        version=1,
        **{name: getattr(ask, name) for name in _TERMS},
    )
    session.add(discount)
    session.flush()
    return _answer(discount)


def activate(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """Put a draft in force. Raises `not_found`, `discount_wrong_status`,
    `discount_beyond_authority`."""
    discount = _locked(session, ask.discount_id, by)
    rules.check_activation(discount, by)
    settings = settings_of(session.get_one(Project, discount.project_id).settings)
    discount.authority = rules.activating_role(discount.rate, by.roles, settings.discount_authority)
    return _become(discount, DiscountStatus.ACTIVE)


def end(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """Nobody gets it any more. Raises `not_found`, `discount_wrong_status`."""
    discount = _locked(session, ask.discount_id, by)
    rules.check_end(discount, by)
    return _become(discount, DiscountStatus.ENDED)


def _locked(session: Session, discount_id: UUID, by: Actor) -> Discount:
    mine = visible(by, "discount.manage", project=Discount.project_id)
    wanted = select(Discount).where(Discount.id == discount_id, mine).with_for_update()
    found = session.scalars(wanted).first()
    if found is None:
        raise not_found(what="discount")
    return found


def _become(discount: Discount, status: DiscountStatus) -> dict[str, Any]:
    discount.status = status
    discount.version += 1
    return _answer(discount)


def _answer(discount: Discount) -> dict[str, Any]:
    return {"id": discount.id, "status": discount.status, "version": discount.version}
