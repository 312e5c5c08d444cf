"""Reserve and subscribe: take the unit, agree on the price, write the deal and its event."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from common.deadlines import commands as deadlines
from common.deadlines.rules import Due
from contracts.deadline_kinds import SIGNING
from contracts.inventory.pricing.authority import price_beyond_authority
from contracts.inventory.register.deals import DealStage
from contracts.inventory.selling.subscriptions import PriceStory
from contracts.refusals import Refusal
from contracts.schema import Ask
from services.inventory.control.claims.commands import claim as claims
from services.inventory.money.instalments.commands import schedule as instalments
from services.inventory.pricing.authority import rules as authority
from services.inventory.pricing.discounts import queries as discounts
from services.inventory.pricing.discounts.rules import Step
from services.inventory.pricing.payment_plans import queries as payment_plans
from services.inventory.pricing.payment_plans.rules import Plan, lines_for
from services.inventory.register.deadlines.queries import about_row
from services.inventory.register.deals import rules
from services.inventory.register.deals.commands import claimed, row_of, state
from services.inventory.register.deals.models import Deal
from services.inventory.register.projects.rules import Settings, settings_of
from services.inventory.register.units.rules import Move
from services.inventory.selling.quotations.commands import quotation as quotations
from services.inventory.selling.quotations.rules import Used
from services.inventory.selling.specials import commands as specials

_story = PriceStory()


def reserve(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Reserve a unit for one's own customer (预订) at a price within one's authority."""
    unit = claims.take(
        session,
        Move.RESERVE,
        ask.unit_id,
        by=by,
        at=at,
        customer_id=ask.customer_id,
        deal_id=ask.id,
    )
    settings = settings_of(unit.settings)
    priced = _agreed(session, unit, ask, settings, None, by=by, at=at)
    deal = {
        **_place(unit, ask, by=by, at=at),
        **priced,
        "stage": DealStage.RESERVED,
        "expires_at": unit.expires_at,
    }
    claims.write_down(session, Move.RESERVE, unit, claimed(deal, at), by=by, at=at, deal=deal)
    return state(deal, unit)


