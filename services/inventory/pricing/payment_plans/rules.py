"""How a plan splits a price into parts that sum to it, and when each is due (I-17; seed 001)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from common.actor import Actor
from common.money import CENT, cents
from common.offers import Offer, Offers
from contracts.inventory.pricing import payment_plans as operations
from contracts.inventory.pricing.payment_plans import (
    LOAN_METHODS,
    InstalmentKind,
    PaymentMethod,
    PlanDue,
    PlanStatus,
    down_payment_too_low,
    plan_ended,
    plan_not_applicable,
)
from contracts.office.roles import Role

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Line:
    """One claim to be agreed on. `due_on` is `None` while it hangs on something to come."""

    name: str
    kind: InstalmentKind
    amount: Decimal
    due_on: date | None


LOAN_MULTIPLE = Decimal("10000.00")
"""Banks and funds lend whole ten thousands of yuan."""


@dataclass(frozen=True)
class PlanLine:
    """A `share` of the price, a fixed `amount` in yuan or, with neither, the rest."""

    name: str
    kind: InstalmentKind
    due: PlanDue
    share: Decimal | None = None
    amount: Decimal | None = None
    days: int = 0
    on: date | None = None

    @property
    def is_rest(self) -> bool:
        return self.share is None and self.amount is None

    @property
    def is_loan(self) -> bool:
        return self.kind is InstalmentKind.LOAN


@dataclass(frozen=True)
class Plan:
    """`id` is `None` for a default plan. Every loan is a multiple of `loan_multiple`."""

    id: UUID | None
    name: str
    method: PaymentMethod
    lines: tuple[PlanLine, ...]
    loan_multiple: Decimal = LOAN_MULTIPLE
    least: Decimal = Decimal(0)
    """The share of the price that may not be lent; of a plan that somebody chooses now."""


def lines_for(
    plan: Plan,
    price: Decimal,
    deposit: Decimal | None,
    *,
    subscribed_on: date,
    signed_on: date | None = None,
    loan: Decimal | None = None,
) -> list[Line]:
    """The schedule of a price: to the cent it sums to `price`; what rounding leaves is in the line
    that takes the rest, or in the last one. Empty lines are left out.

    The deposit (定金) comes first, at the subscription, and counts towards the lines without a loan
    in their order. `loan` is what the buyer borrows when it is less than the plan lends: the first
    line without a loan grows. A line after signing has no day until that is known.

    Raises `down_payment_too_low` when the schedule lends more than the plan's `least` allows.
    """
    paid_first = min(deposit or Decimal(0), price)
    amounts = _with_loans(plan, _amounts(plan.lines, price), loan, most=price - paid_first)
    _check_lent(plan, amounts, price)
    amounts = _less(plan.lines, amounts, paid_first)
    agreed = [
        Line(line.name, line.kind, amount, due_on(line, subscribed_on, signed_on))
        for line, amount in zip(plan.lines, amounts, strict=True)
        if amount > 0
    ]
    if paid_first > 0:
        agreed.insert(0, Line("定金", InstalmentKind.DEPOSIT, paid_first, subscribed_on))
    return agreed


def _amounts(lines: Sequence[PlanLine], price: Decimal) -> list[Decimal]:
    amounts, left = [], price
    for line in lines:
        wanted = line.amount if line.share is None else cents(price * line.share)
        amount = min(wanted or Decimal(0), left)
        amounts.append(amount)
        left -= amount
    rest = next((index for index, line in enumerate(lines) if line.is_rest), len(lines) - 1)
    amounts[rest] += left
    return amounts


def _with_loans(
    plan: Plan, amounts: list[Decimal], asked: Decimal | None, *, most: Decimal
) -> list[Decimal]:
    """Whole loans, at most `asked` and `most` together; the difference goes to the first other
    line."""
    left = most if asked is None else min(asked, most)
    lent = list(amounts)
    for index, line in enumerate(plan.lines):
        if not line.is_loan:
            continue
        lent[index] = min(lent[index], left)
        lent[index] -= lent[index] % plan.loan_multiple
        left -= lent[index]
    first = next(index for index, line in enumerate(plan.lines) if not line.is_loan)
    lent[first] += sum(amounts, Decimal(0)) - sum(lent, Decimal(0))
    return lent


def _less(lines: Sequence[PlanLine], amounts: list[Decimal], paid: Decimal) -> list[Decimal]:
    """The amounts after `paid` was taken off them, those without a loan first."""
    left, found = paid, list(amounts)
    for index in sorted(range(len(lines)), key=lambda index: lines[index].is_loan):
        taken = min(left, found[index])
        found[index] -= taken
        left -= taken
    return found


def due_on(line: PlanLine, subscribed_on: date, signed_on: date | None) -> date | None:
    """The line's day; `None` while it hangs on something that has not happened."""
    match line.due:
        case PlanDue.AFTER_SUBSCRIPTION:
            return subscribed_on + timedelta(days=line.days)
        case PlanDue.AFTER_SIGNING:
            return signed_on + timedelta(days=line.days) if signed_on else None
        case PlanDue.ON_DATE:
            return line.on
        case PlanDue.LOAN_PAYOUT:
            return None


