"""Notices before and at the deadline, acknowledgement and the ladder, with time that we set."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.reminders.notices import notices as operations
from contracts.schema import new_id
from services.reminders.notices.notices import commands
from services.reminders.notices.notices.models import Notice
from services.reminders.watch.escalations import commands as escalations
from tests.commands import asked
from tests.reminders.workbench import SYSTEM, Matter, Workbench, signing
from tests.tokens import actor_for

AT = datetime(2026, 11, 10, 2, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
SIGN_BY = AT + 7 * DAY
BOSS, MANAGER, DIRECTOR = new_id(), new_id(), new_id()
CHAIN = (
    (BOSS, Role.SALES_SUPERVISOR),
    (MANAGER, Role.SALES_MANAGER),
    (DIRECTOR, Role.SALES_DIRECTOR),
)


@pytest.fixture
def matter(reminders: Workbench) -> Matter:
    one = signing()
    reminders.hear(one.started(SIGN_BY), AT)
    return one


def acknowledge(reminders: Workbench, notice: Notice, at: datetime, by: UUID | None = None) -> Any:
    ask = asked(operations.acknowledge_notice, notice_id=str(notice.id))
    actor = actor_for(Role.CONSULTANT, staff_id=by or notice.recipient_id)
    with reminders.transaction() as session:
        return commands.acknowledge(session, ask, by=actor, at=at)


def told(reminders: Workbench) -> list[tuple[str, int, UUID]]:
    return [(notice.kind, notice.level, notice.recipient_id) for notice in reminders.notices()]


def test_the_consultant_is_reminded_twice_before_and_once_at_the_deadline(
    reminders: Workbench, matter: Matter
) -> None:
    for days in range(8):
        moment = AT + days * DAY
        reminders.tick(moment)
        for notice in reminders.notices():
            acknowledge(reminders, notice, moment)
    assert told(reminders) == [
        ("signing_soon", 0, matter.responsible),
        ("signing_soon", 0, matter.responsible),
        ("signing_due", 0, matter.responsible),
    ]
    assert all("1203" in notice.title["zh"] for notice in reminders.notices())
    sent = [event["data"]["recipient_id"] for event in reminders.told("notice_sent")]
    assert sent == [str(matter.responsible)] * 3


def test_timers_that_run_twice_tell_once(reminders: Workbench, matter: Matter) -> None:
    for _ in range(3):
        reminders.tick(SIGN_BY - 2 * DAY)
    assert len(reminders.notices()) == 1


def test_a_system_that_was_down_tells_only_the_latest(reminders: Workbench, matter: Matter) -> None:
    reminders.tick(SIGN_BY - HOUR)
    [notice] = reminders.notices()
    assert notice.occasion == SIGN_BY - DAY


def test_what_is_not_acknowledged_goes_up_the_ladder(reminders: Workbench, matter: Matter) -> None:
    first = SIGN_BY - 2 * DAY
    reminders.tick(first, *CHAIN)
    for hours in range(1, 20):
        reminders.tick(first + hours * HOUR, *CHAIN)
    assert told(reminders) == [
        ("signing_soon", 0, matter.responsible),
        ("signing_soon", 1, BOSS),
        ("signing_soon", 2, MANAGER),
        ("signing_soon", 3, DIRECTOR),
    ]
    assert [notice.sent_at for notice in reminders.notices()] == [
        first + hours * HOUR for hours in (0, 4, 8, 12)
    ]
    escalated = [event["data"]["level"] for event in reminders.told("escalated")]
    assert escalated == [1, 2, 3]
    assert len(reminders.deliveries()) == 4


def test_the_ladder_is_kept_as_it_was_when_it_was_asked_for(
    reminders: Workbench, matter: Matter
) -> None:
    first = SIGN_BY - 2 * DAY
    reminders.tick(first, *CHAIN)
    reminders.tick(first + 4 * HOUR, *CHAIN)
    reminders.tick(first + 8 * HOUR, (new_id(), Role.SALES_MANAGER))
    assert told(reminders)[-1] == ("signing_soon", 2, MANAGER)


def test_two_managers_are_both_told_and_one_acknowledgement_is_enough(
    reminders: Workbench, matter: Matter
) -> None:
    second = new_id()
    chain = (*CHAIN, (second, Role.SALES_MANAGER))
    first = SIGN_BY - 2 * DAY
    for hours in (0, 4, 8):
        reminders.tick(first + hours * HOUR, *chain)
    managers = [notice for notice in reminders.notices() if notice.level == 2]
    assert {notice.recipient_id for notice in managers} == {MANAGER, second}
    acknowledge(reminders, managers[0], first + 9 * HOUR)
    reminders.tick(first + 20 * HOUR, *chain)
    assert max(level for _, level, _ in told(reminders)) == 2


def test_an_acknowledgement_stops_the_ladder_before_the_deadline(
    reminders: Workbench, matter: Matter
) -> None:
    first = SIGN_BY - 2 * DAY
    reminders.tick(first, *CHAIN)
    acknowledge(reminders, reminders.notices()[0], first + HOUR)
    reminders.tick(first + 12 * HOUR, *CHAIN)
    assert told(reminders) == [("signing_soon", 0, matter.responsible)]


def test_after_the_deadline_an_acknowledgement_is_not_enough(
    reminders: Workbench, matter: Matter
) -> None:
    reminders.tick(SIGN_BY, *CHAIN)
    acknowledge(reminders, reminders.notices()[0], SIGN_BY + HOUR)
    reminders.tick(SIGN_BY + 4 * HOUR, *CHAIN)
    assert told(reminders)[-1] == ("signing_due", 1, BOSS)


@pytest.mark.parametrize("outcome", ["met", "dropped"])
def test_signing_or_cancelling_ends_everything(
    reminders: Workbench, matter: Matter, outcome: str
) -> None:
    reminders.tick(SIGN_BY, *CHAIN)
    reminders.hear(matter.over(SIGN_BY, version=2, status=outcome), SIGN_BY + HOUR)
    reminders.tick(SIGN_BY + 2 * DAY, *CHAIN)
    assert told(reminders) == [("signing_due", 0, matter.responsible)]
    assert reminders.notices()[0].status == "closed"


def test_what_is_closed_while_office_is_asked_is_not_escalated(
    reminders: Workbench, matter: Matter
) -> None:
    reminders.tick(SIGN_BY, *CHAIN)
    with reminders.transaction() as session:
        [due] = escalations.claim(session, at=SIGN_BY + 4 * HOUR, limit=9)
    reminders.hear(matter.over(SIGN_BY, version=2), SIGN_BY + 4 * HOUR)
    with reminders.transaction() as session:
        escalations.tell_next_level(session, due, by=SYSTEM, at=SIGN_BY + 4 * HOUR)
    assert len(reminders.notices()) == 1


def test_a_claim_keeps_others_away_until_its_lease_ends(
    reminders: Workbench, matter: Matter
) -> None:
    reminders.tick(SIGN_BY, *CHAIN)
    at = SIGN_BY + 4 * HOUR
    claims = []
    for moment in (at, at + timedelta(seconds=1), at + escalations.LEASE):
        with reminders.transaction() as session:
            claims.append(len(escalations.claim(session, at=moment, limit=9)))
    assert claims == [1, 0, 1]


def test_without_anybody_above_the_ladder_ends_quietly(
    reminders: Workbench, matter: Matter
) -> None:
    reminders.tick(SIGN_BY)
    reminders.tick(SIGN_BY + DAY)
    reminders.tick(SIGN_BY + 2 * DAY)
    assert told(reminders) == [("signing_due", 0, matter.responsible)]
    assert reminders.notices()[0].escalate_at is None


def test_only_the_recipient_acknowledges_and_only_once(
    reminders: Workbench, matter: Matter
) -> None:
    reminders.tick(SIGN_BY - 2 * DAY, *CHAIN)
    [notice] = reminders.notices()
    with pytest.raises(Refusal, match="not_found"):
        acknowledge(reminders, notice, SIGN_BY, by=new_id())
    first = acknowledge(reminders, notice, SIGN_BY - DAY)
    again = acknowledge(reminders, notice, SIGN_BY)
    assert first.acknowledged_at == again.acknowledged_at == SIGN_BY - DAY
    assert len(reminders.told("notice_acknowledged")) == 1
