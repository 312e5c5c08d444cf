"""Which loans a calculation reckons with, and which days it may name (I-14)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from contracts.inventory.pricing.calculations import loan_too_large
from contracts.inventory.pricing.payment_plans import PaymentMethod
from contracts.inventory.register.deals import date_out_of_range
from services.inventory.pricing.calculations.rules import repayments

MOST_DAYS_TO_SIGN = 365
_FIELDS = {
    PaymentMethod.COMMERCIAL_LOAN: "commercial_amount",
    PaymentMethod.PROVIDENT_FUND: "fund_amount",
}


@dataclass(frozen=True)
class Wish:
    """A loan as it is asked for: `amount` may follow from the other one or the plan."""

    kind: PaymentMethod
    amount: Decimal | None
    annual_rate: Decimal
    months: int


@dataclass(frozen=True)
class Loan:
    kind: PaymentMethod
    amount: Decimal
    annual_rate: Decimal
    months: int
    equal_instalment: repayments.Repayment
    equal_principal: repayments.Repayment


@dataclass(frozen=True)
class LoanSums:
    amount: Decimal
    equal_instalment_first: Decimal
    equal_instalment_interest: Decimal
    equal_principal_first: Decimal
    equal_principal_interest: Decimal


def loans(method: PaymentMethod, wishes: Sequence[Wish], most: Decimal) -> list[Loan]:
    """The loans of a payment method, together at most `most`; one without an amount takes what is
    left of it. None where there is nothing to borrow. Raises `loan_too_large`."""
    wanted = [wish for wish in wishes if method in (wish.kind, PaymentMethod.COMBINED_LOAN)]
    given = sum((wish.amount or Decimal(0) for wish in wanted), Decimal(0))
    if given > most:
        largest = max(wanted, key=lambda wish: wish.amount or Decimal(0))
        raise loan_too_large(field=_FIELDS[largest.kind], most=f"{most:.2f}")
    return [
        _loan(wish, amount)
        for wish in wanted
        if (amount := most - given if wish.amount is None else wish.amount) > 0
    ]


def _loan(wish: Wish, amount: Decimal) -> Loan:
    terms = (amount, wish.annual_rate, wish.months)
    return Loan(
        wish.kind,
        *terms,
        repayments.summed_up(repayments.equal_instalment(*terms)),
        repayments.summed_up(repayments.equal_principal(*terms)),
    )


def loan_sums(found: Sequence[Loan]) -> LoanSums | None:
    """All loans together; `None` without any."""
    if not found:
        return None
    rows = (
        (
            loan.amount,
            loan.equal_instalment.first,
            loan.equal_instalment.interest,
            loan.equal_principal.first,
            loan.equal_principal.interest,
        )
        for loan in found
    )
    return LoanSums(*(sum(column, Decimal(0)) for column in zip(*rows, strict=True)))


def day_between(asked: date | None, *, default: int, most: int, field: str, today: date) -> date:
    """`asked`, or `default` days from today; from today to `most` days on. Raises
    `date_out_of_range`."""
    day = asked or today + timedelta(days=default)
    last = today + timedelta(days=most)
    if not today <= day <= last:
        raise date_out_of_range(field=field, first=today.isoformat(), last=last.isoformat())
    return day
