"""A deal's money: what is due, what came, what is left over."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from contracts.inventory.states import ReceiptStatus
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.money.instalments.models import Instalment
from services.inventory.money.instalments.queries.schedule import live, overdue_of
from services.inventory.money.instalments.rules import schedule
from services.inventory.money.receipts.models import Receipt, signed_amount
from services.inventory.money.refunds import queries as refunds
from services.inventory.pricing.payment_plans import rules as payment_plans
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import reach


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
    paid = sum((claim.paid for claim in claims), payment_plans.NOTHING)
    return Account(
        due=sum((claim.amount for claim in claims), payment_plans.NOTHING),
        received=received,
        refunded=refunded,
        balance=received - refunded,
        overdue=sum((overdue_of(claim, on) for claim in claims), payment_plans.NOTHING),
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
        (claim.paid for claim in live(session, deal_id) if claim.kind in schedule.BEYOND_THE_PRICE),
        payment_plans.NOTHING,
    )
    return disposable(session, deal_id, at=at) - beside + refunds.of_area(session, deal_id)


def free_money(session: Session, deal_id: UUID, *, at: datetime) -> Decimal:
    """What the company holds, doesn't owe back and no claim has used."""
    return account(session, deal_id, on=clock.business_day(at)).unallocated


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
    wanted = select(func.coalesce(func.sum(signed_amount()), payment_plans.NOTHING)).where(
        Receipt.deal_id == deal_id, Receipt.status == ReceiptStatus.CONFIRMED
    )
    return session.execute(wanted).scalar_one()


def _row(claim: Instalment, today: date) -> dict[str, Any]:
    facts = {column.key: getattr(claim, column.key) for column in Instalment.__table__.columns}
    return facts | {"overdue": overdue_of(claim, today)}
