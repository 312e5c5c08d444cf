"""Loans of deals within the caller's scope."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common.actor import Actor
from contracts.refusals import not_found
from services.inventory.milestones.loans import rules
from services.inventory.milestones.loans.models import LoanCase
from services.inventory.milestones.procedures.rules import PAID_OUT
from services.inventory.register.deals import queries as deals
from services.inventory.register.deals.models import Deal


def locked(session: Session, loan_id: UUID, by: Actor, permission: str) -> tuple[Deal, LoanCase]:
    """A loan and its deal, both locked, the deal first. Raises `not_found`."""
    mine = (
        select(LoanCase.deal_id)
        .join(Deal, Deal.id == LoanCase.deal_id)
        .where(LoanCase.id == loan_id, deals.reach(by, permission))
    )
    deal_id = session.scalar(mine)
    if deal_id is None:
        raise not_found(what="loan")
    _, deal = deals.locked(session, deal_id, by, permission)
    return deal, session.get_one(LoanCase, loan_id, with_for_update=True)


def of_deal(session: Session, deal_id: UUID) -> Sequence[LoanCase]:
    """All loans of a deal, those refused too, oldest first."""
    wanted = select(LoanCase).where(LoanCase.deal_id == deal_id)
    return session.scalars(wanted.order_by(LoanCase.opened_at, LoanCase.kind)).all()


def all_paid_out(session: Session, deal: Deal) -> bool:
    """Whether every loan that the deal's payment method takes was paid out."""
    paid = {loan.kind for loan in of_deal(session, deal.id) if loan.status == PAID_OUT}
    return paid >= set(rules.loans_of(deal.payment_method))
