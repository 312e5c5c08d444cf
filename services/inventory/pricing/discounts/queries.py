"""Discounts of a project, and what a unit costs with some of them."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import clock, paging
from common.actor import Actor
from common.scope import visible
from contracts.inventory.pricing.authority import price_missing
from contracts.inventory.pricing.discounts import DiscountKind, DiscountMode, DiscountStatus
from contracts.office.roles import Role
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.pricing.authority.rules import discount
from services.inventory.pricing.discounts import rules
from services.inventory.pricing.discounts.models import Discount
from services.inventory.register.projects import queries as projects
from services.inventory.register.units.models import Unit


def list_discounts(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    project = projects.project(session, ask.project_id, by, "project.read")
    wanted = select(Discount).where(Discount.project_id == project.id)
    wanted = paging.given(wanted, (Discount.kind, ask.kind), (Discount.status, ask.status))
    items, after = paging.in_order(session, wanted, ask, Discount.id)
    return {"items": [_facts(row, by) for row in items], "next": after}


def _facts(row: Discount, by: Actor) -> dict[str, Any]:
    facts = {column.key: getattr(row, column.key) for column in Discount.__table__.columns}
    return facts | {"can": rules.OFFERS.of(row, by)}


def quote_price(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Raises `not_found`, `price_missing`, `discount_not_applicable`,
    `discounts_not_stackable`."""
    mine = visible(by, "project.read", project=Unit.project_id)
    unit = session.scalars(select(Unit).where(Unit.id == ask.unit_id, mine)).first()
    if unit is None:
        raise not_found(what="unit")
    found = quoted(session, unit.id, unit.list_price, ask.discount_ids, ask.payment_method, at=at)
    return {
        "unit_id": unit.id,
        "list_price": found.list_price,
        "price": found.price,
        "discount": discount(found.price, found.list_price),
        "steps": found.steps,
    }


def quoted(
    session: Session,
    unit_id: UUID,
    list_price: Decimal | None,
    discount_ids: Sequence[UUID],
    payment_method: str | None,
    *,
    at: datetime,
) -> rules.Quote:
    """The price of a unit with discounts of its project. Raises `not_found`, `price_missing`,
    `discount_not_applicable`, `discounts_not_stackable`."""
    if list_price is None:
        raise price_missing()
    chosen = set(discount_ids)
    unit = session.execute(
        select(Unit.project_id, Unit.house_type_id).where(Unit.id == unit_id)
    ).one()
    found = session.scalars(
        select(Discount).where(Discount.id.in_(chosen), Discount.project_id == unit.project_id)
    ).all()
    if len(found) < len(chosen):
        raise not_found(what="discount")
    return rules.quote(
        list_price,
        [_policy(row) for row in found],
        day=clock.business_day(at),
        payment_method=payment_method,
        house_type_id=unit.house_type_id,
    )


def _policy(row: Discount) -> rules.Policy:
    return rules.Policy(
        id=row.id,
        name=row.name,
        kind=DiscountKind(row.kind),
        mode=DiscountMode(row.mode),
        rate=row.rate,
        amount=row.amount,
        position=row.position,
        stackable=row.stackable,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        payment_methods=row.payment_methods,
        house_type_ids=row.house_type_ids,
        status=DiscountStatus(row.status),
        authority=Role(row.authority) if row.authority else None,
    )
