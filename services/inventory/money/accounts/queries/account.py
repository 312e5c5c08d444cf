"""A deal's money: what is due, what came, what is left over."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from common import clock
from contracts.inventory.money.receipts import ReceiptStatus
from services.inventory.money.accounts import rules
from services.inventory.money.accounts.models.receipts import Receipt, signed_amount
from services.inventory.money.accounts.queries import refunded as refunds
from services.inventory.money.accounts.queries.claims import live, overdue_of
from services.inventory.pricing.payment_plans import rules as payment_plans


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
        (claim.paid for claim in live(session, deal_id) if claim.kind in rules.BEYOND_THE_PRICE),
        payment_plans.NOTHING,
    )
    return disposable(session, deal_id, at=at) - beside + refunds.of_area(session, deal_id)


def free_money(session: Session, deal_id: UUID, *, at: datetime) -> Decimal:
    """What the company holds, doesn't owe back and no claim has used."""
    return account(session, deal_id, on=clock.business_day(at)).unallocated


def _received(session: Session, deal_id: UUID) -> Decimal:
    wanted = select(func.coalesce(func.sum(signed_amount()), payment_plans.NOTHING)).where(
        Receipt.deal_id == deal_id, Receipt.status == ReceiptStatus.CONFIRMED
    )
    return session.execute(wanted).scalar_one()
