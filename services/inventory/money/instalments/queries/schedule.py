"""What is due of a deal, what came, and what is left over."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from contracts.inventory.pricing.payment_plans import InstalmentKind, PaymentMethod
from contracts.inventory.register.units import Usage
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.money.accounts.models.instalments import Instalment
from services.inventory.money.accounts.queries.account import account
from services.inventory.money.accounts.queries.claims import live, overdue_of
from services.inventory.money.instalments.rules import schedule
from services.inventory.pricing.payment_plans import rules as plans
from services.inventory.pricing.payment_plans.models import PaymentPlan
from services.inventory.pricing.payment_plans.queries import plan_of as stored_plan
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import reach
from services.inventory.register.projects.models import Project
from services.inventory.register.projects.rules import settings_of
from services.inventory.register.units.models import Unit


def open_claims(session: Session, deal_id: UUID) -> list[schedule.Claim]:
    """The schedule with what is unpaid of each line."""
    return [
        schedule.Claim(claim.id, claim.kind, claim.number, claim.due_on, claim.amount - claim.paid)
        for claim in live(session, deal_id)
    ]


def deposit_is_paid(session: Session, deal_id: UUID) -> bool:
    """Whether there is a deposit (定金), and all of it has come."""
    rests = [
        claim.rest
        for claim in open_claims(session, deal_id)
        if claim.kind == InstalmentKind.DEPOSIT
    ]
    return bool(rests) and not any(rests)


def has_schedule(session: Session, deal_id: UUID) -> bool:
    """Whether anything was ever claimed: deals from before there were schedules have none."""
    any_claim = select(Instalment.id).where(Instalment.deal_id == deal_id).limit(1)
    return session.scalar(any_claim) is not None


def plan_of(session: Session, deal: Deal) -> plans.Plan:
    """The payment plan that the deal took when it was subscribed, ended since or not."""
    if deal.payment_plan_id is not None:
        return stored_plan(session.get_one(PaymentPlan, deal.payment_plan_id))
    assert deal.payment_method is not None
    settings = settings_of(session.get_one(Project, deal.project_id).settings)
    usage = Usage(session.get_one(Unit, deal.unit_id).usage)
    return plans.default_plan(PaymentMethod(deal.payment_method), settings.down_payment.of(usage))


def read_schedule(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Raises `not_found`."""
    mine = select(Deal.id).where(Deal.id == ask.deal_id, reach(by, "deal.read"))
    if session.scalar(mine) is None:
        raise not_found(what="deal")
    today = clock.business_day(at)
    return {
        "instalments": [_row(claim, today) for claim in live(session, ask.deal_id)],
        "account": account(session, ask.deal_id, on=today),
    }


def _row(claim: Instalment, today: date) -> dict[str, Any]:
    facts = {column.key: getattr(claim, column.key) for column in Instalment.__table__.columns}
    return facts | {"overdue": overdue_of(claim, today)}
