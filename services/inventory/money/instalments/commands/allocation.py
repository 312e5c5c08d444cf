"""Let money pay claims, and undo it. The caller has locked the deal."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from contracts.schema import new_id
from services.inventory.money.accounts.models.instalments import Allocation, Instalment
from services.inventory.money.accounts.queries.account import free_money
from services.inventory.money.instalments.queries import allocation as queries
from services.inventory.money.instalments.queries.schedule import open_claims
from services.inventory.money.instalments.rules import allocation as rules


def pay(session: Session, deal_id: UUID, *, at: datetime) -> None:
    """Money that no claim has used pays what is due."""
    session.flush()
    shares = rules.spread(
        open_claims(session, deal_id),
        queries.unused_money(session, deal_id),
        free_money(session, deal_id, at=at),
    )
    for share in shares:
        session.get_one(Instalment, share.instalment_id).paid += share.amount
        session.add(
            Allocation(id=new_id(), deal_id=deal_id, allocated_at=at, **vars(share)),
        )
    session.flush()


def take_back(session: Session, receipt_id: UUID) -> None:
    """A receipt pays nothing any more: what it paid is open again."""
    _undo(session, Allocation.receipt_id == receipt_id)


def reopen(session: Session, instalment_id: UUID) -> None:
    """An instalment is paid by nothing any more: its money is free."""
    _undo(session, Allocation.instalment_id == instalment_id)


def make_room(session: Session, deal_id: UUID, amount: Decimal, *, at: datetime) -> None:
    """Undo the deal's latest allocations until `amount` is free to leave the deal."""
    missing = amount - free_money(session, deal_id, at=at)
    newest = select(Allocation).where(Allocation.deal_id == deal_id)
    for allocation in session.scalars(newest.order_by(Allocation.id.desc())).all():
        if missing > 0:
            missing -= allocation.amount
            _undo(session, Allocation.id == allocation.id)


def _undo(session: Session, condition: ColumnElement[bool]) -> None:
    for allocation in session.scalars(select(Allocation).where(condition)).all():
        session.get_one(Instalment, allocation.instalment_id).paid -= allocation.amount
        session.delete(allocation)
    session.flush()
