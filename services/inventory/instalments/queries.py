"""What is due of a deal, what came, and what is left over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from contracts.inventory.instalments import InstalmentKind
from contracts.inventory.states import PaymentMethod, ReceiptStatus, Usage
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.deals.models import Deal
from services.inventory.deals.queries import reach
from services.inventory.instalments import rules
from services.inventory.instalments.models import Instalment
from services.inventory.payment_plans import rules as plans
from services.inventory.payment_plans.models import PaymentPlan
from services.inventory.payment_plans.queries import plan_of as stored_plan
from services.inventory.projects.models import Project
from services.inventory.projects.rules import settings_of
from services.inventory.receipts.models import Receipt, signed_amount
from services.inventory.refunds import queries as refunds
from services.inventory.units.models import Unit


@dataclass(frozen=True)
class Account:
    """A deal's money in yuan: all that is claimed (`due`), received net of counter-entries,
    refunded; `balance` is what the company holds, `unallocated` what of it no claim has used and
    nobody is owed back."""

    due: Decimal
    received: Decimal
    refunded: Decimal
    balance: Decimal
    overdue: Decimal
    unallocated: Decimal


def account(session: Session, deal_id: UUID, *, on: date) -> Account:
    """The deal's account; `overdue` is what was due before the business day `on`."""
    claims = live(session, deal_id)
    received = _received(session, deal_id)
    refunded = refunds.paid(session, deal_id)
    paid = sum((claim.paid for claim in claims), rules.NOTHING)
    return Account(
        due=sum((claim.amount for claim in claims), rules.NOTHING),
        received=received,
        refunded=refunded,
        balance=received - refunded,
        overdue=sum((_overdue(claim, on) for claim in claims), rules.NOTHING),
        unallocated=received - paid - refunds.of_surplus(session, deal_id),
    )


def disposable(session: Session, deal_id: UUID, *, at: datetime) -> Decimal:
    """What the company holds for the deal and doesn't owe back already."""
    balance = account(session, deal_id, on=clock.business_day(at)).balance
    return balance - refunds.still_open(session, deal_id)


def for_the_price(session: Session, deal_id: UUID, *, at: datetime) -> Decimal:
    """What of the disposable money came for the price: without what has paid late fees or a larger
    area, and with what a smaller area gave back of it."""
    beside = sum(
        (claim.paid for claim in live(session, deal_id) if claim.kind in rules.BEYOND_THE_PRICE),
        rules.NOTHING,
    )
    return disposable(session, deal_id, at=at) - beside + refunds.of_area(session, deal_id)


def free_money(session: Session, deal_id: UUID, *, at: datetime) -> Decimal:
    """What the company holds, doesn't owe back and no claim has used."""
    return account(session, deal_id, on=clock.business_day(at)).unallocated


def live(session: Session, deal_id: UUID) -> Sequence[Instalment]:
    """What is claimed of the deal, in the schedule's order."""
    wanted = select(Instalment).where(Instalment.deal_id == deal_id, Instalment.ended_at.is_(None))
    return session.scalars(wanted.order_by(Instalment.number)).all()


def open_claims(session: Session, deal_id: UUID) -> list[rules.Claim]:
    """The schedule with what is unpaid of each line."""
    return [
        rules.Claim(claim.id, claim.kind, claim.number, claim.due_on, claim.amount - claim.paid)
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


def _received(session: Session, deal_id: UUID) -> Decimal:
    wanted = select(func.coalesce(func.sum(signed_amount()), rules.NOTHING)).where(
        Receipt.deal_id == deal_id, Receipt.status == ReceiptStatus.CONFIRMED
    )
    return session.execute(wanted).scalar_one()


def _overdue(claim: Instalment, on: date) -> Decimal:
    return rules.overdue(claim.amount, claim.paid, claim.due_on, on)


def _row(claim: Instalment, today: date) -> dict[str, Any]:
    facts = {column.key: getattr(claim, column.key) for column in Instalment.__table__.columns}
    return facts | {"overdue": _overdue(claim, today)}
