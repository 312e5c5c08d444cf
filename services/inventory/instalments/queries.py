"""What is due of a deal, what came, and what is left over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
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
from services.inventory.deals.models import Deal
from services.inventory.deals.queries import reach
from services.inventory.instalments import rules
from services.inventory.instalments.models import Instalment
from services.inventory.receipts.models import Receipt, signed_amount
from services.inventory.refunds import queries as refunds


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


def live(session: Session, deal_id: UUID) -> Sequence[Instalment]:
    """What is claimed of the deal, in the schedule's order."""
    wanted = select(Instalment).where(Instalment.deal_id == deal_id, Instalment.ended_at.is_(None))
    return session.scalars(wanted.order_by(Instalment.number)).all()


def read_schedule(session: Session, ask: Ask, *, by: Actor, at: Any) -> dict[str, Any]:
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
