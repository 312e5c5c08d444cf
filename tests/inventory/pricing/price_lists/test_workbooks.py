"""A version goes out as a workbook and comes back: every bad cell, all or nothing (I-03, I-12)."""

from typing import Any

import pytest

from contracts.refusals import Refusal
from contracts.workbook import read_price_list, write_price_list
from tests.inventory.pricing.price_lists.workbench import Prices
from tests.inventory.workbench import SalesOffice, row


@pytest.fixture
def prices(office: SalesOffice) -> Prices:
    return Prices(office)


def cells(number: int, **more: Any) -> dict[str, Any]:
    return {
        "building": "1",
        "stair": "1",
        "floor": 1,
        "number": f"10{number}",
        "house_type": "A",
        "gross_area": 100,
    } | more


def test_what_is_downloaded_can_be_sent_back(prices: Prices) -> None:
    prices.office.on_sale(3, channel_rate=9750)
    draft = prices.draft()
    sheet = prices.sheet(draft)
    assert sheet.file_name.endswith("-1.xlsx")
    rows = [
        row.cells for row in read_price_list(write_price_list(sheet.rows, fields=sheet.fields)).rows
    ]
    assert rows[0]["director_floor_rate"] == 9700
    for found in rows:
        found["list_rate"] = 10200
    assert prices.upload(draft, rows)["units"] == 3
    assert {one["list_price"] for one in prices.rows(draft)} == {"1020000.00"}
    assert {one["channel_price"] for one in prices.rows(draft)} == {"975000.00"}


def test_units_of_two_phases_keep_apart(prices: Prices) -> None:
    prices.office.imported([row(0, phase="一期", building="3栋"), row(1, building="9栋")])
    prices.office.imported([row(0, phase="二期", building="3栋")])
    prices.office.review()
    prices.office.release()
    draft = prices.draft()
    sheet = prices.sheet(draft)
    assert sheet.fields[0] == "phase"
    table = read_price_list(write_price_list(sheet.rows, fields=sheet.fields))
    rows = [line.cells | {"list_rate": 10100 + n} for n, line in enumerate(table.rows)]
    assert prices.upload(draft, rows)["units"] == 3
    assert {unit["building"]: unit["list_rate"] for unit in prices.rows(draft)} == {
        "一期 3栋": "10100.00",
        "9栋": "10101.00",
        "二期 3栋": "10102.00",
    }
    bare = [{name: value for name, value in line.items() if name != "phase"} for line in rows]
    with pytest.raises(Refusal, match="rows_rejected") as refused:
        prices.upload(draft, bare)
    assert {
        (f["row"], f["reason"]) for f in refused.value.details["rows"] if f["column"] == "期"
    } == {
        (2, "phase_needed"),
        (4, "phase_needed"),
    }


def test_text_like_a_formula_goes_out_and_comes_back(prices: Prices) -> None:
    unit = row(0, building='=HYPERLINK("http://e.example","x")') | {"number": "=1+1"}
    prices.office.imported([unit])
    prices.office.review()
    prices.office.release()
    draft = prices.draft()
    sheet = prices.sheet(draft)
    table = read_price_list(write_price_list(sheet.rows, fields=sheet.fields))
    assert prices.upload(draft, [line.cells for line in table.rows])["units"] == 1


def test_every_bad_cell_is_named_and_nothing_is_changed(prices: Prices) -> None:
    prices.office.on_sale(5)
    draft = prices.draft()
    with pytest.raises(Refusal, match="rows_rejected") as refused:
        prices.upload(
            draft,
            [
                cells(0, list_rate=10100),
                cells(1, list_rate="abc"),
                cells(2, list_rate=11500),
                cells(9, list_rate=10100),
                cells(0, list_rate=10100),
                cells(3, list_rate=10100, gross_area=99),
                cells(4, director_floor_rate=9900),
            ],
        )
    faults = [
        (fault["row"], fault["column"], str(fault["reason"]))
        for fault in refused.value.details["rows"]
    ]
    assert faults == [
        (3, "面价", "not_a_number"),
        (4, "面价", "above_filed"),
        (5, "房号", "unknown_unit"),
        (6, "房号", "twice_in_file"),
        (7, "建筑面积", "differs"),
        (8, "总监底价", "floors_crossed"),
    ]
    assert {one["list_rate"] for one in prices.rows(draft)} == {"10000.00"}


def test_a_planners_workbook_has_no_floors_in_it_and_brings_none(prices: Prices) -> None:
    prices.office.on_sale(1, channel_rate=9750)
    draft = prices.draft(by=prices.planner)
    sheet = prices.sheet(draft, by=prices.planner)
    hidden = {"manager_floor_rate", "director_floor_rate", "channel_rate"}
    assert not hidden & set(sheet.fields)
    assert not hidden & sheet.rows[0].keys()
    prices.upload(draft, [cells(0, list_rate=9000)], by=prices.planner)
    for tier in hidden:
        with pytest.raises(Refusal, match="tier_not_yours"):
            prices.upload(draft, [cells(0, **{tier: 9000})], by=prices.planner)
