"""Ask for a price beyond authority, grant it, use it once."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common.actor import Actor
from common.consent.deciding import Deciding, sets
from contracts.inventory.consent.approvals import ApprovalKind
from contracts.inventory.selling.specials import GrantStatus, within_authority
from contracts.office.roles import Role
from contracts.schema import Ask
from services.inventory.consent.asking import consent
from services.inventory.control.claims.queries import refuse_unless_free_now
from services.inventory.pricing.authority import rules
from services.inventory.register.projects.models import Project
from services.inventory.register.projects.rules import settings_of
from services.inventory.register.units.models import Unit
from services.inventory.register.units.rules import Move
from services.inventory.selling.specials.models import SpecialDiscount


def request(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Ask for a price for one's own customer. Whose consent it takes follows from the price.

    Raises `not_found`, `unit_taken`, `unit_wrong_state`, `customer_not_yours`, `price_missing`,
    `price_above_list`, `within_authority`, `approval_pending`, or `NotKnownYet`.
    """
    refuse_unless_free_now(session, Move.SUBSCRIBE, ask.unit_id, ask.customer_id, by=by, at=at)
    unit = session.get_one(Unit, ask.unit_id)
    tiers, authority = _terms(session, unit)
    list_price = rules.checked_list_price(ask.price, tiers)
    if any(role in by.roles for role in rules.entitled(ask.price, tiers, authority)):
        raise within_authority()
    needs = rules.consents_needed(ask.price, tiers, authority)
    told = rules.consents_told(ask.price, tiers, authority)
    special = SpecialDiscount(
        id=ask.id,
        project_id=unit.project_id,
        unit_id=unit.id,
        customer_id=ask.customer_id,
        price=ask.price,
        reason=ask.reason,
        hours=ask.hours,
        authority=told[0],
        status=GrantStatus.REQUESTED,
        requested_by=by.staff_id,
        requested_at=at,
        version=1,
    )
    approval = consent.ask(
        session,
        ApprovalKind.SPECIAL_DISCOUNT,
        special,
        project_id=special.project_id,
        needs=needs,
        told=told,
        facts={
            "unit_id": unit.id,
            "unit_number": unit.number,
            "customer_id": special.customer_id,
            "list_price": list_price,
            "price": special.price,
            "discount": rules.discount(special.price, list_price),
            "hours": special.hours,
        },
        reason=ask.reason,
        by=by,
        at=at,
    )
    return consent.answer(special, approval)


def _terms(session: Session, unit: Unit) -> tuple[rules.Tiers, Mapping[str, Decimal]]:
    settings = settings_of(session.get_one(Project, unit.project_id).settings)
    tiers = rules.Tiers(unit.list_price, unit.manager_floor, unit.director_floor)
    return tiers, settings.discount_authority


def grant(session: Session, deciding: Deciding) -> None:
    """With all consents the price may be agreed on, for a while. Raises `consent_outdated` when
    by now it takes somebody else's, as prices have changed."""
    special = deciding.matter(session, SpecialDiscount)
    tiers, authority = _terms(session, session.get_one(Unit, special.unit_id))
    deciding.require(rules.consents_needed(special.price, tiers, authority), Role.CONSULTANT)
    special.status = GrantStatus.GRANTED
    special.valid_until = deciding.at + timedelta(hours=special.hours)
    special.version += 1


refuse = sets(SpecialDiscount, GrantStatus.REFUSED)
"""Rejected or withdrawn: nothing may be agreed on."""


def use(
    session: Session,
    price: Decimal,
    list_price: Decimal,
    *,
    unit_id: UUID,
    customer_id: UUID,
    deal_id: UUID,
    at: datetime,
) -> rules.Price | None:
    """`price` by the customer's grant for this unit that reaches down to it, now used up by the
    deal; `None` without such a grant."""
    usable = (
        select(SpecialDiscount)
        .where(
            SpecialDiscount.unit_id == unit_id,
            SpecialDiscount.customer_id == customer_id,
            SpecialDiscount.status == GrantStatus.GRANTED,
            SpecialDiscount.valid_until > at,
            SpecialDiscount.price <= price,
        )
        .order_by(SpecialDiscount.price.desc(), SpecialDiscount.id)
        .limit(1)
        .with_for_update()
    )
    special = session.scalars(usable).first()
    if special is None:
        return None
    special.status = GrantStatus.USED
    special.deal_id = deal_id
    special.used_at = at
    special.version += 1
    return rules.Price(
        price,
        list_price,
        rules.discount(price, list_price),
        Role(special.authority),
        rules.discount(special.price, list_price),
        special.id,
    )
