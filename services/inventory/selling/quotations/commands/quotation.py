"""Draft a quotation, revise it, use it for a subscription. Reviews: `quotation_reviews`."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from contracts.inventory.pricing.calculations import Calculation
from contracts.inventory.selling.quotations import QuotationStatus, quotation_mismatch
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.base import table
from services.inventory.control.claims.queries import refuse_unless_free_now
from services.inventory.counters import Counter
from services.inventory.pricing.authority.rules import Price, Tiers, checked_list_price, discount
from services.inventory.pricing.calculations.queries import calculated
from services.inventory.pricing.calculations.rules.calculation import day_between
from services.inventory.pricing.payment_plans import queries as payment_plans
from services.inventory.register.projects.models import Project
from services.inventory.register.projects.rules import Settings, quotation_terms_of
from services.inventory.register.units.models import Unit
from services.inventory.register.units.rules import Move
from services.inventory.selling.quotations import queries, rules
from services.inventory.selling.quotations.models import Quotation, QuotationCounter

_numbers = Counter(table(QuotationCounter))

MOST_DAYS_VALID = 90
_calculation = Calculation()
_SUMMARY = (
    "list_price",
    "price",
    "discount",
    "payment_method",
    "payment_plan_id",
    "deposit",
)


def create(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Draft a quotation for one's own customer, on a unit that they could subscribe now.

    Raises `not_found`, `unit_taken`, `unit_wrong_state`, `customer_not_yours`, what a calculation
    refuses, or `NotKnownYet`.
    """
    refuse_unless_free_now(session, Move.SUBSCRIBE, ask.unit_id, ask.customer_id, by=by, at=at)
    unit = session.get_one(Unit, ask.unit_id)
    project = session.get_one(Project, unit.project_id)
    quotation = Quotation(
        id=ask.id,
        number=_next_number(session, project, clock.business_day(at)),
        project_id=project.id,
        unit_id=unit.id,
        customer_id=ask.customer_id,
        consultant_id=by.staff_id,
        team_id=by.team_id,
        status=QuotationStatus.DRAFT,
        reviewed_by=[],
        created_at=at,
        version=1,
    )
    _work_out(session, quotation, unit, project, ask, at)
    session.add(quotation)
    session.flush()
    return answer(quotation)


def revise(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Work one's draft out anew. Raises `not_found`, `quotation_wrong_status`, what a calculation
    refuses."""
    quotation = locked(session, ask.quotation_id, by)
    rules.check_revision(standing(quotation, at), by)
    unit = session.get_one(Unit, quotation.unit_id)
    _work_out(session, quotation, unit, session.get_one(Project, unit.project_id), ask, at)
    quotation.version += 1
    session.flush()
    return answer(quotation)


def _work_out(
    session: Session, quotation: Quotation, unit: Unit, project: Project, ask: Ask, at: datetime
) -> None:
    found = calculated(session, unit, ask, at=at)
    for name in _SUMMARY:
        setattr(quotation, name, found[name])
    quotation.loan = sum((loan.amount for loan in found["loans"]), Decimal(0))
    quotation.calculation = _calculation.dump(found)
    quotation.valid_until = day_between(
        ask.valid_until,
        default=quotation_terms_of(project.settings).valid_days,
        most=MOST_DAYS_VALID,
        field="valid_until",
        today=clock.business_day(at),
    )


def use(
    session: Session, ask: Ask, unit: Row[Any], settings: Settings, *, at: datetime
) -> rules.Used:
    """The reviewed quotation of this customer and unit that a subscription names, now used up by
    its deal. The reviewers' consent stands behind the price: what their roles may give needs nobody
    else's.

    Raises `not_found`, `quotation_wrong_status`, `quotation_mismatch`, `price_above_list`,
    `consent_outdated`.
    """
    wanted = select(Quotation).where(
        Quotation.id == ask.quotation_id,
        Quotation.unit_id == unit.id,
        Quotation.customer_id == ask.customer_id,
    )
    quotation = session.scalars(wanted.with_for_update()).first()
    if quotation is None:
        raise not_found(what="quotation")
    rules.require(standing(quotation, at), QuotationStatus.REVIEWED)
    for field in ("payment_method", "payment_plan_id", "deposit"):
        asked = getattr(ask, field)
        if asked is not None and asked != getattr(quotation, field):
            raise quotation_mismatch(field=field, number=quotation.number)
    tiers = Tiers(unit.list_price, unit.manager_floor, unit.director_floor)
    list_price = checked_list_price(quotation.price, tiers)
    rules.check_covered(quotation.price, tiers, settings.discount_authority, quotation.reviewed_by)
    quotation.status = QuotationStatus.USED
    quotation.deal_id = unit.deal_id
    quotation.used_at = at
    quotation.version += 1
    share = discount(quotation.price, list_price)
    return rules.Used(
        quotation_id=quotation.id,
        price=Price(
            quotation.price,
            list_price,
            share,
            rules.behind(quotation.price, tiers, settings.discount_authority),
            share,
        ),
        steps=quotation.calculation["steps"],
        plan=payment_plans.plan_agreed(
            session,
            unit.project_id,
            quotation.payment_method,
            quotation.payment_plan_id,
            usage=unit.usage,
        ),
        deposit=quotation.deposit,
        loan=quotation.loan,
    )


def standing(quotation: Quotation, at: datetime) -> rules.Standing:
    today = clock.business_day(at)
    shown = rules.shown_status(quotation.status, quotation.valid_until, today)
    return rules.Standing(quotation.status, shown)


def locked(session: Session, quotation_id: UUID, by: Actor) -> Quotation:
    """One's own quotation, locked. Raises `not_found`."""
    mine = queries.reach(by, "quotation.make")
    wanted = select(Quotation).where(Quotation.id == quotation_id, mine).with_for_update()
    found = session.scalars(wanted).first()
    if found is None:
        raise not_found(what="quotation")
    return found


def _next_number(session: Session, project: Project, day: date) -> str:
    counted = _numbers.next(session, project.id, day.year)
    return rules.quotation_number(project.code, day.year, counted)


def answer(quotation: Quotation) -> dict[str, Any]:
    """What commands answer about a quotation."""
    return {
        "id": quotation.id,
        "status": quotation.status,
        "version": quotation.version,
        "number": quotation.number,
        "price": quotation.price,
    }
