"""Units are taken off sale with the director's consent and come back to where they were."""

from typing import Any
from uuid import UUID

import pytest

from common.actor import Actor
from contracts.inventory.consent.approvals import CONSENT
from contracts.inventory.control import suspensions as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.control.suspensions import commands
from services.inventory.control.suspensions.rules import consent_needed
from tests.inventory.consenting import DECISIONS
from tests.inventory.control.holds.test_commands import held
from tests.inventory.workbench import SalesOffice


def request(office: SalesOffice, *, by: Actor | None = None, **chosen: Any) -> Any:
    payload = {"project_id": str(office.project), "reason": "法院查封"} | chosen
    return office.do(commands.request, operations.suspend_units, by or office.manager, **payload)


def decide(office: SalesOffice, asked: Any, *, by: Actor | None = None, **more: Any) -> Any:
    payload = {"approval_id": asked["approval_id"], "verdict": "approve"} | more
    operation = CONSENT.decide
    return office.do(DECISIONS.decide, operation, by or office.director, **payload)


def suspended(office: SalesOffice, *units: UUID) -> None:
    decide(office, request(office, unit_ids=[str(unit) for unit in units]))


def resume(office: SalesOffice, *, by: Actor | None = None, **chosen: Any) -> Any:
    payload = {"project_id": str(office.project), "reason": "解除查封"} | chosen
    return office.do(commands.resume, operations.resume_units, by or office.director, **payload)


def put(office: SalesOffice, unit: UUID, status: str) -> None:
    with office.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE unit SET status = '{status}' WHERE id = '{unit}'")


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def test_the_director_consents_and_to_the_directors_own_the_general_manager() -> None:
    assert consent_needed({Role.SALES_MANAGER}) is Role.SALES_DIRECTOR
    assert consent_needed({Role.SALES_DIRECTOR}) is Role.GENERAL_MANAGER


def test_units_go_off_sale_with_the_consent_and_not_before(office: SalesOffice) -> None:
    one, other = office.on_sale(2)
    put(office, other, "unreleased")
    asked = request(office, all=True)
    assert (asked["count"], office.status_of(one)) == (2, "available")
    with refused("not_a_decider"):
        decide(office, asked, by=office.posted_as(Role.SALES_MANAGER))
    decide(office, asked)
    assert [office.status_of(unit) for unit in (one, other)] == ["suspended", "suspended"]
    facts = [event["data"] for event in office.told("unit_suspended")]
    assert sorted(data["previous_status"] for data in facts) == ["available", "unreleased"]
    assert office.moves_of(one)[-1] == ("suspend", "available", "suspended")
    with refused("unit_wrong_state"):
        office.reserve(one, office.customer())


def test_units_come_back_to_the_state_before(office: SalesOffice) -> None:
    sold_from, closed, kept = office.on_sale(3)
    put(office, closed, "unreleased")
    held(office, kept, customer := office.customer())
    suspended(office, sold_from, closed, kept)
    with refused("unit_wrong_state"):
        office.reserve(kept, customer)
    assert resume(office, all=True)["count"] == 3
    assert office.status_of(sold_from) == "available"
    assert office.status_of(closed) == "unreleased"
    assert office.status_of(kept) == "available", "the hold ended with the suspension"
    assert office.moves_of(closed)[-1] == ("resume", "suspended", "unreleased")
    assert office.told("unit_suspended")[-1]["data"]["previous_status"] == "suspended"
    office.reserve(kept, office.customer())


def test_the_last_suspension_says_where_a_unit_comes_back_to(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    suspended(office, unit)
    resume(office, unit_ids=[str(unit)])
    put(office, unit, "unreleased")
    suspended(office, unit)
    resume(office, unit_ids=[str(unit)])
    assert office.status_of(unit) == "unreleased"


def test_named_units_must_all_fit_when_asked_and_when_decided(office: SalesOffice) -> None:
    one, other = office.on_sale(2)
    asked = request(office, unit_ids=[str(one), str(other)])
    office.reserve(other, office.customer())
    with refused("units_wrong_state"):
        decide(office, asked)
    assert office.status_of(one) == "available"
    with refused("units_wrong_state"):
        request(office, unit_ids=[str(one), str(other)])
    assert decide(office, asked, verdict="reject", comment="已预订")["status"] == "rejected"


def test_all_means_those_that_fit_when_it_is_decided(office: SalesOffice) -> None:
    one, other = office.on_sale(2)
    asked = request(office, all=True)
    office.reserve(other, office.customer())
    decide(office, asked)
    assert (office.status_of(one), office.status_of(other)) == ("suspended", "reserved")


def test_nothing_to_suspend_is_said_at_once(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    office.subscribe(unit, office.customer())
    with refused("nothing_to_suspend"):
        request(office, all=True)
    with refused("not_found"):
        request(office, by=office.posted_as(Role.SALES_MANAGER, project=new_id()), all=True)


def test_nobody_consents_to_their_own_suspension(office: SalesOffice) -> None:
    office.on_sale(1)
    asked = request(office, by=office.director, all=True)
    with refused("own_request"):
        decide(office, asked)
    assert decide(office, asked, by=office.general_manager)["status"] == "approved"


def test_a_unit_that_is_not_suspended_is_not_resumed(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    with refused("units_wrong_state"):
        resume(office, unit_ids=[str(unit)])
    assert resume(office, all=True)["count"] == 0
