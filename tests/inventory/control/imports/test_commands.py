"""Entry of units on a real database: all rows or none."""

from typing import Any

import pytest
from sqlalchemy import text

from common import clock
from contracts.inventory.control import board as board_operations
from contracts.inventory.control import catalogue
from contracts.inventory.control import imports as operations
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.control.board import queries as boards
from services.inventory.control.catalogue import queries as units
from services.inventory.control.imports import commands
from tests.commands import asked
from tests.inventory.workbench import SalesOffice, row


def count(office: SalesOffice, table: str) -> int:
    with office.engine.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def refused(function: Any, *args: Any, **kwargs: Any) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        function(*args, **kwargs)
    return refusal.value


def enter(office: SalesOffice, *units: dict[str, Any], **more: Any) -> Any:
    payload = {"project_id": str(office.project), "units": list(units)} | more
    return office.do(commands.enter_units, operations.enter_units, office.clerk, **payload)


def test_buildings_stairs_and_house_types_come_from_the_file(office: SalesOffice) -> None:
    rows = [
        row(
            number, building=str(number % 2 + 1), stair=str(number % 3), house_type=f"H{number % 4}"
        )
        for number in range(24)
    ]
    answer = office.imported(rows)
    assert (answer["units"], answer["buildings"]) == (24, 2)
    counts = [count(office, table) for table in ("unit", "building", "stair", "house_type")]
    assert counts == [24, 2, 6, 4]
    assert count(office, "unit_history") == 24
    assert office.told() == office.told("project_created"), "drafts are nobody else's business"


def test_a_second_file_adds_to_what_is_there(office: SalesOffice) -> None:
    office.imported([row(0)])
    office.imported([row(1), row(2, building="2")])
    counts = [count(office, table) for table in ("unit", "building", "stair", "house_type")]
    assert counts == [3, 2, 2, 1]


def test_two_phases_have_a_building_of_one_name_each(office: SalesOffice) -> None:
    answer = office.imported([row(0, phase="一期", building="3栋")])
    answer = office.imported(
        [row(0, phase="二期", building="3栋"), row(1, phase="二期", building="3栋")]
    )
    assert (answer["units"], answer["buildings"]) == (2, 1)
    counts = [count(office, table) for table in ("unit", "building", "stair")]
    assert counts == [3, 2, 2]
    again = refused(office.imported, [row(0, phase="二期", building="3栋")])
    assert [fault["reason"] for fault in again.details["rows"]] == ["exists"]
    doubtful = refused(office.imported, [row(2, building="3栋")])
    assert [(f["column"], f["reason"]) for f in doubtful.details["rows"]] == [
        ("期", "phase_needed")
    ]


def test_a_later_file_without_phases_adds_to_the_only_building_of_the_name(
    office: SalesOffice,
) -> None:
    office.imported([row(0, phase="一期", building="3栋")])
    office.imported([row(1, building="3栋")])
    assert [count(office, table) for table in ("unit", "building")] == [2, 1]
    late = refused(enter, office, row(2, phase="二期", building="4栋") | {"floor": "x"})
    assert late.code == "invalid_input"


def test_a_building_is_shown_and_found_with_its_phase(office: SalesOffice) -> None:
    office.on_sale(1, phase="一期", building="3栋")
    office.imported([row(0, phase="二期", building="3栋")])
    office.review()
    office.release()
    with office.transaction() as session:
        ask = asked(board_operations.read_board, project_id=str(office.project))
        board = boards.board(session, ask, by=office.manager, at=clock.now())
        assert [each["name"] for each in board["buildings"]] == ["一期 3栋", "二期 3栋"]
        for text_, found in (("3栋", 2), ("二期3栋", 1), ("二期 3栋 1", 1), ("三期3栋", 0)):
            ask = asked(catalogue.find_units, number=text_)
            items = units.find_units(session, ask, by=office.manager, at=clock.now())["items"]
            assert len(items) == found, text_


def test_one_bad_row_keeps_everything_out(office: SalesOffice) -> None:
    rows = [row(number) for number in range(20)] + [row(20, gross_area=-1), row(21, floor="x")]
    refusal = refused(office.imported, rows)
    assert refusal.code == "rows_rejected"
    assert refusal.details["total"] == len(refusal.details["rows"]) == 2
    assert refusal.details["rows"][0] == {
        "sheet": "价格表",
        "row": 22,
        "column": "建筑面积",
        "field": "gross_area",
        "reason": "not_positive",
        "value": "-1",
    }
    for table in ("unit", "building", "stair", "house_type", "unit_history"):
        assert count(office, table) == 0


def test_units_that_exist_are_refused_row_by_row(office: SalesOffice) -> None:
    office.imported([row(0), row(1)])
    refusal = refused(office.imported, [row(1), row(2), row(0)])
    assert [(fault["row"], fault["reason"]) for fault in refusal.details["rows"]] == [
        (2, "exists"),
        (4, "exists"),
    ]


def test_new_house_types_are_refused_on_demand(office: SalesOffice) -> None:
    refusal = refused(office.imported, [row(0)], create_house_types=False)
    assert refusal.details["rows"][0]["reason"] == "unknown_house_type"


def test_five_thousand_rows_are_entered_approved_and_released_in_time(office: SalesOffice) -> None:
    assert len(office.on_sale(5000)) == 5000
    assert len(office.told("unit_released")) == 5000


def test_units_are_entered_one_by_one_under_their_own_ids(office: SalesOffice) -> None:
    named = str(new_id())
    unit = row(0, gross_area="100.00", inner_area=None, id=named)
    answer = enter(office, {name: value for name, value in unit.items() if value is not None})
    assert answer["unit_ids"] == [named]
    assert office.moves_of(answer["unit_ids"][0]) == [("enter", "", "draft")]


def test_a_clerk_of_another_project_enters_nothing(office: SalesOffice) -> None:
    office.clerk = office.posted_as(*(), project=new_id())
    assert refused(office.imported, [row(0)]).code == "not_found"


def test_a_draft_is_corrected_by_the_same_rules(office: SalesOffice) -> None:
    office.imported([row(0)])
    office.review("reject", all=True, reason="面积有误")
    [unit] = _unit_ids(office)
    facts: dict[str, Any] = {"unit_id": unit, "version": 2}

    def correct(**given: Any) -> Any:
        return office.do(
            commands.correct_unit, operations.correct_unit, office.clerk, **facts, **given
        )

    assert refused(correct, inner_area="100.01").details["rows"][0]["reason"] == "inner_above_gross"
    [hidden] = refused(correct, list_rate="9700.00").details["rows"]
    assert (hidden["field"], hidden["value"]) == ("manager_floor_rate", None)
    assert correct(gross_area="90.00", inner_area="70.00")["version"] == 3
    assert refused(correct, gross_area="91.00").code == "stale_version"
    with office.engine.connect() as connection:
        found = connection.execute(text("SELECT list_price, review_note FROM unit")).one()
    assert (str(found.list_price), found.review_note) == ("900000.00", None)
    office.review()
    facts["version"] = 4
    assert refused(correct, gross_area="91.00").code == "unit_wrong_state"


def _unit_ids(office: SalesOffice) -> list[str]:
    with office.engine.connect() as connection:
        return [str(found) for found in connection.scalars(text("SELECT id FROM unit"))]
