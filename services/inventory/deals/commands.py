"""Reserve and subscribe: take the unit, agree on the price, write the deal, tell."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from common import clock, outbox
from common.actor import Actor
from contracts.inventory.deals import PriceStory
from contracts.inventory.events import DEAL_CHANGED
from contracts.inventory.refusals import deal_wrong_stage, price_beyond_authority
from contracts.inventory.states import DealStage
from contracts.refusals import Refusal
from contracts.schema import Ask
from services.inventory.claims import commands as claims
from services.inventory.deals import rules
from services.inventory.deals.models import Deal
from services.inventory.discounts import queries as discounts
from services.inventory.discounts.rules import Step
from services.inventory.instalments import commands as instalments
from services.inventory.payment_plans import queries as payment_plans
from services.inventory.payment_plans.rules import Plan, lines_for
from services.inventory.projects.rules import Settings, settings_of
from services.inventory.quotations import commands as quotations
from services.inventory.quotations.rules import Used
from services.inventory.specials import commands as specials
from services.inventory.units.rules import Move

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
    tiers = rules.Tiers(unit.list_price, unit.manager_floor, unit.director_floor)
    try:
        price = rules.deal_price(asked, tiers, roles=roles, authority=settings.discount_authority)
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
    price: rules.Price,
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


def row_of(deal: Deal) -> dict[str, Any]:
    return {column.key: getattr(deal, column.key) for column in Deal.__table__.columns}


def state(deal: Mapping[str, Any], unit: Any) -> dict[str, Any]:
    """What commands answer about a deal and its unit."""
    return {**deal, "unit_status": unit.status, "unit_version": unit.version}


def require_stage(deal: Deal, *allowed: DealStage) -> None:
    """Raises `deal_wrong_stage`."""
    if deal.stage not in allowed:
        raise deal_wrong_stage(stage=deal.stage, allowed=list(allowed))


def tell_change(session: Session, deal: Deal, change: str, *, by: Actor, at: datetime) -> None:
    """Record that a deal changed in a way its unit's state doesn't show; counts its version up."""
    deal.version += 1
    outbox.record(
        session,
        DEAL_CHANGED,
        aggregate_id=deal.id,
        version=deal.version,
        project_id=deal.project_id,
        data={
            "deal_id": deal.id,
            "unit_id": deal.unit_id,
            "customer_id": deal.customer_id,
            "consultant_id": deal.consultant_id,
            "stage": deal.stage,
            "expires_at": deal.expires_at,
            "sign_by": deal.sign_by,
            "change": change,
        },
        by=by,
        at=at,
    )


def claimed(deal: dict[str, Any], at: datetime) -> dict[str, Any]:
    """What events of a claim with a deal behind it tell."""
    return {
        "deal_id": deal["id"],
        "customer_id": deal["customer_id"],
        "consultant_id": deal["consultant_id"],
        "team_id": deal["team_id"],
        "expires_at": deal.get("expires_at"),
        "amount": deal["price"],
        "area": deal["area"],
        "business_day": clock.business_day(at),
    }