def loan_of(plan: Plan, price: Decimal) -> Decimal:
    """The most that the plan lends of a price."""
    amounts = _with_loans(plan, _amounts(plan.lines, price), None, most=price)
    lent = (amount for line, amount in zip(plan.lines, amounts, strict=True) if line.is_loan)
    return sum(lent, Decimal(0))


def down_payment(lines: Sequence[PlanLine]) -> Decimal:
    """The share of the price that is not lent; fixed amounts are left out."""
    shares = [line for line in lines if line.share is not None]
    if any(line.is_rest and line.is_loan for line in lines):
        return sum((line.share or Decimal(0) for line in shares if not line.is_loan), Decimal(0))
    return 1 - sum((line.share or Decimal(0) for line in shares if line.is_loan), Decimal(0))


def check_down_payment(lines: Sequence[PlanLine], least: Decimal, *, field: str) -> None:
    """Raises `down_payment_too_low`."""
    if any(line.is_loan for line in lines) and down_payment(lines) < least:
        raise down_payment_too_low(field=field, least=format(least.normalize(), "f"))


def _check_lent(plan: Plan, amounts: Sequence[Decimal], price: Decimal) -> None:
    """By the amounts that come of it: a plan may lend fixed amounts."""
    lent = sum(
        (amount for line, amount in zip(plan.lines, amounts, strict=True) if line.is_loan),
        Decimal(0),
    )
    if lent > price * (1 - plan.least):
        raise down_payment_too_low(
            field="payment_plan_id", least=format(plan.least.normalize(), "f")
        )


def check_method(plan: Plan, method: PaymentMethod) -> None:
    """Raises `plan_not_applicable`."""
    if plan.method is not method:
        raise plan_not_applicable(field="payment_plan_id", name=plan.name, method=plan.method)


class Stored(Protocol):
    """What a step looks at."""

    @property
    def status(self) -> str: ...


def check_end(plan: Stored, by: Actor) -> None:
    """Raises `plan_ended`: only what is in use ends; a request is withdrawn."""
    if plan.status != PlanStatus.ACTIVE:
        raise plan_ended()


OFFERS = Offers[Stored](
    "PaymentPlan", Offer(operations.end_payment_plan, check_end), owner=None, team=None
)


def consent_needed(roles: Collection[str]) -> Role:
    """The director's; to the director's own plan the general manager's."""
    return Role.GENERAL_MANAGER if Role.SALES_DIRECTOR in roles else Role.SALES_DIRECTOR


def default_plan(method: PaymentMethod, share: Decimal) -> Plan:
    """The plan of a project that has none for this method; `share` is the down payment's."""
    return Plan(None, _NAMES[method], method, _default_lines(method, share))


_NAMES = {
    PaymentMethod.LUMP_SUM: "一次性付款",
    PaymentMethod.COMMERCIAL_LOAN: "商业贷款",
    PaymentMethod.PROVIDENT_FUND: "公积金贷款",
    PaymentMethod.COMBINED_LOAN: "组合贷款",
    PaymentMethod.INSTALMENTS: "分期付款",
}


def _default_lines(method: PaymentMethod, share: Decimal) -> tuple[PlanLine, ...]:
    kind, signing = InstalmentKind, PlanDue.AFTER_SIGNING
    if method in LOAN_METHODS:
        return (
            PlanLine("首付款", kind.DOWN_PAYMENT, signing),
            PlanLine("贷款", kind.LOAN, PlanDue.LOAN_PAYOUT, share=1 - share),
        )
    if method is PaymentMethod.LUMP_SUM:
        return (PlanLine("全部房款", kind.INSTALMENT, signing, days=7),)
    part = ((1 - share) / 2).quantize(CENT)
    return (
        PlanLine("首期款", kind.DOWN_PAYMENT, signing, share=share),
        PlanLine("第二期款", kind.INSTALMENT, signing, share=part, days=90),
        PlanLine("第三期款", kind.INSTALMENT, signing, days=180),
    )
