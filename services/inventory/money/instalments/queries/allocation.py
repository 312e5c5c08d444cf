"""What money has paid, and what of it is unused."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contracts.inventory.money.receipts import ReceiptStatus
from services.inventory.money.accounts.models.instalments import Allocation, Instalment
from services.inventory.money.accounts.models.receipts import Receipt
from services.inventory.money.instalments.rules.allocation import Money
from services.inventory.pricing.payment_plans.rules import NOTHING


def unused_money(session: Session, deal_id: UUID) -> list[Money]:
    """The deal's money with what is unused of it, in the order in which it came."""
    used = (
        select(Allocation.receipt_id, func.sum(Allocation.amount).label("amount"))
        .where(Allocation.deal_id == deal_id)
        .group_by(Allocation.receipt_id)
        .subquery()
    )
    rest = Receipt.amount - func.coalesce(used.c.amount, NOTHING)
    wanted = (
        select(Receipt.id, Receipt.kind, Receipt.instalment_ids, rest)
        .outerjoin(used, used.c.receipt_id == Receipt.id)
        .where(
            Receipt.deal_id == deal_id,
            Receipt.status == ReceiptStatus.CONFIRMED,
            ~Receipt.counter,
            Receipt.reversed_at.is_(None),
        )
        .order_by(Receipt.received_on, Receipt.confirmed_at, Receipt.id)
    )
    return [Money(*row) for row in session.execute(wanted)]


def paid_by(session: Session, receipt_id: UUID) -> list[dict[str, Any]]:
    """What the receipt has paid, in the schedule's order."""
    wanted = (
        select(
            Instalment.id.label("instalment_id"),
            Instalment.number,
            Instalment.name,
            func.sum(Allocation.amount).label("amount"),
        )
        .join(Instalment, Instalment.id == Allocation.instalment_id)
        .where(Allocation.receipt_id == receipt_id)
        .group_by(Instalment.id)
        .order_by(Instalment.number)
    )
    return [dict(row._mapping) for row in session.execute(wanted)]
