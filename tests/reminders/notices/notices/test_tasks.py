"""Tasks that a supervisor sends (seed 000, 每日催办), and who sees notices."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from common.actor import Actor
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.reminders.notices import notices as operations
from contracts.schema import new_id
from services.reminders.notices.notices import commands, queries
from tests.commands import answered, asked
from tests.reminders.workbench import Workbench
from tests.tokens import actor_for

AT = datetime(2026, 11, 10, 0, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
PROJECT, ELSEWHERE = new_id(), new_id()
LEADER = actor_for(Role.SALES_SUPERVISOR, projects=[PROJECT])


def send(reminders: Workbench, by: Actor, *recipients: UUID, **payload: Any) -> list[Any]:
    given = {
        "recipient_ids": [str(recipient) for recipient in recipients],
        "title": "今日重点",
        "task": "上午回访 5 位 A 类客户，下午 5 点前回报",
        "due_at": (AT + 9 * HOUR).isoformat(),
    }
    with reminders.transaction() as session:
        ask = asked(operations.send_notice, **given | payload)
        return list(commands.send_task(session, ask, by=by, at=AT)["items"])


def listed(reminders: Workbench, by: Actor, **filters: Any) -> list[dict[str, Any]]:
    with reminders.transaction() as session:
        answer = queries.listed(session, asked(operations.list_notices, **filters), by=by)
        return list(answered(operations.list_notices, answer)["items"])


def consultants(reminders: Workbench, number: int, project: UUID = PROJECT) -> list[UUID]:
    return [reminders.posted(new_id(), "consultant", project) for _ in range(number)]


def test_a_task_reaches_each_recipient_once(reminders: Workbench) -> None:
    one, two = consultants(reminders, 2)
    send(reminders, LEADER, one, two, one)
    notices = reminders.notices()
    assert {notice.recipient_id for notice in notices} == {one, two}
    assert {notice.sender_id for notice in notices} == {LEADER.staff_id}
    assert {notice.acknowledge_by for notice in notices} == {AT + 4 * HOUR}
    assert len(reminders.deliveries()) == len(reminders.told("notice_sent")) == 2
    assert "回访" not in str(reminders.told())


def test_a_task_that_is_not_acknowledged_escalates_too(reminders: Workbench) -> None:
    [one], manager = consultants(reminders, 1), new_id()
    send(reminders, LEADER, one, acknowledge_by=(AT + HOUR).isoformat())
    reminders.tick(AT + HOUR, (manager, Role.SALES_MANAGER))
    origin, higher = reminders.notices()
    assert (higher.recipient_id, higher.level, higher.origin_id) == (manager, 2, origin.id)
    assert "今日重点" in higher.title["zh"]
    assert "回访" in higher.body["zh"]


@pytest.mark.parametrize("who", ["elsewhere", "unknown", "has left"])
def test_notices_go_only_to_staff_within_scope(reminders: Workbench, who: str) -> None:
    [here], [elsewhere] = consultants(reminders, 1), consultants(reminders, 1, ELSEWHERE)
    other = elsewhere if who == "elsewhere" else new_id()
    with pytest.raises(Refusal) as refused:
        send(reminders, LEADER, here, other)
    assert refused.value.code == "recipient_not_yours"
    assert refused.value.details["refused"] == [str(other)]
    assert reminders.notices() == []


@pytest.mark.parametrize("field", ["due_at", "acknowledge_by"])
def test_times_that_have_passed_are_refused(reminders: Workbench, field: str) -> None:
    [one] = consultants(reminders, 1)
    with pytest.raises(Refusal) as refused:
        send(reminders, LEADER, one, **{field: AT.isoformat()})
    assert (refused.value.code, refused.value.details["field"]) == ("due_in_past", field)


def test_everybody_lists_their_own_and_leaders_those_of_their_scope(reminders: Workbench) -> None:
    one, two = consultants(reminders, 2)
    send(reminders, LEADER, one, two)
    me = actor_for(Role.CONSULTANT, staff_id=one, projects=[PROJECT])
    assert [item["recipient_id"] for item in listed(reminders, me)] == [str(one)]
    assert len(listed(reminders, me, mine=False)) == 1
    assert listed(reminders, LEADER) == []
    assert len(listed(reminders, LEADER, mine=False)) == 2
    stranger = actor_for(Role.SALES_SUPERVISOR, projects=[ELSEWHERE])
    assert listed(reminders, stranger, mine=False) == []


def test_open_notices_are_told_apart_from_the_others(reminders: Workbench) -> None:
    [one] = consultants(reminders, 1)
    [sent] = send(reminders, LEADER, one)
    me = actor_for(Role.CONSULTANT, staff_id=one)
    assert [item["id"] for item in listed(reminders, me, open=True)] == [str(sent["id"])]
    with reminders.transaction() as session:
        ask = asked(operations.acknowledge_notice, notice_id=str(sent["id"]))
        commands.acknowledge(session, ask, by=me, at=AT + HOUR)
    assert listed(reminders, me, open=True) == []
    [done] = listed(reminders, me, open=False)
    assert done["status"] == "acknowledged"


def test_pages_of_notices_follow_each_other(reminders: Workbench) -> None:
    [one] = consultants(reminders, 1)
    sent = {str(send(reminders, LEADER, one)[0]["id"]) for _ in range(5)}
    me = actor_for(Role.CONSULTANT, staff_id=one)
    with reminders.transaction() as session:
        first = queries.listed(session, asked(operations.list_notices, page_size=3), by=me)
        ask = asked(operations.list_notices, page_size=3, cursor=first["next"])
        second = queries.listed(session, ask, by=me)
    assert {str(notice.id) for notice in (*first["items"], *second["items"])} == sent
    assert second["next"] is None