def subscribe(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Subscribe a unit (认购), from free or from the same customer's reservation."""
    rules.check_handover(ask.handover_date, at)
    unit = claims.take(
        session,
        Move.SUBSCRIBE,
        ask.unit_id,
        by=by,
        at=at,
        customer_id=ask.customer_id,
        deal_id=ask.id,
    )
    settings = settings_of(unit.settings)
    quoted = quotations.use(session, ask, unit, settings, at=at) if ask.quotation_id else None
    plan = quoted.plan if quoted else _chosen_plan(session, unit, ask)
    deal = _subscribed(session, unit, ask, settings, plan, quoted, by=by, at=at)
    told = claimed(deal, at) | {"deposit": deal["deposit"], "sign_by": deal["sign_by"]}
    opened = deal if unit.deal_id == ask.id else None
    claims.write_down(session, Move.SUBSCRIBE, unit, told, by=by, at=at, deal=opened)
    lines = lines_for(
        plan,
        deal["price"],
        deal["deposit"],
        subscribed_on=clock.business_day(at),
        loan=quoted.loan if quoted else None,
    )
    instalments.begin(session, deal, lines, by=by, at=at)
    due = Due(SIGNING, deal["id"], deal["sign_by"])
    deadlines.start(session, about_row(deal, unit.number), [due], by=by, at=at)
    return state(deal, unit)


def _subscribed(
    session: Session,
    unit: Row[Any],
    ask: Ask,
    settings: Settings,
    plan: Plan,
    quoted: Used | None,
    *,
    by: Actor,
    at: datetime,
) -> dict[str, Any]:
    """The subscribed deal's row: a new one, or the reservation continued at its agreed price."""
    reservation = None if unit.deal_id == ask.id else session.get_one(Deal, unit.deal_id)
    if quoted is not None:
        priced = _quoted(unit, quoted, settings, at)
    elif reservation is not None and ask.price is None and not ask.discount_ids:
        priced = {"price": reservation.price}
    else:
        priced = _agreed(session, unit, ask, settings, ask.payment_method, by=by, at=at)
    terms = priced | {
        "stage": DealStage.SUBSCRIBED,
        "consultant_id": by.staff_id,
        "team_id": by.team_id,
        "payment_method": ask.payment_method,
        "payment_plan_id": plan.id,
        "quotation_id": ask.quotation_id,
        "handover_date": ask.handover_date,
        "subscribed_at": at,
        "sign_by": rules.sign_by(at, settings.sign_days),
        "expires_at": None,
        "deposit": rules.deposit_due(
            quoted.deposit if quoted else ask.deposit,
            priced["price"],
            default=settings.deposit,
            cap=settings.deposit_cap,
        ),
    }
    if reservation is None:
        return _place(unit, ask, by=by, at=at) | terms
    for name, value in terms.items():
        setattr(reservation, name, value)
    reservation.version += 1
    return row_of(reservation)


def _chosen_plan(session: Session, unit: Row[Any], ask: Ask) -> Plan:
    return payment_plans.plan_for(
        session, unit.project_id, ask.payment_method, ask.payment_plan_id, usage=unit.usage
    )


def _quoted(unit: Row[Any], quoted: Used, settings: Settings, at: datetime) -> dict[str, Any]:
    """The price of a reviewed quotation, and its story."""
    found = priced(unit, quoted.price, quoted.steps, settings, at)
    found["price_story"]["quotation_id"] = str(quoted.quotation_id)
    return found


def _agreed(
    session: Session,
    unit: Row[Any],
    ask: Ask,
    settings: Settings,
    payment_method: str | None,
    *,
    by: Actor,
    at: datetime,
) -> dict[str, Any]:
    """The price that was asked for, or that the discounts lead to: within authority, or by a
    special discount, which is looked for only when it is needed."""
    asked, roles = ask.price, by.roles
    steps: Sequence[Step] = ()
    if ask.discount_ids:
        quote = discounts.quoted(
            session, unit.id, unit.list_price, ask.discount_ids, payment_method, at=at
        )
        asked, roles, steps = quote.price, by.roles | quote.lent, quote.steps
    tiers = authority.Tiers(unit.list_price, unit.manager_floor, unit.director_floor)
    try:
        price = authority.deal_price(
            asked, tiers, roles=roles, authority=settings.discount_authority
        )
    except Refusal as refusal:
        if refusal.code != price_beyond_authority.name:
            raise
        special = specials.use(
            session,
            asked,
            unit.list_price,
            unit_id=unit.id,
            customer_id=ask.customer_id,
            deal_id=unit.deal_id,
            at=at,
        )
        if special is None:
            raise
        price = special
    return priced(unit, price, steps, settings, at)


def _place(unit: Row[Any], ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    return {
        "id": ask.id,
        "project_id": unit.project_id,
        "unit_id": unit.id,
        "customer_id": ask.customer_id,
        "consultant_id": by.staff_id,
        "team_id": by.team_id,
        "area": unit.gross_area,
        "version": 1,
        "created_at": at,
    }


def priced(
    unit: Row[Any],
    price: authority.Price,
    steps: Sequence[Step | Mapping[str, Any]],
    settings: Settings,
    at: datetime,
) -> dict[str, Any]:
    """The price, and the snapshot of how it came about."""
    story = {
        "basis": settings.price_basis,
        "rate": unit.list_rate,
        "list_price": price.list_price,
        "price": price.amount,
        "discount": price.discount,
        "authority": price.role,
        "authority_limit": price.limit,
        "priced_at": at,
    }
    if steps:
        story["discounts"] = steps
    if price.special_id is not None:
        story["special_discount_id"] = price.special_id
    return {
        "list_price": price.list_price,
        "price": price.amount,
        "discount": price.discount,
        "price_story": _story.dump(story),
    }
