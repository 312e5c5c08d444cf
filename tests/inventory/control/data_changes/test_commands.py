"""Facts of approved units change with consent only, and leave a record (I-12)."""

from typing import Any
from uuid import UUID

import pytest

from common import clock
from common.actor import Actor
from contracts.inventory.consent.approvals import CONSENT
from contracts.inventory.control import catalogue as unit_operations
from contracts.inventory.control import data_changes as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.control.catalogue import queries as units
from services.inventory.control.data_changes import commands, queries
from services.inventory.register.units.models import Unit
from tests.commands import answered, asked
from tests.inventory.consenting import DECISIONS
from tests.inventory.workbench import SalesOffice


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def request(office: SalesOffice, unit: UUID, *, by: Actor | None = None, **facts: Any) -> Any:
    payload = {"unit_id": str(unit), "reason": "测绘报告更正"} | facts
    operation = operations.request_data_change
    return office.do(commands.request, operation, by or office.clerk, **payload)


def decide(office: SalesOffice, change: Any, by: Actor, verdict: str = "approve") -> Any:
    payload = {"approval_id": change["approval_id"], "verdict": verdict, "comment": "已核对"}
    return office.do(DECISIONS.decide, CONSENT.decide, by, **payload)


def read(office: SalesOffice, unit: UUID) -> Any:
    operation = unit_operations.read_unit
    with office.transaction() as session:
        ask = asked(operation, unit_id=str(unit))
        found = units.read_unit(session, ask, by=office.director, at=clock.now())
        return answered(operation, found)


def history(office: SalesOffice, unit: UUID) -> Any:
    operation = unit_operations.read_unit_history
    with office.transaction() as session:
        found = units.history(session, asked(operation, unit_id=str(unit)), by=office.clerk)
        return answered(operation, found)["items"]


def test_a_fact_changes_with_the_control_supervisor_s_consent(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    change = request(office, unit, orientation="东南", number="109")
    assert change["needs"] == ["control_supervisor"]
    assert read(office, unit)["orientation"] == "南"
    decide(office, change, office.reviewer)
    after = read(office, unit)
    assert (after["orientation"], after["number"], after["version"]) == ("东南", "109", 4)
    entry = history(office, unit)[-1]
    assert (entry["move"], entry["reason"]) == ("change", "测绘报告更正")
    assert {"field": "orientation", "before": "南", "after": "东南"} in entry["facts"]
    assert history(office, unit)[0]["facts"] is None
    assert office.told("unit_changed")[-1]["version"] == 4
    assert "东南" not in str(office.told())


def test_prices_follow_the_area_as_the_decider_was_told(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    change = request(office, unit, gross_area="90.00", version=3)
    [row] = listed(office, office.clerk)
    price = {"field": "list_price", "before": "1000000.00", "after": "900000.00"}
    assert row["changes"] == [
        {"field": "gross_area", "before": "100.00", "after": "90.00"},
        price,
    ]
    decide(office, change, office.reviewer)
    after = read(office, unit)
    assert (after["list_price"], after["filed_price"]) == ("900000.00", "990000.00")
    assert (after["manager_floor"], after["director_floor"]) == ("882000.00", "873000.00")


def test_a_house_type_is_one_of_the_project_s(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    with refused("house_type_unknown"):
        request(office, unit, house_type="Z")


def test_where_a_deal_was_made_the_manager_consents_and_the_area_stays(
    office: SalesOffice,
) -> None:
    [unit] = office.on_sale(1)
    office.reserve(unit, office.customer())
    with refused("area_agreed"):
        request(office, unit, gross_area="99.00")
    change = request(office, unit, orientation="北")
    assert change["needs"] == ["sales_manager"]
    with refused("not_a_decider"):
        decide(office, change, office.reviewer)
    decide(office, change, office.manager)
    assert read(office, unit)["orientation"] == "北"


def test_a_consent_is_of_no_use_when_somebody_bought_meanwhile(office: SalesOffice) -> None:
    units_ = office.on_sale(2)
    facts = request(office, units_[0], orientation="北")
    area = request(office, units_[1], gross_area="99.00")
    for unit in units_:
        office.reserve(unit, office.customer())
    with refused("consent_outdated"):
        decide(office, facts, office.reviewer)
    with refused("area_agreed"):
        decide(office, area, office.reviewer)
    decide(office, area, office.reviewer, verdict="reject")
    assert [row["status"] for row in listed(office, office.clerk)] == ["refused", "requested"]


def test_what_changed_meanwhile_is_asked_for_anew(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    change = request(office, unit, orientation="北")
    with office.transaction() as session:
        session.get_one(Unit, unit).orientation = "西"
    with refused("stale_version"):
        decide(office, change, office.reviewer)
    with refused("stale_version"):
        request(office, unit, orientation="北", version=1)


def test_one_change_of_a_unit_waits_at_a_time(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    request(office, unit, orientation="北")
    with refused("approval_pending"):
        request(office, unit, number="999")


def test_a_number_that_exists_is_refused_when_it_is_decided(office: SalesOffice) -> None:
    units_ = office.on_sale(2)
    change = request(office, units_[0], number=read(office, units_[1])["number"], floor=1)
    with refused("unit_exists"):
        decide(office, change, office.reviewer)


def test_a_draft_is_corrected_directly_and_others_units_do_not_exist(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    with refused("not_found"):
        request(office, unit, by=office.posted_as(Role.CONTROL_CLERK, project=new_id()), number="9")
    with office.transaction() as session:
        session.get_one(Unit, unit).status = "draft"
    with refused("unit_wrong_state"):
        request(office, unit, number="9")


def listed(office: SalesOffice, by: Actor) -> list[dict[str, Any]]:
    operation = operations.list_data_changes
    with office.transaction() as session:
        found = queries.list_data_changes(session, asked(operation), by=by)
        rows: list[dict[str, Any]] = answered(operation, found)["items"]
        return rows


def test_changes_are_seen_as_far_as_the_scope_reaches(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    request(office, unit, orientation="北")
    [row] = listed(office, office.manager)
    assert (row["building"], row["stair"], row["number"]) == ("1", "1", "100")
    assert listed(office, office.posted_as(Role.CONTROL_CLERK, project=new_id())) == []
