"""Units as their readers see them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from common import clock
from common.actor import Actor
from contracts.inventory.control import catalogue as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.control.catalogue import queries
from tests.commands import answered, asked
from tests.inventory.workbench import SalesOffice, row


def listed(office: SalesOffice, by: Actor | None = None, **filters: Any) -> Any:
    ask = asked(operations.list_units, project_id=str(office.project), **filters)
    with office.transaction() as session:
        found = queries.list_units(session, ask, by=by or office.clerk, at=clock.now())
        return answered(operations.list_units, found)


def read(
    office: SalesOffice, unit: UUID, by: Actor | None = None, after: timedelta = timedelta()
) -> Any:
    ask = asked(operations.read_unit, unit_id=str(unit))
    with office.transaction() as session:
        at = clock.now() + after
        found = queries.read_unit(session, ask, by=by or office.consultant, at=at)
        return answered(operations.read_unit, found)


def test_units_are_listed_in_pages_without_loss_or_repetition(office: SalesOffice) -> None:
    units = office.on_sale(7)
    found: list[str] = []
    cursor = None
    for _ in range(4):
        page = listed(office, page_size=2, cursor=cursor)
        found += [item["id"] for item in page["items"]]
        cursor = page["next"]
    assert cursor is None
    assert found == [str(unit) for unit in units]


def test_units_are_filtered_by_status_building_house_type_and_usage(office: SalesOffice) -> None:
    office.imported([row(0), row(1, house_type="B"), row(2, building="2"), row(3, usage="车位")])
    office.review()
    office.release()
    items = listed(office)["items"]
    office.lock(UUID(items[0]["id"]))
    second = next(item for item in items if item["building"] == "2")
    other_type = next(item for item in items if item["house_type"] == "B")
    for filters, count in (
        ({"status": "locked"}, 1),
        ({"status": "available"}, 3),
        ({"building_id": second["building_id"]}, 1),
        ({"house_type_id": other_type["house_type_id"]}, 1),
        ({"usage": "parking"}, 1),
        ({"usage": "residence", "status": "available"}, 2),
    ):
        assert len(listed(office, **filters)["items"]) == count, filters


@pytest.mark.parametrize(
    ("role", "sees"),
    [(Role.CONSULTANT, False), (Role.FINANCE, False), (Role.SALES_MANAGER, True)],
)
def test_floors_are_in_no_answer_for_those_not_entitled(
    office: SalesOffice, role: Role, sees: bool
) -> None:
    [unit] = office.on_sale(1)
    by = office.posted_as(role)
    for answer in (read(office, unit, by), listed(office, by)["items"][0]):
        assert ("director_floor" in answer) == ("manager_floor" in answer) == sees
        assert "970000.00" not in str(answer) or sees
        assert not any("floor_rate" in name for name in answer)


def test_a_deal_is_named_only_to_those_who_may_read_it(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    deal = office.reserve(unit, office.customer())
    assert read(office, unit)["deal_id"] == deal["id"]
    assert read(office, unit, office.manager)["deal_id"] == deal["id"]
    rival = read(office, unit, office.posted_as(Role.CONSULTANT))
    assert (rival["status"], rival["deal_id"]) == ("reserved", None)
    late = read(office, unit, after=timedelta(hours=25))
    assert (late["status"], late["deal_id"], late["expires_at"]) == ("available", None, None)


def test_the_holder_of_a_lock_sees_that_it_is_theirs(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    office.lock(unit)
    assert read(office, unit)["locked_by_me"] is True
    assert read(office, unit, office.posted_as(Role.CONSULTANT))["locked_by_me"] is False


def test_the_history_says_who_when_and_why(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    deal = office.reserve(unit, office.customer())
    office.cancel(deal, by=office.consultant)
    ask = asked(operations.read_unit_history, unit_id=str(unit))
    with office.transaction() as session:
        found = queries.history(session, ask, by=office.clerk)
        items = answered(operations.read_unit_history, found)["items"]
    assert [item["move"] for item in items] == ["enter", "approve", "release", "reserve", "free"]
    assert items[-1]["by"] == str(office.consultant.staff_id)
    assert items[-1]["reason"] == "客户改变主意"
    assert [item["version"] for item in items] == [1, 2, 3, 4, 5]


def test_units_of_other_projects_are_not_found(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    stranger = office.posted_as(Role.CONSULTANT, project=new_id())
    for question in (lambda: read(office, unit, stranger), lambda: listed(office, stranger)):
        with pytest.raises(Refusal) as refused:
            question()
        assert refused.value.code == "not_found"


def test_units_are_filtered_by_number_area_and_price_bounds_included(office: SalesOffice) -> None:
    office.imported(
        [
            row(0, gross_area=90) | {"number": "101"},
            row(1, gross_area=100) | {"number": "102"},
            row(2, gross_area=120) | {"number": "1101"},
        ]
    )
    cases: list[tuple[dict[str, Any], set[str]]] = [
        ({"number": "10"}, {"101", "102"}),
        ({"number": "1%"}, set()),
        ({"area_from": "100", "area_to": "120"}, {"102", "1101"}),
        ({"area_to": "99.99"}, {"101"}),
        ({"price_from": "1000000", "price_to": "1000000"}, {"102"}),
        ({"price_from": "1000000.01"}, {"1101"}),
    ]
    for filters, numbers in cases:
        assert {item["number"] for item in listed(office, **filters)["items"]} == numbers, filters


def found(office: SalesOffice, number: str, by: Actor | None = None) -> list[dict[str, Any]]:
    ask = asked(operations.find_units, number=number)
    with office.transaction() as session:
        answer = queries.find_units(session, ask, by=by or office.clerk, at=clock.now())
        items: list[dict[str, Any]] = answered(operations.find_units, answer)["items"]
        return items


def test_units_are_found_by_number_or_building_and_number_in_one_s_projects(
    office: SalesOffice,
) -> None:
    office.imported([row(0, building=name) | {"number": "101"} for name in ("3栋", "4栋")])
    assert found(office, "101") == []
    office.review()
    assert [unit["building"] for unit in found(office, "3栋 101")] == ["3栋"]
    assert {unit["project"] for unit in found(office, "10")} == {"鹭鸣北湖名邸"}
    assert len(found(office, "101")) == 2
    assert found(office, "01") == []
    assert found(office, "101", office.posted_as(Role.CONSULTANT, project=new_id())) == []
