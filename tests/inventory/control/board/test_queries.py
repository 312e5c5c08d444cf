"""The board (I-06): who sees what, counts, order; and that its plain answer is what it declares."""

from datetime import timedelta
from typing import Any

import pytest

from common import clock
from common.actor import Actor
from common.natural import natural
from contracts.inventory.control import board as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.control.board import queries
from tests.commands import answered, asked
from tests.inventory.workbench import SalesOffice, row


def board(office: SalesOffice, by: Actor | None = None, *, after: timedelta = timedelta()) -> Any:
    ask = asked(operations.read_board, project_id=str(office.project))
    with office.transaction() as session:
        found = queries.board(session, ask, by=by or office.consultant, at=clock.now() + after)
    return answered(operations.read_board, found)


def units_of(found: Any) -> list[Any]:
    return [
        unit
        for building in found["buildings"]
        for stair in building["stairs"]
        for unit in stair["units"]
    ]


def test_units_stand_in_buildings_and_stairs_in_their_natural_order(office: SalesOffice) -> None:
    rows = [
        row(number, building=building, stair=stair)
        for building in ("10", "2", "1")
        for stair in ("2", "1")
        for number in (10, 0)
    ]
    office.imported(rows)
    office.review()
    found = board(office)
    assert [building["name"] for building in found["buildings"]] == ["1", "2", "10"]
    assert [stair["name"] for stair in found["buildings"][0]["stairs"]] == ["1", "2"]
    floors = [unit["floor"] for unit in found["buildings"][0]["stairs"][0]["units"]]
    assert floors == [1, 2]


def test_the_spaces_of_a_floor_stand_in_their_natural_order(office: SalesOffice) -> None:
    numbers = [f"P-{number}" for number in range(1, 15)]
    office.imported([row(0, floor=-2) | {"number": number} for number in sorted(numbers)])
    office.review()
    assert [unit["number"] for unit in units_of(board(office))] == numbers


def test_drafts_are_not_on_the_board_yet(office: SalesOffice) -> None:
    office.imported([row(0)])
    assert units_of(board(office)) == []
    office.review()
    assert [unit["status"] for unit in units_of(board(office))] == ["unreleased"]


def test_counts_follow_the_moves(office: SalesOffice) -> None:
    one, two, *_ = office.on_sale(4)
    office.lock(one)
    before = board(office)
    assert before["counts"] == {"available": 3, "locked": 1}
    office.reserve(two, office.customer())
    after = board(office)
    assert after["counts"] == {"available": 2, "locked": 1, "reserved": 1}
    assert after["version"] == before["version"] + 1


def test_claims_that_have_run_out_are_shown_as_free(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    office.reserve(unit, office.customer())
    assert board(office)["counts"] == {"reserved": 1}
    assert board(office, after=timedelta(hours=25))["counts"] == {"available": 1}


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.CONSULTANT, False),
        (Role.CONTROL_CLERK, False),
        (Role.SALES_SUPERVISOR, False),
        (Role.SALES_MANAGER, True),
        (Role.SALES_DIRECTOR, True),
    ],
)
def test_floors_are_there_only_for_those_entitled(
    office: SalesOffice, role: Role, sees: bool
) -> None:
    office.on_sale(1)
    [unit] = units_of(board(office, office.posted_as(role)))
    assert ("manager_floor" in unit) == ("director_floor" in unit) == sees
    assert unit["list_price"] == "1000000.00"


def test_a_stranger_does_not_find_the_project(office: SalesOffice) -> None:
    stranger = office.posted_as(Role.CONSULTANT, project=new_id())
    with pytest.raises(Refusal) as refused:
        board(office, stranger)
    assert refused.value.code == "not_found"


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.SALES_MANAGER])
def test_the_plain_answer_is_what_the_schema_would_have_made_of_it(
    office: SalesOffice, role: Role
) -> None:
    office.on_sale(3)
    found = board(office, office.posted_as(role))
    schema = operations.BoardBuilding(many=True)
    as_declared = schema.dump(schema.load(found["buildings"]))
    assert _filled(as_declared) == _filled(found["buildings"])
    declared = set(operations.BoardUnit().fields)
    assert all(set(unit) <= declared for unit in units_of(found))


def _filled(value: Any) -> Any:
    """Without the fields that are `None`."""
    if isinstance(value, list):
        return [_filled(item) for item in value]
    if isinstance(value, dict):
        return {name: _filled(item) for name, item in value.items() if item is not None}
    return value


def test_a_board_of_2000_units_is_read_whole(office: SalesOffice) -> None:
    office.on_sale(2000)
    assert len(units_of(board(office))) == 2000


@pytest.mark.parametrize(
    ("names", "sorted_names"),
    [
        (["10", "9", "1"], ["1", "9", "10"]),
        (["B2", "A10", "A9"], ["A9", "A10", "B2"]),
        (["A栋", "2栋", "10栋"], ["2栋", "10栋", "A栋"]),
        (["1-10", "1-9", "1"], ["1", "1-9", "1-10"]),
    ],
)
def test_names_with_numbers_sort_as_people_do(names: list[str], sorted_names: list[str]) -> None:
    assert sorted(names, key=natural) == sorted_names
