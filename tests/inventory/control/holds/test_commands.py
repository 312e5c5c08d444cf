"""A hold keeps a unit for one customer, with consent, until its end (I-08)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from common import clock
from common.actor import Actor
from common.learning import NotKnownYet
from contracts.inventory.consent.approvals import CONSENT
from contracts.inventory.control import holds as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.control.claims.commands import expiry
from services.inventory.control.holds import commands, queries
from services.inventory.control.holds.rules import consent_needed
from tests.commands import answered, asked
from tests.inventory.consenting import DECISIONS
from tests.inventory.workbench import SalesOffice


def request(
    office: SalesOffice, unit: UUID, customer: UUID, *, by: Actor | None = None, **more: Any
) -> Any:
    payload = {"unit_id": str(unit), "customer_id": str(customer), "reason": "老客户"} | more
    return office.do(commands.request, operations.request_hold, by or office.consultant, **payload)


def decide(
    office: SalesOffice, hold: Any, *, by: Actor | None = None, at: Any = None, **more: Any
) -> Any:
    payload = {"approval_id": hold["approval_id"], "verdict": "approve"} | more
    operation = CONSENT.decide
    return office.do(DECISIONS.decide, operation, by or office.manager, at, **payload)


def held(office: SalesOffice, unit: UUID, customer: UUID, **more: Any) -> Any:
    hold = request(office, unit, customer, **more)
    decide(office, hold)
    return hold


def cancel(office: SalesOffice, hold: Any, *, by: Actor | None = None) -> Any:
    payload = {"hold_id": hold["id"], "reason": "客户放弃"}
    return office.do(commands.cancel, operations.cancel_hold, by or office.manager, **payload)


def listed(office: SalesOffice, by: Actor, **chosen: Any) -> list[dict[str, Any]]:
    with office.transaction() as session:
        ask = asked(operations.list_holds, **chosen)
        found = queries.list_holds(session, ask, by=by, at=clock.now())
        return answered(operations.list_holds, found)["items"]


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


@pytest.mark.parametrize(
    ("roles", "needed"),
    [
        ({Role.CONSULTANT}, Role.SALES_MANAGER),
        ({Role.SALES_SUPERVISOR}, Role.SALES_MANAGER),
        ({Role.SALES_MANAGER}, Role.SALES_DIRECTOR),
        ({Role.SALES_MANAGER, Role.CONSULTANT}, Role.SALES_DIRECTOR),
        ({Role.SALES_DIRECTOR}, Role.GENERAL_MANAGER),
    ],
)
def test_the_next_above_consents(roles: set[Role], needed: Role) -> None:
    assert consent_needed(roles) is needed


def test_the_unit_stays_free_until_the_manager_consents(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    customer = office.customer()
    hold = request(office, unit, customer, days=3)
    assert (hold["status"], office.status_of(unit)) == ("requested", "available")
    at = clock.now()
    decide(office, hold, at=at)
    assert office.status_of(unit) == "held"
    [fact] = office.told("unit_held")
    assert fact["data"]["customer_id"] == str(customer)
    assert fact["data"]["expires_at"] == (at + timedelta(days=3)).isoformat()
    assert "老客户" not in str(office.told()), "free text stays in the history"
    assert office.moves_of(unit)[-1] == ("hold", "available", "held")
    [row] = listed(office, office.consultant, running=True)
    assert (row["status"], row["running"], row["reason"]) == ("granted", True, "老客户")


def test_a_hold_is_for_seven_days_unless_said_otherwise(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    request(office, unit, office.customer())
    [row] = listed(office, office.manager)
    assert row["days"] == 7
    assert (row["building"], row["stair"], row["number"]) == ("1", "1", "100")
    with refused("invalid_input"):
        request(office, unit, office.customer(), days=31)


def test_only_the_beneficiary_gets_the_unit(office: SalesOffice) -> None:
    one, other = office.on_sale(2)
    customer, stranger = office.customer(), office.customer()
    held(office, one, customer)
    held(office, other, customer)
    with refused("unit_taken"):
        office.reserve(one, stranger)
    with refused("unit_taken"):
        office.subscribe(other, stranger)
    with refused("unit_taken"):
        office.lock(one)
    assert office.reserve(one, customer)["unit_status"] == "reserved"
    assert office.subscribe(other, customer)["unit_status"] == "subscribed"
    assert listed(office, office.manager, running=True) == []


def test_a_hold_runs_out_by_the_timer_and_by_the_next_claim(office: SalesOffice) -> None:
    one, other = office.on_sale(2)
    held(office, one, office.customer())
    held(office, other, office.customer())
    later = clock.now() + timedelta(days=7, seconds=1)
    stranger = office.customer()
    assert office.reserve(other, stranger, at=later)["unit_status"] == "reserved"
    with office.transaction() as session:
        assert expiry.expire_claims(session, at=later) == 1
    assert office.status_of(one) == "available"
    freed = [event["data"] for event in office.told("unit_freed")]
    assert [data["previous_status"] for data in freed] == ["held", "held"]
    assert listed(office, office.manager, running=True) == []


def test_a_unit_taken_meanwhile_is_not_held_and_the_request_can_be_rejected(
    office: SalesOffice,
) -> None:
    [unit] = office.on_sale(1)
    hold = request(office, unit, office.customer())
    office.reserve(unit, office.customer())
    with refused("unit_taken"):
        decide(office, hold)
    assert office.status_of(unit) == "reserved"
    assert decide(office, hold, verdict="reject", comment="已售")["status"] == "rejected"
    [row] = listed(office, office.manager)
    assert (row["status"], row["running"]) == ("refused", False)


def test_a_unit_closed_meanwhile_is_refused_by_its_state(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    hold = request(office, unit, office.customer())
    with office.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE unit SET status = 'unreleased'")
    with refused("unit_wrong_state"):
        decide(office, hold)


def test_a_reservation_that_ran_out_gives_way_to_a_hold(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    deal = office.reserve(unit, office.customer())
    later = clock.now() + timedelta(hours=25)
    payload = {"unit_id": str(unit), "customer_id": str(office.customer()), "reason": "续留"}
    hold = office.do(commands.request, operations.request_hold, office.consultant, later, **payload)
    decide(office, hold, at=later)
    assert office.told_of(unit)[-2:] == ["unit_freed", "unit_held"]
    with office.engine.connect() as connection:
        stage = connection.exec_driver_sql(f"SELECT stage FROM deal WHERE id = '{deal['id']}'")
        assert stage.scalar() == "expired"


def test_a_taken_unit_and_an_unreleased_one_are_not_asked_for(office: SalesOffice) -> None:
    taken, closed = office.on_sale(2)
    office.reserve(taken, office.customer())
    with office.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE unit SET status = 'unreleased' WHERE id = '{closed}'")
    with refused("unit_taken"):
        request(office, taken, office.customer())
    with refused("unit_wrong_state"):
        request(office, closed, office.customer())
    with refused("not_found"):
        request(office, new_id(), office.customer())


def test_a_consultant_asks_for_own_customers_the_manager_for_all(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    somebody_elses = office.customer(office.posted_as(Role.CONSULTANT))
    with refused("customer_not_yours"):
        request(office, unit, somebody_elses)
    with pytest.raises(NotKnownYet):
        request(office, unit, new_id())
    hold = request(office, unit, somebody_elses, by=office.manager)
    with refused("own_request"):
        decide(office, hold)
    with refused("not_a_decider"):
        decide(office, hold, by=office.posted_as(Role.SALES_MANAGER))
    assert decide(office, hold, by=office.director)["status"] == "approved"


def test_the_same_hold_is_asked_for_once_at_a_time(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    customer = office.customer()
    first = request(office, unit, customer)
    with refused("approval_pending"):
        request(office, unit, customer)
    withdrawal = {"approval_id": first["approval_id"]}
    operation = CONSENT.withdraw
    office.do(DECISIONS.withdraw, operation, office.consultant, **withdrawal)
    request(office, unit, customer)
    assert [row["status"] for row in listed(office, office.manager)] == ["requested", "refused"]


def test_requester_and_manager_cancel_and_nobody_else(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    hold = held(office, unit, office.customer())
    with refused("not_found"):
        cancel(office, hold, by=office.posted_as(Role.CONSULTANT))
    assert cancel(office, hold, by=office.consultant)["status"] == "cancelled"
    assert office.status_of(unit) == "available"
    assert office.told_of(unit)[-1] == "unit_freed"
    with refused("hold_not_running"):
        cancel(office, hold)
    assert cancel(office, held(office, unit, office.customer()))["status"] == "cancelled"


def test_a_hold_that_is_not_granted_or_has_run_out_is_not_cancelled(office: SalesOffice) -> None:
    one, other = office.on_sale(2)
    customer = office.customer()
    asked_for = request(office, one, customer)
    used = held(office, other, customer)
    office.reserve(other, customer)
    for hold in (asked_for, used):
        with refused("hold_not_running"):
            cancel(office, hold)


def test_holds_are_listed_as_far_as_the_scope_reaches(office: SalesOffice) -> None:
    units = office.on_sale(3)
    for unit in units:
        request(office, unit, office.customer())
    assert len(listed(office, office.manager)) == 3
    assert len(listed(office, office.manager, page_size=2)) == 2
    assert [row["unit_id"] for row in listed(office, office.consultant, unit_id=str(units[0]))] == [
        str(units[0])
    ]
    assert listed(office, office.posted_as(Role.CONSULTANT)) == []
    assert listed(office, office.posted_as(Role.SALES_MANAGER, project=new_id())) == []


def test_of_two_requests_for_one_unit_one_is_granted(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    first, second = (request(office, unit, office.customer()) for _ in range(2))
    decide(office, second)
    with refused("unit_taken"):
        decide(office, first)
    assert [row["running"] for row in listed(office, office.manager)] == [True, False]


def test_consent_and_reservations_at_once_leave_one_owner(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    hold = request(office, unit, office.customer())
    rivals = [office.customer() for _ in range(5)]
    ways = [lambda: decide(office, hold)]
    ways += [partial(office.reserve, unit, rival) for rival in rivals]

    def attempt(way: Callable[[], Any]) -> str:
        try:
            way()
        except Refusal as refusal:
            return refusal.code
        return "won"

    with ThreadPoolExecutor(len(ways)) as pool:
        outcomes = list(pool.map(attempt, ways))
    assert sorted(outcomes) == ["unit_taken"] * 5 + ["won"]
    assert office.status_of(unit) == ("held" if outcomes[0] == "won" else "reserved")
