"""What a row of a price list must be, cell by cell (I-02, I-03; seed 002)."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from common.money import CENT
from contracts.inventory.pricing.columns import (
    COLUMNS,
    USAGE_WORDS,
    Column,
    Kind,
    RowFault,
    rows_rejected,
)
from contracts.inventory.register.projects import PriceBasis
from contracts.inventory.register.units import Usage
from contracts.numbers import MOST_MONEY
from contracts.workbooks import Row, Unusable
from services.inventory.pricing.price_lists.rules.versions import RATES
from services.inventory.pricing.price_lists.rules.versions import faults as faults_between
from services.inventory.register.projects.places import NO_BUILDINGS, Buildings, Place
from services.inventory.register.units.rules import area_of, total

_LARGEST = Decimal("999999999999.99")
_NOISE = Decimal("0.000001")
"""Spreadsheets store 143.61 as the nearest binary fraction."""

_BY_FIELD = {column.field: column for column in COLUMNS}
_FLOORS_OF_A_HOUSE = range(-10, 201)
_UNSTORABLE = {"Cc", "Cs"}
"""Control characters and halves of characters: no name has them, and no database takes them all."""

_PLAIN_NUMBER = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,18})(?:\.[0-9]{1,10})?")
"""Digits, with commas only between groups of three. `95,5`, `1e2`, `1_20` and digits of another
width or script are no numbers: what they mean is for their writer to say."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell."""

    row: int
    column: str
    field: str
    reason: RowFault
    value: str | None
    sheet: str | None = None


class _Wrong(ValueError):
    def __init__(self, reason: RowFault) -> None:
        super().__init__(reason)
        self.reason = reason


def check(
    rows: Iterable[Row],
    *,
    basis: PriceBasis,
    existing: Collection[Place],
    buildings: Buildings = NO_BUILDINGS,
    house_types: Collection[str] | None = None,
    gap: Decimal = Decimal(0),
) -> tuple[list[dict[str, Any]], list[Fault]]:
    """The units that `rows` describe, with totals in yuan, and every fault in them.

    `existing` are the project's units, `buildings` its buildings; `house_types` the known ones, or
    `None` when new ones are welcome; `gap` is the least share between neighbouring price tiers.
    Rows with a fault are left out of the units.
    """
    units: list[dict[str, Any]] = []
    faults: list[Fault] = []
    seen: set[Place] = set()
    readings = [(row, *read(row.cells)) for row in rows]
    known = buildings.with_those_of(facts for _, facts, _ in readings)
    for row, facts, wrong in readings:
        wrong |= known.settle(facts)
        wrong |= _judge(facts, wrong, basis, gap)
        wrong |= _beyond(facts, wrong, basis)
        if house_types is not None and facts.get("house_type") not in {None, *house_types}:
            wrong["house_type"] = RowFault.UNKNOWN_HOUSE_TYPE
        place = place_of(facts)
        if place is not None and place in existing:
            wrong["number"] = RowFault.EXISTS
        elif place is not None and place in seen:
            wrong["number"] = RowFault.TWICE_IN_FILE
        elif place is not None:
            seen.add(place)
        faults += [fault_at(row, field, reason) for field, reason in wrong.items()]
        if not wrong:
            units.append(priced(facts, basis))
    return units, faults


def _beyond(
    facts: Mapping[str, Any], wrong: Mapping[str, RowFault], basis: PriceBasis
) -> dict[str, RowFault]:
    """Rates that lead to a larger price than a unit may have."""
    if "gross_area" in wrong or "inner_area" in wrong:
        return {}
    factor = area_of(basis, gross=facts["gross_area"], inner=facts["inner_area"])
    if factor is None:
        return {}
    return {
        rate: RowFault.TOO_LARGE
        for rate in RATES
        if rate not in wrong and facts[rate] is not None and facts[rate] * factor > MOST_MONEY
    }


def priced(facts: Mapping[str, Any], basis: PriceBasis) -> dict[str, Any]:
    """`facts` with the totals that follow from the rates."""
    totals = {
        name: total(facts[rate], basis, gross=facts["gross_area"], inner=facts["inner_area"])
        for rate, name in RATES.items()
    }
    return {**facts, **totals}


