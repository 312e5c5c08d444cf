"""Which loans a payment method takes, by when they are paid out (design §8)."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from common.offers import Offer, Offers
from contracts.inventory.milestones.loans import (
    approve_loan,
    loan_above_applied,
    pay_out_loan,
    reapply_loan,
    reject_loan,
    submit_loan,
)
from contracts.inventory.milestones.procedures import MilestoneKind, milestone_documents_missing
from contracts.inventory.pricing.payment_plans import PaymentMethod
from services.inventory.milestones.procedures.rules import Documented, Step, complete, possible

LOANS_OF: Mapping[str, tuple[MilestoneKind, ...]] = {
    PaymentMethod.COMMERCIAL_LOAN: (MilestoneKind.COMMERCIAL_LOAN,),
    PaymentMethod.PROVIDENT_FUND: (MilestoneKind.PROVIDENT_FUND,),
    PaymentMethod.COMBINED_LOAN: (MilestoneKind.COMMERCIAL_LOAN, MilestoneKind.PROVIDENT_FUND),
}

check_submission = complete(Step.SUBMIT_LOAN)

OFFERS = Offers[Documented](
    "Loan",
    Offer(submit_loan, check_submission, near=(milestone_documents_missing,)),
    Offer(approve_loan, possible(Step.APPROVE_LOAN)),
    Offer(reject_loan, possible(Step.REJECT_LOAN)),
    Offer(pay_out_loan, possible(Step.PAY_OUT_LOAN)),
    Offer(reapply_loan, possible(Step.REAPPLY_LOAN)),
)


def loans_of(payment_method: str | None) -> tuple[MilestoneKind, ...]:
    """The loans that a payment method takes; none for what is paid without."""
    return LOANS_OF.get(payment_method or "", ())


def due_on(kind: str, since: date, *, loan_days: int, fund_days: int) -> date:
    """Until when a loan that began on `since` should be paid out."""
    days = fund_days if kind == MilestoneKind.PROVIDENT_FUND else loan_days
    return since + timedelta(days=days)


def granted(asked: Decimal | None, applied: Decimal) -> Decimal:
    """What the lender grants, all by default. Raises `loan_above_applied`."""
    if asked is not None and asked > applied:
        raise loan_above_applied(field="amount", most=f"{applied:.2f}")
    return applied if asked is None else asked
