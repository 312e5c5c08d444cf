"""Which loans a payment method takes, by when they are paid out (design §8)."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from contracts.inventory.milestones.loans import loan_above_applied
from contracts.inventory.milestones.procedures import MilestoneKind
from contracts.inventory.pricing.payment_plans import PaymentMethod

LOANS_OF: Mapping[str, tuple[MilestoneKind, ...]] = {
    PaymentMethod.COMMERCIAL_LOAN: (MilestoneKind.COMMERCIAL_LOAN,),
    PaymentMethod.PROVIDENT_FUND: (MilestoneKind.PROVIDENT_FUND,),
    PaymentMethod.COMBINED_LOAN: (MilestoneKind.COMMERCIAL_LOAN, MilestoneKind.PROVIDENT_FUND),
}


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
