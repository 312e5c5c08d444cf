"""Rows of a workbook and the prices they mean (I-03, I-12)."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from contracts.inventory.pricing.columns import RowFault
from contracts.inventory.register.projects import PriceBasis
from services.inventory.pricing.price_lists.rules.rows import PricedUnit
from services.inventory.pricing.price_lists.rules.sheet import Fault, fault_at, read
from services.inventory.pricing.price_lists.rules.versions import faults

FACTS = ("building", "stair", "floor", "number", "house_type", "gross_area", "inner_area")


def cells(unit: PricedUnit, seen: Collection[str]) -> dict[str, Any]:
    """The unit as a row of a workbook."""
    facts = {name: getattr(unit, name) for name in FACTS}
    return facts | {tier: unit.rates[tier] for tier in seen}


def from_rows(
    rows: Iterable[tuple[int, Mapping[str, Any]]],
    units: Mapping[tuple[str, str, str], PricedUnit],
    seen: Collection[str],
    *,
    basis: PriceBasis,
    gap: Decimal,
) -> tuple[list[PricedUnit], list[Fault]]:
    """The units at the prices of a workbook's rows, and every fault in it. A row names its unit by
    building, stair and number; what else it says of the unit must be so."""
    changed: dict[UUID, PricedUnit] = {}
    found: list[Fault] = []
    for number, cells_given in rows:
        facts, wrong = read(cells_given)
        unit = units.get((facts["building"], facts["stair"], facts["number"]))
        if unit is None:
            wrong.setdefault("number", RowFault.UNKNOWN_UNIT)
        elif unit.unit_id in changed:
            wrong["number"] = RowFault.TWICE_IN_FILE
        else:
            given = {tier: facts[tier] for tier in seen if facts[tier] is not None}
            changed[unit.unit_id] = priced = unit.at(given, basis)
            wrong |= _differing(facts, unit)
            wrong |= faults({tier: priced.rates[tier] for tier in seen}, gap=gap)
        found += [fault_at(number, field, why, cells_given) for field, why in wrong.items()]
    return list(changed.values()), found


def _differing(facts: Mapping[str, Any], unit: PricedUnit) -> dict[str, RowFault]:
    """What a row says of its unit and is not so."""
    names = ("floor", "house_type", "gross_area", "inner_area")
    return {
        name: RowFault.DIFFERS for name in names if facts[name] not in (None, getattr(unit, name))
    }
