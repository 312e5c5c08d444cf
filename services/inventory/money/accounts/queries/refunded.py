"""What went back of a deal's money, or is to."""

from decimal import Decimal
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from contracts.inventory.money.refunds import OPEN, RefundCause, RefundStatus
from services.inventory.money.accounts.models.refunds import Refund


def paid(session: Session, deal_id: UUID) -> Decimal:
    """What went back to the customer."""
    return _sum(session, Refund.deal_id == deal_id, Refund.status == RefundStatus.PAID)


def still_open(session: Session, deal_id: UUID) -> Decimal:
    """What is owed and not paid yet."""
    return _sum(session, Refund.deal_id == deal_id, Refund.status.in_(OPEN))


def of_surplus(session: Session, deal_id: UUID) -> Decimal:
    """What went back, or is to, of money that no claim uses. An area settlement gives back money
    that has paid for the price, and leaves the surplus alone."""
    return _sum(
        session,
        Refund.deal_id == deal_id,
        Refund.status != RefundStatus.CANCELLED,
        Refund.cause != RefundCause.AREA_SETTLEMENT,
    )


def of_area(session: Session, deal_id: UUID) -> Decimal:
    """What went back, or is to, because the unit is smaller than agreed."""
    return _sum(
        session,
        Refund.deal_id == deal_id,
        Refund.status != RefundStatus.CANCELLED,
        Refund.cause == RefundCause.AREA_SETTLEMENT,
    )


def _sum(session: Session, *conditions: ColumnElement[bool]) -> Decimal:
    total = select(func.coalesce(func.sum(Refund.amount), 0)).where(*conditions)
    return Decimal(session.execute(total).scalar_one())
