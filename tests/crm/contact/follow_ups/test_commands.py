"""The timeline of contacts on a real database."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from common import clock
from common.actor import Actor
from contracts.crm.contact import follow_ups as operations
from contracts.crm.files import customers as customer_operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import Moment, new_id
from services.crm.contact.follow_ups import commands, queries
from services.crm.files.customers import queries as customers
from tests.commands import answered, asked
from tests.crm.workbench import Workbench
from tests.tokens import actor_for

PROJECT = new_id()


def consultant() -> Actor:
    return actor_for(Role.CONSULTANT, projects=[PROJECT])


def record(crm: Workbench, customer_id: UUID, by: Actor, **payload: Any) -> dict[str, Any]:
    given = {"kind": "call", "content": "约好周六看样板房"} | payload
    with crm.transaction() as session:
        ask = asked(operations.record_follow_up, customer_id=str(customer_id), **given)
        follow_up = commands.record(session, ask, by=by, at=clock.now())
        return dict(answered(operations.record_follow_up, follow_up))


def timeline(crm: Workbench, customer_id: UUID, **paging: Any) -> dict[str, Any]:
    with crm.transaction() as session:
        ask = asked(operations.list_follow_ups, customer_id=str(customer_id), **paging)
        return dict(answered(operations.list_follow_ups, queries.timeline(session, ask)))


def due_of(crm: Workbench, customer_id: UUID, by: Actor) -> str:
    ask = asked(customer_operations.read_customer, customer_id=str(customer_id))
    with crm.transaction() as session:
        file = answered(customer_operations.read_customer, customers.read(session, ask, by=by))
        return str(file["next_due_at"])


def ago(**duration: float) -> str:
    return (clock.now() - timedelta(**duration)).isoformat()


def test_a_contact_sets_when_the_next_is_due_by_grade(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me, grade="A")
    written = record(crm, customer_id, me, contacted_at=ago(hours=1))
    due = Moment().deserialize(written["next_due_at"]) - clock.now()
    assert timedelta(hours=46) < due < timedelta(hours=47)
    assert due_of(crm, customer_id, me) == written["next_due_at"]


def test_a_contact_entered_late_does_not_move_what_is_due(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me)
    latest = record(crm, customer_id, me)
    record(crm, customer_id, me, contacted_at=ago(days=3))
    assert due_of(crm, customer_id, me) == latest["next_due_at"]


def test_the_event_holds_no_word_of_what_was_said(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me)
    record(crm, customer_id, me, content="客户张三的电话是 13800005678")
    [event] = crm.told("follow_up_recorded")
    assert set(event["data"]) == {
        "follow_up_id",
        "customer_id",
        "staff_id",
        "kind",
        "next_due_at",
    }


def test_a_next_contact_later_than_a_week_is_refused(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me)
    far = (clock.now() + timedelta(days=8)).isoformat()
    with pytest.raises(Refusal) as refused:
        record(crm, customer_id, me, next_due_at=far)
    assert refused.value.code == "next_contact_too_late"
    assert refused.value.details["field"] == "next_due_at"


def test_a_contact_in_the_future_is_refused(crm: Workbench) -> None:
    me = consultant()
    with pytest.raises(Refusal, match="contact_in_future"):
        record(crm, crm.registered(me), me, contacted_at=ago(hours=-1))


def test_other_peoples_customers_are_not_followed_up(crm: Workbench) -> None:
    with pytest.raises(Refusal, match="not_found"):
        record(crm, crm.registered(consultant()), consultant())


def test_supervisor_and_consultant_write_one_timeline(crm: Workbench) -> None:
    me, leader = consultant(), actor_for(Role.SALES_SUPERVISOR, projects=[PROJECT])
    customer_id = crm.registered(me)
    record(crm, customer_id, me, contacted_at=ago(hours=2))
    record(crm, customer_id, leader, contacted_at=ago(hours=1))
    authors = [item["staff_id"] for item in timeline(crm, customer_id)["items"]]
    assert authors == [str(leader.staff_id), str(me.staff_id)]


def test_the_timeline_pages_by_time(crm: Workbench) -> None:
    me = consultant()
    customer_id = crm.registered(me)
    for days in (3, 1, 5, 2, 4):
        record(crm, customer_id, me, contacted_at=ago(days=days), content=f"{days} 天前")
    first = timeline(crm, customer_id, page_size=3)
    second = timeline(crm, customer_id, page_size=3, cursor=first["next"])
    contents = [item["content"] for item in (*first["items"], *second["items"])]
    assert contents == [f"{days} 天前" for days in (1, 2, 3, 4, 5)]
    assert second["next"] is None
    with pytest.raises(Refusal, match="invalid_input"):
        timeline(crm, customer_id, cursor="2026-13-45~x")
