"""Changing a customer's file and giving it to another owner."""

from uuid import UUID

import pytest

from contracts.refusals import Refusal
from contracts.schema import new_id
from tests.crm.people import ELSEWHERE, PROJECT, consultant, supervisor
from tests.crm.workbench import Workbench


def test_a_change_keeps_what_was_not_named(crm: Workbench) -> None:
    me = consultant()
    needs = {"district": "高新区", "budget_max": "1800000.00"}
    customer_id = crm.registered(me, needs=needs, grade="B")
    assert crm.change(customer_id, me, name="张三丰")["version"] == 2
    file = crm.read(customer_id, me)
    assert (file["name"], file["grade"], file["version"]) == ("张三丰", "B", 2)
    assert file["needs"]["budget_max"] == "1800000.00"
    assert file["needs"]["district"] == "高新区"


def test_a_change_of_what_somebody_else_changed_meanwhile_is_refused(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me)
    crm.change(customer_id, me, grade="A", version=1)
    with pytest.raises(Refusal, match="stale_version"):
        crm.change(customer_id, me, grade="C", version=1)


def test_changed_phones_replace_the_old_ones_and_free_them(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me, phone="13800005678")
    crm.change(customer_id, me, phones=["13911112222", "028-86543210"])
    assert crm.read(customer_id, me)["phones"] == ["139****2222", "028****3210"]
    crm.registered(me, phone="13800005678")
    with pytest.raises(Refusal, match="customer_exists"):
        crm.change(customer_id, me, phones=["13800005678"])


def test_a_consultant_changes_only_own_customers(crm: Workbench) -> None:
    customer_id = crm.registered(consultant())
    with pytest.raises(Refusal, match="not_found"):
        crm.change(customer_id, consultant(), grade="A")


def test_an_assigned_customer_moves_to_the_new_owner(crm: Workbench) -> None:
    first, second, leader = consultant(), consultant(), supervisor()
    assert second.staff_id
    other_team = new_id()
    crm.posted(second.staff_id, "consultant", PROJECT, team=other_team)
    customer_id = crm.registered(first)
    crm.assign(customer_id, second.staff_id, leader)
    [event] = crm.told("customer_assigned")
    assert event["version"] == 2
    assert event["data"]["owner_id"] == str(second.staff_id)
    assert event["data"]["previous_owner_id"] == str(first.staff_id)
    assert event["data"]["team_id"] == str(other_team)
    assert crm.found(second) == [customer_id]
    assert crm.found(first) == []
    with pytest.raises(Refusal, match="already_owner"):
        crm.assign(customer_id, second.staff_id, leader)


@pytest.mark.parametrize(
    ("role", "project", "known"),
    [("consultant", ELSEWHERE, True), ("control_clerk", PROJECT, True), ("", PROJECT, False)],
)
def test_customers_go_only_to_consultants_within_scope(
    crm: Workbench, role: str, project: UUID, known: bool
) -> None:
    customer_id, somebody = crm.registered(consultant()), new_id()
    if known:
        crm.posted(somebody, role, project)
    with pytest.raises(Refusal, match="owner_unsuitable"):
        crm.assign(customer_id, somebody, supervisor())