def read(cells: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, RowFault]]:
    """The typed values of a row by field, `None` for empty cells, and what is wrong with cells."""
    facts: dict[str, Any] = {}
    wrong: dict[str, RowFault] = {}
    for column in COLUMNS:
        facts[column.field] = None
        value = cells.get(column.field)
        try:
            if value is None or value == "":
                if column.required:
                    raise _Wrong(RowFault.MISSING)
                continue
            facts[column.field] = _READERS[column.kind](value, column)
        except _Wrong as error:
            wrong[column.field] = error.reason
    facts["usage"] = facts["usage"] or Usage.RESIDENCE
    return facts, wrong


def _judge(
    facts: Mapping[str, Any], wrong: Mapping[str, RowFault], basis: PriceBasis, gap: Decimal
) -> dict[str, RowFault]:
    """What is wrong between the cells of one row."""
    found: dict[str, RowFault] = {}
    gross, inner = facts["gross_area"], facts["inner_area"]
    if gross is not None and inner is not None and inner > gross:
        found["inner_area"] = RowFault.INNER_ABOVE_GROSS
    if basis is PriceBasis.INNER_AREA and inner is None and "inner_area" not in wrong:
        found["inner_area"] = RowFault.AREA_NEEDED
    return found | faults_between({rate: facts[rate] for rate in RATES}, gap=gap)


def place_of(facts: Mapping[str, Any]) -> Place | None:
    """`None` while a part of it is missing; a project without phases has none."""
    place = Place(facts["phase"], facts["building"], facts["stair"], facts["number"])
    return None if None in place[1:] else place


def fault_at(row: Row, field: str, reason: RowFault) -> Fault:
    """What is wrong with the cell of a column in a row."""
    value = row.cells.get(field)
    shown = None if value is None else str(value)[:60]
    return Fault(row.number, _BY_FIELD[field].title, field, reason, shown, row.sheet)


def _usable(value: Any) -> Any:
    if isinstance(value, Unusable):
        raise _Wrong(RowFault(value.reason))
    return value


def _text(value: Any, column: Column) -> str:
    """Text; a whole number is one too (楼栋 12)."""
    value = _usable(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _Wrong(RowFault.NOT_TEXT)
    text = str(value).strip()
    if not text:
        raise _Wrong(RowFault.MISSING)
    if len(text) > column.most:
        raise _Wrong(RowFault.TOO_LONG)
    if any(unicodedata.category(one) in _UNSTORABLE for one in text):
        raise _Wrong(RowFault.NOT_TEXT)
    return text


def _number(value: Any) -> Decimal:
    value = _usable(value)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise _Wrong(RowFault.NOT_A_NUMBER)
    number = _plain(value.strip()) if isinstance(value, str) else Decimal(str(value))
    if not number.is_finite():
        raise _Wrong(RowFault.NOT_A_NUMBER)
    if abs(number) > _LARGEST:
        raise _Wrong(RowFault.TOO_LARGE)
    return number


def _plain(text: str) -> Decimal:
    if not _PLAIN_NUMBER.fullmatch(text):
        raise _Wrong(RowFault.NOT_A_NUMBER)
    return Decimal(text.replace(",", ""))


def _whole(value: Any, column: Column) -> int:
    number = _number(value)
    if number != number.to_integral_value():
        raise _Wrong(RowFault.NOT_WHOLE)
    if int(number) not in _FLOORS_OF_A_HOUSE:
        raise _Wrong(RowFault.TOO_LARGE)
    return int(number)


def _decimal(value: Any, column: Column) -> Decimal:
    number = _number(value)
    rounded = number.quantize(CENT)
    if abs(number - rounded) > _NOISE:
        raise _Wrong(RowFault.TOO_MANY_DECIMALS)
    if rounded <= 0:
        raise _Wrong(RowFault.NOT_POSITIVE)
    return rounded


def _usage(value: Any, column: Column) -> str:
    word = _text(value, column)
    if word in USAGE_WORDS:
        return USAGE_WORDS[word]
    if word.lower() in set(Usage):
        return word.lower()
    raise _Wrong(RowFault.UNKNOWN_WORD)


_READERS: dict[Kind, Callable[[Any, Column], Any]] = {
    Kind.TEXT: _text,
    Kind.WHOLE: _whole,
    Kind.DECIMAL: _decimal,
    Kind.USAGE: _usage,
}


_NAMED_FAULTS = 500


def refuse(faults: Sequence[Fault]) -> None:
    """Raises `rows_rejected` when there is any."""
    if faults:
        raise rows_rejected(
            total=len(faults), rows=[asdict(fault) for fault in faults[:_NAMED_FAULTS]]
        )
