"""How a commission comes about, to the cent, over plain values."""

from dataclasses import dataclass
from decimal import Decimal

from common import money
from contracts.reporting.pay.commission import LineKind, Stage
from services.reporting.facts.figures.rules import FactKind
from services.reporting.pay.commission_plans.rules import Plan
from services.reporting.targets.targets.rules import attainment

NOTHING = Decimal("0.00")

LINE_OF = {
    FactKind.SOLD: LineKind.ACCRUAL,
    FactKind.REPRICED: LineKind.ADJUSTMENT,
    FactKind.CANCELLED: LineKind.CLAWBACK,
}
"""The facts that change a sale's commission, and as what."""


@dataclass(frozen=True)
class Rating:
    """What all sales of a consultant's month in a project are paid by."""

    plan: Plan
    units: int
    amount: Decimal
    target_units: int | None
    target_amount: Decimal | None

    @property
    def attainment(self) -> Decimal | None:
        return attainment(
            self.units,
            self.amount,
            target_units=self.target_units,
            target_amount=self.target_amount,
        )

    @property
    def rate(self) -> Decimal:
        return self.plan.rate(self.attainment)


@dataclass(frozen=True)
class Earned:
    """The commission on a price, and what of it is payable now."""

    amount: Decimal
    payable: Decimal


def prices(kind: str, amount: Decimal, price_before: Decimal | None) -> tuple[Decimal, Decimal]:
    """The sale's price before and after a fact about it; nothing before it was signed and after it
    is cancelled. `amount` is the fact's: price or, of a price change, the difference."""
    if kind == FactKind.REPRICED:
        before = price_before or NOTHING
        return before, before + amount
    return (amount, NOTHING) if kind == FactKind.CANCELLED else (NOTHING, amount)


@dataclass(frozen=True)
class Progress:
    """How far a sale has come since it was signed: the money received, whether all its loans were
    paid out, whether the unit was handed over."""

    received: Decimal
    loan_paid_out: bool = False
    handed_over: bool = False


def earned(rating: Rating, price: Decimal, progress: Progress) -> Earned:
    """The commission on `price`, and what of it the sale's progress makes payable."""
    amount = commission(price, rating.rate)
    return Earned(amount, payable(rating.plan, amount, price, progress))


def commission(price: Decimal, rate: Decimal) -> Decimal:
    """The commission on a price, to the cent."""
    return money.cents(price * rate)


def condition_met(plan: Plan, price: Decimal, received: Decimal) -> bool:
    """Whether enough of the price has come in for the commission to be payable at all."""
    return received >= plan.condition_receipts * price


def payable(plan: Plan, amount: Decimal, price: Decimal, progress: Progress) -> Decimal:
    """The part of the commission `amount` that is payable now: nothing before the condition is met;
    then the first stage, the second when the price has come in or the loan was paid out, the third
    at the handover (design §8)."""
    if not condition_met(plan, price, progress.received):
        return NOTHING
    parts = dict(zip(Stage, money.split(amount, [plan.payout[s] for s in Stage]), strict=True))
    reached = {
        Stage.RECEIPTS: True,
        Stage.SETTLED: progress.received >= price or progress.loan_paid_out,
        Stage.HANDOVER: progress.handed_over,
    }
    return sum((parts[stage] for stage in Stage if reached[stage]), NOTHING)
