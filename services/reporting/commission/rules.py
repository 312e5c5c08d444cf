"""How a commission comes about, to the cent, over plain values."""

from dataclasses import dataclass
from decimal import Decimal

from common import money
from contracts.reporting.commission import Stage
from services.reporting.plans.rules import Plan
from services.reporting.targets.rules import attainment

NOTHING = Decimal("0.00")


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


def commission(price: Decimal, rate: Decimal) -> Decimal:
    """The commission on a price, to the cent."""
    return money.cents(price * rate)


def condition_met(plan: Plan, price: Decimal, received: Decimal) -> bool:
    """Whether enough of the price has come in for the commission to be payable at all."""
    return received >= plan.condition_receipts * price


def payable(plan: Plan, amount: Decimal, price: Decimal, received: Decimal) -> Decimal:
    """The part of the commission `amount` that is payable now: the first stage when the condition
    is met, the second when the price, loan included, has come in. Handover is not told yet."""
    if not condition_met(plan, price, received):
        return NOTHING
    parts = dict(zip(Stage, money.split(amount, [plan.payout[s] for s in Stage]), strict=True))
    return parts[Stage.RECEIPTS] + (parts[Stage.SETTLED] if received >= price else NOTHING)
