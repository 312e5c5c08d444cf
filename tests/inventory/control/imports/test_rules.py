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
from contracts.workbooks import Row, Unusable
from services.inventory.pricing.price_lists.rules.sheet import check
from services.inventory.register.projects.places import Buildings, Place

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

CHEAP = dict.fromkeys(("list_rate", "filed_rate", "manager_floor_rate", "director_floor_rate"), 1)


def checked(*rows: dict[str, Any], **options: Any) -> tuple[list[dict[str, Any]], list[Any]]:
    options = {"basis": PriceBasis.GROSS_AREA, "existing": ()} | options
    return check((Row(number, cells) for number, cells in enumerate(rows, start=2)), **options)


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


@pytest.mark.parametrize(
    "text",
    [
        "95,5",
        "1,2,3",
        "12,34",
        "1234,567",
        ",123",
        "1,234,56.00",
        "1_20.5",
        "1e2",
        "1E+2",
        "+5",
        "９５.５",
        "٩٥",
        "९५",
        "①",
        "½",
        "0x10",
        "1 000",
        "1\u00a0000",
        "¥95",
        "95㎡",
        "95.",
        ".5",
        "--5",
        "1.2.3",
        "9" * 19,
        "sNaN",
        "inf",
        "",
    ],
)
def test_text_that_is_no_plain_number_is_refused(text: str) -> None:
    _, faults = checked(GOOD | {"list_rate": text, "filed_rate": None, "gross_area": text or "x"})
    assert {(fault.field, fault.reason) for fault in faults} >= {("gross_area", "not_a_number")}


@pytest.mark.parametrize(
    ("text", "number"),
    [("95.50", "95.5"), (" 1,234.50 ", "1234.5"), ("1,234,567", "1234567"), ("007", "7")],
)
def test_a_plain_number_is_read_with_its_groups_of_three(text: str, number: str) -> None:
    [unit], faults = checked(GOOD | CHEAP | {"gross_area": text, "inner_area": None})
    assert faults == []
    assert unit["gross_area"] == Decimal(number)


@pytest.mark.parametrize("reason", ["formula_without_result", "error_value", "is_date"])
@pytest.mark.parametrize("field", ["number", "floor", "list_rate", "usage", "phase"])
def test_a_cell_that_can_not_be_used_is_named_whatever_its_column(field: str, reason: str) -> None:
    _, faults = checked(GOOD | {field: Unusable(reason, "=A1")})
    assert [(f.field, f.reason, f.value) for f in faults] == [(field, reason, "=A1")]


@pytest.mark.parametrize("text", ["a\x00b", "a\x07", "a\tb", "\ud800"])
def test_a_name_holds_no_control_characters(text: str) -> None:
    _, faults = checked(GOOD | {"building": text})
    assert [(fault.field, fault.reason) for fault in faults] == [("building", "not_text")]


def test_equal_buildings_of_two_phases_are_two() -> None:
    units, faults = checked(GOOD | {"phase": "一期"}, GOOD | {"phase": "二期"})
    assert faults == []
    assert [unit["phase"] for unit in units] == ["一期", "二期"]


def test_a_row_without_its_phase_is_that_of_the_only_building_of_the_name() -> None:
    [unit], _ = checked(GOOD, buildings=Buildings([("二期", "1"), ("一期", "9")]))
    assert unit["phase"] == "二期"
    [unit], _ = checked(GOOD, buildings=Buildings([(None, "1")]))
    assert unit["phase"] is None


@pytest.mark.parametrize(
    ("known", "phase", "reason"),
    [
        ([("一期", "1"), ("二期", "1")], None, "phase_needed"),
        ([(None, "1")], "一期", "differs"),
    ],
)
def test_a_phase_that_leaves_doubt_is_refused(
    known: list[tuple[str | None, str]], phase: str | None, reason: str
) -> None:
    _, faults = checked(GOOD | {"phase": phase}, buildings=Buildings(known))
    assert [(fault.field, fault.reason) for fault in faults] == [("phase", reason)]


def test_a_file_that_names_two_phases_names_one_in_every_row() -> None:
    rows = [GOOD | {"phase": phase} for phase in ("一期", "二期", None)]
    _, faults = checked(*rows)
    assert [(fault.row, fault.field, fault.reason) for fault in faults] == [
        (4, "phase", "phase_needed")
    ]


def test_every_fault_of_a_row_is_named_at_once() -> None:
    _, faults = checked(GOOD | {"building": None, "floor": "x", "gross_area": -1, "usage": "?"})
    assert {fault.field for fault in faults} >= {"building", "floor", "gross_area", "usage"}


def test_the_same_unit_twice_in_the_file_is_refused_at_its_second_row() -> None:
    _, faults = checked(GOOD, GOOD | {"number": "102"}, GOOD)
    assert [(fault.row, fault.reason) for fault in faults] == [(4, RowFault.TWICE_IN_FILE)]


def test_a_unit_that_exists_is_refused() -> None:
    _, faults = checked(GOOD, existing={Place(None, "1", "1", "101")})
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
    [unit], faults = checked(GOOD | CHEAP | {"gross_area": float(area), "inner_area": None})
    assert faults == []
    assert unit["gross_area"] == area


def test_every_fault_has_a_label() -> None:
    assert set(VOCABULARY["row_fault"]) == set(RowFault)


@pytest.mark.parametrize("rate", ["list_rate", "filed_rate"])
def test_a_rate_that_leads_to_no_possible_price_is_named_by_its_row(rate: str) -> None:
    large = {"gross_area": 99999.99, "filed_rate": 9999999.99, rate: 9999999.99}
    units, faults = checked(GOOD, GOOD | {"number": "102"} | large)
    assert len(units) == 1
    assert (3, rate, "too_large") in [(one.row, one.field, one.reason) for one in faults]
