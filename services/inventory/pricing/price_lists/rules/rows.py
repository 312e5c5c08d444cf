"""Prices of units as plain values: new ones out of old ones, and what changes in sum."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from common.money import cents
from contracts.inventory.pricing.columns import RowFault
from contracts.inventory.pricing.price_lists import tier_not_yours
from contracts.inventory.register.projects import PriceBasis
from services.inventory.pricing.price_lists.rules.versions import RATES, adjusted, faults
from services.inventory.register.projects.places import Place, called
from services.inventory.register.units.rules import area_of, total

NAMED = 500
"""How many faulty prices a refusal names."""

Rates = Mapping[str, Decimal | None]


@dataclass(frozen=True)
class PricedUnit:
    """A unit and its prices somewhere: `rates` in the project's basis, `totals` in yuan."""

    unit_id: UUID
    building: str
    stair: str
    floor: int
    number: str
    house_type: str
    gross_area: Decimal
    inner_area: Decimal | None
    claimed: bool
    rates: Rates
    totals: Rates
    phase: str | None = None

    @property
    def place(self) -> Place:
        return Place(self.phase, self.building, self.stair, self.number)

    @property
    def facts(self) -> dict[str, Any]:
        """What answers tell of the unit itself."""
        names = ("unit_id", "stair", "floor", "number", "house_type", "gross_area", "claimed")
        building = called(self.phase, self.building)
        return {name: getattr(self, name) for name in names} | {"building": building}

    def at(self, changes: Rates, basis: PriceBasis) -> "PricedUnit":
        """The unit with some rates changed, and the totals that follow."""
        rates = {**self.rates, **changes}
        totals = {
            name: total(rates[rate], basis, gross=self.gross_area, inner=self.inner_area)
            for rate, name in RATES.items()
        }
        return replace(self, rates=rates, totals=totals)


@dataclass(frozen=True)
class TierChange:
    """One tier over all units that have it before and after."""

    tier: str
    units: int
    before: Decimal
    after: Decimal
    area: Decimal

    @property
    def difference(self) -> Decimal:
        return self.after - self.before

    @property
    def average_before(self) -> Decimal | None:
        return cents(self.before / self.area) if self.area else None

    @property
    def average_after(self) -> Decimal | None:
        return cents(self.after / self.area) if self.area else None


def listed(unit: PricedUnit, rates: Rates, basis: PriceBasis) -> dict[str, Any]:
    """The row of a version that gives the unit these rates."""
    priced = unit.at(rates, basis)
    area = area_of(basis, gross=unit.gross_area, inner=unit.inner_area)
    return {"unit_id": unit.unit_id, "area": area, **priced.rates, **priced.totals}


def raised(
    unit: PricedUnit,
    tiers: Collection[str],
    basis: PriceBasis,
    *,
    share: Decimal | None,
    amount: Decimal | None,
) -> PricedUnit:
    """The unit with the chosen tiers adjusted; a tier without a price stays without."""
    given = {tier: unit.rates[tier] for tier in tiers}
    changes = {
        tier: adjusted(rate, share=share, amount=amount)
        for tier, rate in given.items()
        if rate is not None
    }
    return unit.at(changes, basis)


def require_seen(tiers: Iterable[str], seen: Collection[str]) -> None:
    """Raises `tier_not_yours`."""
    hidden = [tier for tier in tiers if tier not in seen]
    if hidden:
        raise tier_not_yours(field="tiers", tiers=hidden)


def faults_seen(
    units: Iterable[PricedUnit], seen: Collection[str], *, gap: Decimal
) -> list[dict[str, str]]:
    """What is wrong among the tiers that somebody may see: a refusal that compares with others
    would tell what they are. Those are judged when the version is submitted."""
    found = []
    for unit in units:
        rates = {tier: unit.rates[tier] for tier in seen}
        wrong = faults(rates, gap=gap) | {
            tier: RowFault.NOT_POSITIVE
            for tier, rate in rates.items()
            if rate is not None and rate <= 0
        }
        found += [faulty(unit, tier, reason) for tier, reason in wrong.items()]
    return found


def faulty(unit: PricedUnit, tier: str, reason: RowFault) -> dict[str, str]:
    """A price that breaks a rule, as refusals and answers name it."""
    name = " ".join(part for part in unit.place if part)
    return {"unit_id": str(unit.unit_id), "unit": name, "tier": tier, "reason": str(reason)}


def tier_change(tier: str, pairs: Sequence[tuple[PricedUnit, PricedUnit]]) -> TierChange:
    """How a tier changes; `pairs` are the units before and after."""
    name = RATES[tier]
    sums = [(before.totals[name], after.totals[name], after.gross_area) for before, after in pairs]
    both = [(old, new, area) for old, new, area in sums if old is not None and new is not None]
    return TierChange(
        tier,
        len(both),
        sum((old for old, _, _ in both), Decimal(0)),
        sum((new for _, new, _ in both), Decimal(0)),
        sum((area for _, _, area in both), Decimal(0)),
    )


def totals_seen(unit: PricedUnit, seen: Collection[str]) -> dict[str, Decimal | None]:
    return {RATES[tier]: unit.totals[RATES[tier]] for tier in seen}


def differences(old: Rates, new: Rates) -> dict[str, Decimal | None]:
    """Per price the new less the old; `None` where one of them is missing."""
    return {name: _less(new[name], old[name]) for name in new}


def _less(new: Decimal | None, old: Decimal | None) -> Decimal | None:
    return None if new is None or old is None else new - old
