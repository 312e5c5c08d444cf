"""Rows of a workbook and the prices they mean (I-03, I-12)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from contracts.inventory.pricing.columns import RowFault
from contracts.inventory.register.projects import PriceBasis
from contracts.workbooks import Row
from services.inventory.pricing.price_lists.rules.rows import PricedUnit
from services.inventory.pricing.price_lists.rules.sheet import Fault, fault_at, place_of, read
from services.inventory.pricing.price_lists.rules.versions import faults
from services.inventory.register.projects.places import Buildings, Place

FACTS = ("phase", "building", "stair", "floor", "number", "house_type", "gross_area", "inner_area")


def facts_of(units: Iterable[PricedUnit]) -> Sequence[str]:
    """The columns of a workbook beside the prices; without phases there is no column for them."""
    return FACTS if any(unit.phase for unit in units) else FACTS[1:]


def cells(unit: PricedUnit, seen: Collection[str]) -> dict[str, Any]:
    """The unit as a row of a workbook."""
    facts = {name: getattr(unit, name) for name in FACTS}
    return facts | {tier: unit.rates[tier] for tier in seen}


def from_rows(
    rows: Iterable[Row],
    units: Mapping[Place, PricedUnit],
    seen: Collection[str],
    *,
    basis: PriceBasis,
    gap: Decimal,
) -> tuple[list[PricedUnit], list[Fault]]:
    """The units at the prices of a workbook's rows, and every fault in it. A row names its unit by
    phase, building, stair and number, where the phase may be missing as long as one building alone
    can be meant; what else it says of the unit must be so."""
    buildings = Buildings((place.phase, place.building) for place in units)
    changed: dict[UUID, PricedUnit] = {}
    found: list[Fault] = []
    for row in rows:
        facts, wrong = read(row.cells)
        wrong |= buildings.settle(facts)
        place = place_of(facts)
        unit = units.get(place) if place else None
        if unit is None:
            wrong.setdefault("number", RowFault.UNKNOWN_UNIT)
        elif unit.unit_id in changed:
            wrong["number"] = RowFault.TWICE_IN_FILE
        else:
            given = {tier: facts[tier] for tier in seen if facts[tier] is not None}
            changed[unit.unit_id] = priced = unit.at(given, basis)
            wrong |= _differing(facts, unit)
            wrong |= faults({tier: priced.rates[tier] for tier in seen}, gap=gap)
        found += [fault_at(row, field, why) for field, why in wrong.items()]
    return list(changed.values()), found


def _differing(facts: Mapping[str, Any], unit: PricedUnit) -> dict[str, RowFault]:
    """What a row says of its unit and is not so."""
    names = ("floor", "house_type", "gross_area", "inner_area")
    return {
        name: RowFault.DIFFERS for name in names if facts[name] not in (None, getattr(unit, name))
    }
