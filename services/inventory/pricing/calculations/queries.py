"""A calculation: nothing of it is kept here, and nothing of it tells of the floors (I-11, I-14)."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from common.scope import visible
from contracts.inventory.pricing.calculations import HomeOrder
from contracts.inventory.pricing.payment_plans import PaymentMethod
from contracts.inventory.register.units import Usage
from contracts.refusals import invalid_input, not_found
from contracts.schema import Ask
from services.inventory.pricing.authority.rules import Tiers, checked_list_price, discount
from services.inventory.pricing.calculations.rules import calculation
from services.inventory.pricing.calculations.rules.taxes import notes
from services.inventory.pricing.discounts import queries as discounts
from services.inventory.pricing.discounts.rules import Step
from services.inventory.pricing.payment_plans import queries as payment_plans
from services.inventory.pricing.payment_plans.rules import lines_for, loan_of
from services.inventory.register.deals.rules import deposit_due
from services.inventory.register.projects.models import Project
from services.inventory.register.projects.rules import (
    QuotationTerms,
    quotation_terms_of,
    settings_of,
)
from services.inventory.register.units.models import Unit


def preview(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Raises `not_found` and what `calculated` does."""
    mine = visible(by, "project.read", project=Unit.project_id)
    unit = session.scalars(select(Unit).where(Unit.id == ask.unit_id, mine)).first()
    if unit is None:
        raise not_found(what="unit")
    return calculated(session, unit, ask, at=at)


def calculated(session: Session, unit: Unit, ask: Ask, *, at: datetime) -> dict[str, Any]:
    """The answer `contracts.inventory.calculations.Calculation` for `QuoteTerms`.

    Raises `price_missing`, `price_above_list`, `deposit_above_cap`, `loan_too_large`,
    `date_out_of_range` and what discounts and payment plans refuse.
    """
    stored = session.get_one(Project, unit.project_id).settings
    settings, terms, today = settings_of(stored), quotation_terms_of(stored), clock.business_day(at)
    list_price, price, steps = _priced(session, unit, ask, at)
    method = PaymentMethod(ask.payment_method)
    plan = payment_plans.plan_for(
        session, unit.project_id, method, ask.payment_plan_id, usage=unit.usage
    )
    deposit = deposit_due(ask.deposit, price, default=settings.deposit, cap=settings.deposit_cap)
    sign_on = calculation.day_between(
        ask.sign_on,
        default=settings.sign_days,
        most=calculation.MOST_DAYS_TO_SIGN,
        field="sign_on",
        today=today,
    )
    most = min(loan_of(plan, price), price - deposit)
    loans = calculation.loans(method, _wishes(ask, terms), most)
    lent = sum((loan.amount for loan in loans), Decimal(0))
    return {
        "unit_id": unit.id,
        "day": today,
        "sign_on": sign_on,
        "list_price": list_price,
        "price": price,
        "discount": discount(price, list_price),
        "steps": steps,
        "payment_method": method,
        "payment_plan_id": plan.id,
        "payment_plan": plan.name,
        "deposit": deposit,
        "lines": lines_for(plan, price, deposit, subscribed_on=today, signed_on=sign_on, loan=lent),
        "loans": loans,
        "loan_sums": calculation.loan_sums(loans),
        "home": ask.home,
        "taxes": notes(
            terms, price, unit.gross_area, usage=Usage(unit.usage), home=HomeOrder(ask.home)
        ),
    }


def _priced(
    session: Session, unit: Unit, ask: Ask, at: datetime
) -> tuple[Decimal, Decimal, Sequence[Step]]:
    """List price, price and the steps to it."""
    list_price = checked_list_price(ask.price, Tiers(unit.list_price))
    if not ask.discount_ids:
        return list_price, list_price if ask.price is None else ask.price, ()
    quote = discounts.quoted(
        session, unit.id, list_price, ask.discount_ids, ask.payment_method, at=at
    )
    if quote.price <= 0:
        raise invalid_input(fields={"discount_ids": ["They leave no price."]})
    return list_price, quote.price, quote.steps


def _wishes(ask: Ask, terms: QuotationTerms) -> list[calculation.Wish]:
    commercial = terms.commercial_rate if ask.commercial_rate is None else ask.commercial_rate
    fund = terms.fund_rate if ask.fund_rate is None else ask.fund_rate
    return [
        calculation.Wish(
            PaymentMethod.COMMERCIAL_LOAN, ask.commercial_amount, commercial, ask.commercial_months
        ),
        calculation.Wish(PaymentMethod.PROVIDENT_FUND, ask.fund_amount, fund, ask.fund_months),
    ]
