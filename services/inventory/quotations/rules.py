"""Which loans a quotation reckons with, whose review it takes, what that review covers (I-14)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from contracts.inventory.quotations import QuotationStatus, loan_too_large
from contracts.inventory.refusals import date_out_of_range
from contracts.inventory.specials import consent_outdated
from contracts.inventory.states import PaymentMethod
from contracts.office.roles import Role
from services.inventory.approvals.rules import LADDER, fills
from services.inventory.deals.rules import Price, Tiers, consents_needed
from services.inventory.instalments.rules import Line
from services.inventory.payment_plans.rules import Plan
from services.inventory.repayments import rules as repayments

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


@dataclass(frozen=True)
class Terms:
    """What a quotation agreed on, to compare a contract with. `lines` suppose signing in time."""

    number: str
    price: Decimal
    discount: Decimal
    deposit: Decimal
    payment_method: PaymentMethod
    payment_plan_id: UUID | None
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Used:
    """What a subscription takes from its quotation; `steps` as stored, `loan` all that is
    borrowed."""

    quotation_id: UUID
    price: Price
    steps: Sequence[Mapping[str, Any]]
    plan: Plan
    deposit: Decimal
    loan: Decimal


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


def reviewers(
    price: Decimal, tiers: Tiers, authority: Mapping[str, Decimal], large_contract: Decimal
) -> list[Role]:
    """Who all review: the manager; whom the price takes beyond the manager's authority; for a large
    one the general manager (seed 003)."""
    found = [Role.SALES_MANAGER]
    for role in consents_needed(price, tiers, authority):
        if not any(fills(had, role) for had in (Role.CONSULTANT, *found)):
            found.append(role)
    if price >= large_contract and Role.GENERAL_MANAGER not in found:
        found.append(Role.GENERAL_MANAGER)
    return found


def check_covered(
    price: Decimal,
    tiers: Tiers,
    authority: Mapping[str, Decimal],
    given: Collection[str],
) -> None:
    """The reviewers' consent covers what the price takes now. Raises `consent_outdated`."""
    needs = consents_needed(price, tiers, authority)
    if not all(any(fills(role, need) for role in (Role.CONSULTANT, *given)) for need in needs):
        raise consent_outdated(needs=needs)


def highest(given: Sequence[str]) -> Role:
    """The highest of the reviewers, who stands behind the price."""
    ladder = [role for role in LADDER if role in given]
    return ladder[-1]


def shown_status(status: str, valid_until: date, today: date) -> QuotationStatus:
    """A quotation that was not used in time has expired."""
    if status != QuotationStatus.USED and valid_until < today:
        return QuotationStatus.EXPIRED
    return QuotationStatus(status)


def day_between(asked: date | None, *, default: int, most: int, field: str, today: date) -> date:
    """`asked`, or `default` days from today; from today to `most` days on. Raises
    `date_out_of_range`."""
    day = asked or today + timedelta(days=default)
    last = today + timedelta(days=most)
    if not today <= day <= last:
        raise date_out_of_range(field=field, first=today.isoformat(), last=last.isoformat())
    return day


def quotation_number(project_code: str, year: int, counter: int) -> str:
    """For example `LMBH-Q-2026-00042`."""
    return f"{project_code}-Q-{year}-{counter:05d}"
