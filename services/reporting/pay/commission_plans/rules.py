"""What a commission plan says (design §8 'Defaults'), over plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from contracts.reporting.pay.commission import Stage
from contracts.reporting.pay.commission_plans import commission_plan_too_late
from services.reporting.targets.targets.rules import month_after


@dataclass(frozen=True)
class Tier:
    """The rate of the sale up to an attainment: `including` it, or just below it."""

    up_to: Decimal | None
    rate: Decimal
    including: bool = True

    def holds(self, attainment: Decimal) -> bool:
        if self.up_to is None:
            return True
        return attainment <= self.up_to if self.including else attainment < self.up_to


@dataclass(frozen=True)
class Plan:
    """Tiers (跳点), the share of the price that must be received before anything is payable, and
    the share of the commission that each stage makes payable."""

    tiers: tuple[Tier, ...]
    condition_receipts: Decimal
    payout: Mapping[Stage, Decimal]

    def rate(self, attainment: Decimal | None) -> Decimal:
        """The rate of all the month's sales (whole-period re-rating). Without a target nothing can
        be attained: the first tier."""
        return next(tier for tier in self.tiers if tier.holds(attainment or Decimal(0))).rate


DEFAULT_PLAN = Plan(
    tiers=(
        Tier(up_to=Decimal("0.60"), including=False, rate=Decimal("0.003")),
        Tier(up_to=Decimal("0.80"), including=True, rate=Decimal("0.004")),
        Tier(up_to=None, rate=Decimal("0.005")),
    ),
    condition_receipts=Decimal("0.30"),
    payout={
        Stage.RECEIPTS: Decimal("0.70"),
        Stage.SETTLED: Decimal("0.20"),
        Stage.HANDOVER: Decimal("0.10"),
    },
)
"""Attainment < 60 / 60–80 / > 80 % → 3 / 4 / 5 ‰; receipts ≥ 30 %; 70 / 20 / 10 %."""


def check_month(effective_from: str, this_month: str, *, has_sales: bool) -> None:
    """A plan re-rates nothing: it begins in a later month, or in this one while nothing was signed
    in it. Raises `commission_plan_too_late`."""
    first = month_after(this_month) if has_sales else this_month
    if effective_from < first:
        raise commission_plan_too_late(field="effective_from", first=first)
