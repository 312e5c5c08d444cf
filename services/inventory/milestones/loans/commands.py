"""Documents handed in, granted, paid out; or refused, and applied for again."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from common.deadlines import commands as deadlines
from common.deadlines.rules import Due
from contracts.inventory.milestones.procedures import LOAN_PAID_OUT, MilestoneKind
from contracts.inventory.pricing.payment_plans import InstalmentKind
from contracts.schema import Ask, new_id
from services.inventory.milestones.loans import rules
from services.inventory.milestones.loans.models import LoanCase
from services.inventory.milestones.loans.queries import all_paid_out, locked, of_deal
from services.inventory.milestones.procedures import commands as cases
from services.inventory.milestones.procedures.rules import (
    COLLECTING,
    OVER,
    PAID_OUT,
    Step,
)
from services.inventory.money.instalments.commands import schedule as instalments
from services.inventory.register.deadlines.queries import about
from services.inventory.register.deals.models import Deal
from services.inventory.register.projects.models import Project
from services.inventory.register.projects.rules import milestone_terms_of


def open_loans(session: Session, deal: Deal, *, at: datetime) -> list[Due]:
    """The loans that a signed contract's payment method takes."""
    planned = rules.loans_of(deal.payment_method)
    return [_open(session, deal, kind, at=at) for kind in planned]


def follow_plan(session: Session, deal: Deal, *, by: Actor, at: datetime) -> None:
    """The payment method has changed: open the loans that it takes and that the deal has not, and
    drop those that it takes no more."""
    planned = rules.loans_of(deal.payment_method)
    there = of_deal(session, deal.id)
    for loan in there:
        if loan.kind not in planned:
            cases.drop(session, loan, MilestoneKind(loan.kind), by=by, at=at)
    alive = {loan.kind for loan in there if loan.status not in OVER or loan.status == PAID_OUT}
    opened = [_open(session, deal, kind, at=at) for kind in planned if kind not in alive]
    deadlines.start(session, about(session, deal), opened, by=by, at=at)


def submit(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Hand the documents in. Raises `milestone_wrong_status`, `milestone_documents_missing`."""
    deal, loan = locked(session, ask.loan_id, by, "milestone.manage")
    rules.check_submission(loan, by)
    _step(session, deal, loan, Step.SUBMIT_LOAN, by=by, at=at)
    loan.lender, loan.applied = ask.lender, ask.amount
    loan.submitted_on = cases.day_of(ask.submitted_on, deal, "submitted_on", at)
    return cases.answer(loan)


def approve(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """The lender grants the loan, or less. Raises `milestone_wrong_status`,
    `loan_above_applied`."""
    deal, loan = locked(session, ask.loan_id, by, "milestone.manage")
    _step(session, deal, loan, Step.APPROVE_LOAN, by=by, at=at)
    applied = loan.applied or Decimal(0)
    loan.granted = rules.granted(ask.amount, applied)
    loan.approved_on = cases.day_of(ask.approved_on, deal, "approved_on", at)
    return cases.answer(loan) | {"short": applied - loan.granted}


def reject(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """The lender refuses the loan; it stays to be done: applied for again, or replaced by
    another payment plan. Raises `milestone_wrong_status`."""
    deal, loan = locked(session, ask.loan_id, by, "milestone.manage")
    _step(session, deal, loan, Step.REJECT_LOAN, by=by, at=at)
    loan.reason = ask.reason
    return cases.answer(loan)


def pay_out(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """The lender has paid. With the last loan the schedule's loan falls due that day; the money
    itself is finance's to record. Raises `milestone_wrong_status`."""
    deal, loan = locked(session, ask.loan_id, by, "milestone.manage")
    _step(session, deal, loan, Step.PAY_OUT_LOAN, by=by, at=at)
    day = loan.paid_out_on = cases.day_of(ask.paid_out_on, deal, "paid_out_on", at)
    is_last = all_paid_out(session, deal)
    if is_last:
        instalments.fall_due(session, deal, InstalmentKind.LOAN, day, by=by, at=at)
    more = {"kind": loan.kind, "amount": loan.granted, "is_last": is_last}
    cases.reached(session, LOAN_PAID_OUT, deal, day, more, by=by, at=at)
    return cases.answer(loan)


def reapply(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Begin anew after a refusal, with the full time. Raises `milestone_wrong_status`."""
    deal, loan = locked(session, ask.loan_id, by, "milestone.manage")
    loan.due_on = _due_on(session, deal, MilestoneKind(loan.kind), at)
    _step(session, deal, loan, Step.REAPPLY_LOAN, by=by, at=at)
    return cases.answer(loan)


def _open(session: Session, deal: Deal, kind: MilestoneKind, *, at: datetime) -> Due:
    terms = milestone_terms_of(session.get_one(Project, deal.project_id).settings)
    loan = LoanCase(
        id=new_id(),
        deal_id=deal.id,
        kind=kind,
        status=COLLECTING,
        due_on=_due_on(session, deal, kind, at),
        missing=list(terms.loan_documents),
    )
    return cases.begin(session, loan, kind, at=at)


def _due_on(session: Session, deal: Deal, kind: MilestoneKind, at: datetime) -> date:
    terms = milestone_terms_of(session.get_one(Project, deal.project_id).settings)
    since = clock.business_day(at)
    return rules.due_on(kind, since, loan_days=terms.loan_days, fund_days=terms.provident_fund_days)


def _step(
    session: Session, deal: Deal, loan: LoanCase, step: Step, *, by: Actor, at: datetime
) -> None:
    cases.take_step(session, deal, loan, MilestoneKind(loan.kind), step, by=by, at=at)
