"""Every way in which a row of a price list can be wrong, and how it is named (I-03)."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.inventory.pricing.columns import RowFault
from contracts.inventory.register.projects import PriceBasis
from contracts.vocabulary import VOCABULARY
from services.inventory.pricing.price_lists.rules.sheet import check

GOOD: dict[str, Any] = {
    "building": "1",
    "stair": "1",
    "floor": 1,
    "number": "101",
    "house_type": "A",
    "gross_area": 100.5,
    "inner_area": 80,
    "list_rate": 10000,
    "filed_rate": 11000,
    "manager_floor_rate": 9800,
    "director_floor_rate": 9700,
}


def checked(*rows: dict[str, Any], **options: Any) -> tuple[list[dict[str, Any]], list[Any]]:
    options = {"basis": PriceBasis.GROSS_AREA, "existing": ()} | options
    return check(enumerate(rows, start=2), **options)


@pytest.mark.parametrize(
    ("cells", "field", "reason"),
    [
        ({"building": None}, "building", "missing"),
        ({"building": "   "}, "building", "missing"),
        ({"number": ""}, "number", "missing"),
        ({"gross_area": None}, "gross_area", "missing"),
        ({"building": datetime(2026, 1, 2)}, "building", "not_text"),  # noqa: DTZ001
        ({"stair": 1.5}, "stair", "not_text"),
        ({"number": "9" * 21}, "number", "too_long"),
        ({"orientation": "南" * 21}, "orientation", "too_long"),
        ({"floor": "十二"}, "floor", "not_a_number"),
        ({"floor": 1.5}, "floor", "not_whole"),
        ({"floor": 201}, "floor", "too_large"),
        ({"gross_area": "很大"}, "gross_area", "not_a_number"),
        ({"gross_area": "#N/A"}, "gross_area", "not_a_number"),
        ({"gross_area": True}, "gross_area", "not_a_number"),
        ({"gross_area": "NaN"}, "gross_area", "not_a_number"),
        ({"gross_area": "Infinity"}, "gross_area", "not_a_number"),
        ({"gross_area": 0, "inner_area": None}, "gross_area", "not_positive"),
        ({"gross_area": -100, "inner_area": None}, "gross_area", "not_positive"),
        ({"list_rate": -1}, "list_rate", "not_positive"),
        ({"list_rate": 9999.999}, "list_rate", "too_many_decimals"),
        ({"list_rate": 1e13}, "list_rate", "too_large"),
        ({"usage": "别墅"}, "usage", "unknown_word"),
        ({"inner_area": 100.51}, "inner_area", "inner_above_gross"),
        ({"list_rate": 11000.01}, "list_rate", "above_filed"),
        ({"manager_floor_rate": 10000.01}, "manager_floor_rate", "floor_above_list"),
        ({"director_floor_rate": 10000.01}, "director_floor_rate", "floor_above_list"),
        ({"director_floor_rate": 9800.01}, "director_floor_rate", "floors_crossed"),
        ({"channel_rate": 10000.01}, "channel_rate", "channel_above_list"),
        ({"channel_rate": 9000}, "director_floor_rate", "floor_above_channel"),
    ],
)
def test_a_wrong_cell_is_named_with_its_row_column_and_reason(
    cells: dict[str, Any], field: str, reason: str
) -> None:
    units, faults = checked(GOOD, GOOD | {"number": "102"} | cells)
    assert [(fault.row, fault.field, fault.reason) for fault in faults] == [(3, field, reason)]
    assert len(units) == 1


def test_every_fault_of_a_row_is_named_at_once() -> None:
    _, faults = checked(GOOD | {"building": None, "floor": "x", "gross_area": -1, "usage": "?"})
    assert {fault.field for fault in faults} >= {"building", "floor", "gross_area", "usage"}


def test_the_same_unit_twice_in_the_file_is_refused_at_its_second_row() -> None:
    _, faults = checked(GOOD, GOOD | {"number": "102"}, GOOD)
    assert [(fault.row, fault.reason) for fault in faults] == [(4, RowFault.TWICE_IN_FILE)]


def test_a_unit_that_exists_is_refused() -> None:
    _, faults = checked(GOOD, existing={("1", "1", "101")})
    assert [(fault.field, fault.reason) for fault in faults] == [("number", RowFault.EXISTS)]


def test_unknown_house_types_are_refused_only_when_new_ones_are_not_welcome() -> None:
    assert checked(GOOD)[1] == []
    assert checked(GOOD, house_types={"A"})[1] == []
    [fault] = checked(GOOD, house_types={"B"})[1]
    assert (fault.field, fault.reason, fault.value) == ("house_type", "unknown_house_type", "A")


def test_pricing_by_inner_area_needs_the_inner_area() -> None:
    _, faults = checked(GOOD | {"inner_area": None}, basis=PriceBasis.INNER_AREA)
    assert [(fault.field, fault.reason) for fault in faults] == [("inner_area", "area_needed")]


def test_whole_numbers_stand_for_text_and_text_for_numbers() -> None:
    row = {"building": 12, "stair": 1.0, "number": 101, "floor": "3", "list_rate": "10,000.50"}
    [unit], faults = checked(GOOD | row)
    assert faults == []
    assert (unit["building"], unit["stair"], unit["number"]) == ("12", "1", "101")
    assert (unit["floor"], unit["list_rate"]) == (3, Decimal("10000.50"))


@pytest.mark.parametrize(
    ("word", "usage"),
    [("住宅", "residence"), ("车位", "parking"), ("Shop", "shop"), (None, "residence")],
)
def test_usages_are_read_in_both_languages(word: str | None, usage: str) -> None:
    [unit], _ = checked(GOOD | {"usage": word})
    assert unit["usage"] == usage


def test_totals_follow_from_the_basis() -> None:
    [unit], _ = checked(GOOD)
    assert [str(unit[name]) for name in ("list_price", "filed_price")] == [
        "1005000.00",
        "1105500.00",
    ]
    assert [str(unit[name]) for name in ("manager_floor", "director_floor")] == [
        "984900.00",
        "974850.00",
    ]


def test_prices_may_come_later() -> None:
    bare = {name: value for name, value in GOOD.items() if not name.endswith("_rate")}
    [unit], faults = checked(bare)
    assert faults == []
    assert unit["list_price"] is None


@given(st.decimals("0.01", "999999", places=2))
def test_the_binary_noise_of_spreadsheets_does_no_harm(area: Decimal) -> None:
    [unit], faults = checked(GOOD | {"gross_area": float(area), "inner_area": None})
    assert faults == []
    assert unit["gross_area"] == area


def test_every_fault_has_a_label() -> None:
    assert set(VOCABULARY["row_fault"]) == set(RowFault)
