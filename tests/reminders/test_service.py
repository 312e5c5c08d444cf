"""Two replicas of reminders beside office, a mail server and the real broker."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_bytes, policy
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from common import clock
from contracts.deadline_kinds import SIGNING
from contracts.office.roles import Role
from contracts.schema import new_id
from tests.commands import envelope
from tests.publishing import publish
from tests.rpc import call
from tests.servers import Servers
from tests.stack import Stack
from tests.tokens import token_for

PROJECT = new_id()
EVENTS = SIGNING.events
HOUR = timedelta(hours=1)
_LADDER = ("consultant", "sales_supervisor", "sales_manager", "sales_director")


@dataclass(frozen=True)
class Office:
    """A region with a team: who is who."""

    stack: Stack
    consultant: UUID
    sales_supervisor: UUID
    sales_manager: UUID
    sales_director: UUID
    team: UUID

    def ask(self, operation: str, payload: Any, role: Role, who: UUID | None = None) -> Any:
        token = token_for(role, staff_id=who, projects=[PROJECT])
        return call(self.stack.amqp_uri, operation, payload, token=token)

    def notices(self, subject_id: UUID) -> list[dict[str, Any]]:
        asked = {"mine": False, "subject_id": str(subject_id)}
        answer = self.ask("reminders.list_notices", asked, Role.SALES_DIRECTOR)
        return sorted(answer["items"], key=lambda notice: notice["level"])

    def deliveries(self, notice_id: str) -> dict[str, dict[str, Any]]:
        asked = {"notice_id": notice_id}
        answer = self.ask("reminders.list_deliveries", asked, Role.OPERATOR)
        return {delivery["channel"]: delivery for delivery in answer["items"]}

    def letters(self) -> Counter[tuple[str, str]]:
        """How many messages came by recipient and message id."""
        files = (self.stack.home / "mail").glob("*.eml")
        messages = [message_from_bytes(f.read_bytes(), policy=policy.default) for f in files]
        return Counter((str(m["To"]), str(m["Message-ID"])) for m in messages)


@pytest.fixture(scope="module")
def stack(servers: Servers) -> Iterator[Stack]:
    running = Stack(
        servers,
        services=["office", "reminders"],
        replicas={"reminders": 2},
        eventlog=False,
        gateway=0,
        environment={
            "LOUPAN_RETRY_DELAYS": "0.1,0.2",
            "REMINDERS_SIGNING_NOTICES": "1h",
            "REMINDERS_ACKNOWLEDGE_WITHIN": "1s",
            "MAIL_RETRIES": ",".join(["0.5s"] * 40),
        },
    )
    with running:
        yield running


@pytest.fixture(scope="module")
def office(stack: Stack) -> Office:
    administrator = token_for(Role.ADMINISTRATOR)
    region, team = new_id(), new_id()
    ids = {role: new_id() for role in _LADDER}

    def enter(operation: str, payload: dict[str, Any]) -> None:
        call(stack.amqp_uri, f"office.{operation}", payload, token=administrator)

    def hire(role: str, **posting: Any) -> None:
        person = {
            "id": str(ids[role]),
            "username": f"{role.replace('_', '-')}",
            "name": f"某{role}",
            "email": f"{role}@example.com",
            "roles": [role],
        }
        enter("create_staff", person | posting)

    enter("create_region", {"id": str(region), "name": "城南"})
    hire("sales_supervisor", project_ids=[str(PROJECT)])
    leader = str(ids["sales_supervisor"])
    enter(
        "form_team",
        {"id": str(team), "name": "一组", "region_id": str(region), "leader_id": leader},
    )
    hire("consultant", project_ids=[str(PROJECT)], team_id=str(team))
    hire("sales_manager", region_ids=[str(region)])
    hire("sales_director")
    return Office(stack, team=team, **ids)


def started(office: Office, deal_id: UUID, in_time: timedelta) -> dict[str, Any]:
    """A subscription that is to be signed."""
    facts = belongs(office, deal_id) | {"deadlines": [signing(office, deal_id, in_time)]}
    return envelope(EVENTS.started, facts, deal_id, 1, PROJECT)


def over(office: Office, deal_id: UUID, status: str) -> dict[str, Any]:
    """It is signed, or need not be."""
    facts = belongs(office, deal_id) | signing(office, deal_id, HOUR) | {"status": status}
    return envelope(EVENTS.met, facts, new_id(), 2, PROJECT)


def belongs(office: Office, deal_id: UUID) -> dict[str, Any]:
    return {
        "deal_id": deal_id,
        "unit_id": new_id(),
        "unit_number": "1203",
        "consultant_id": office.consultant,
        "team_id": office.team,
    }


def signing(office: Office, deal_id: UUID, in_time: timedelta) -> dict[str, Any]:
    return {
        "kind": "signing",
        "subject_id": deal_id,
        "responsible_id": office.consultant,
        "due_at": clock.now() + in_time,
    }


def test_each_notice_is_sent_once_and_goes_up_the_ladder_by_mail_too(
    office: Office, stack: Stack
) -> None:
    deal_id = new_id()
    event = started(office, deal_id, HOUR + timedelta(seconds=1))
    publish(stack.amqp_uri, event, event)
    stack.wait_until(
        lambda: len(office.notices(deal_id)) >= 4, "the director is told", name="reminders"
    )
    notices = office.notices(deal_id)
    expected = [getattr(office, role) for role in _LADDER]
    assert [UUID(notice["recipient_id"]) for notice in notices] == expected
    assert [notice["level"] for notice in notices] == [0, 1, 2, 3]

    def all_delivered() -> bool:
        mails = [office.deliveries(notice["id"])["email"] for notice in notices]
        return all(mail["status"] == "sent" and mail["attempts"] == 1 for mail in mails)

    stack.wait_until(all_delivered, "the mail is sent", name="reminders")
    ids = {f"<{office.deliveries(n['id'])['email']['id']}@loupan>" for n in notices}
    arrived = {key: count for key, count in office.letters().items() if key[1] in ids}
    assert {address for address, _ in arrived} == {f"{role}@example.com" for role in _LADDER}
    assert set(arrived.values()) == {1}
    assert len(arrived) == 4


def test_an_acknowledged_notice_is_known_to_everybody_and_stays_with_the_consultant(
    office: Office, stack: Stack
) -> None:
    deal_id = new_id()
    publish(stack.amqp_uri, started(office, deal_id, HOUR + timedelta(milliseconds=500)))
    stack.wait_until(lambda: bool(office.notices(deal_id)), "a notice", name="reminders")
    notice = office.notices(deal_id)[0]
    named = {"notice_id": notice["id"]}
    answer = office.ask("reminders.acknowledge_notice", named, Role.CONSULTANT, office.consultant)
    assert answer["status"] == "acknowledged"
    with stack.engine("reminders").connect() as connection:
        further = connection.scalar(
            text(
                "SELECT count(*) FROM notice WHERE subject_id = :deal AND escalate_at IS NOT NULL"
            ),
            {"deal": deal_id},
        )
    assert further == 0


def test_a_deadline_of_any_kind_reminds_who_is_responsible_until_it_is_met(
    office: Office, stack: Stack
) -> None:
    deal_id, filing = new_id(), new_id()
    facts = {
        "kind": "filing",
        "subject_id": filing,
        "deal_id": deal_id,
        "unit_id": new_id(),
        "unit_number": "1203",
        "consultant_id": new_id(),
        "responsible_id": office.consultant,
        "due_at": clock.now(),
        "status": "open",
    }
    publish(stack.amqp_uri, envelope(EVENTS.set, facts, filing, 1, PROJECT))
    stack.wait_until(lambda: bool(office.notices(deal_id)), "a notice", name="reminders")
    notice = office.notices(deal_id)[0]
    assert (notice["kind"], notice["recipient_id"]) == ("deadline_due", str(office.consultant))
    met = facts | {"status": "met"}
    publish(stack.amqp_uri, envelope(EVENTS.met, met, filing, 2, PROJECT))
    stack.wait_until(
        lambda: {one["status"] for one in office.notices(deal_id)} == {"closed"},
        "its notices are closed",
        name="reminders",
    )


def test_mail_waits_for_a_server_that_is_away(office: Office, stack: Stack) -> None:
    deal_id = new_id()
    stack.stop("mail")
    try:
        publish(stack.amqp_uri, started(office, deal_id, HOUR + timedelta(milliseconds=500)))

        def failed_visibly() -> bool:
            notices = office.notices(deal_id)
            mail = office.deliveries(notices[0]["id"])["email"] if notices else {}
            return bool(mail.get("last_error"))

        stack.wait_until(failed_visibly, "the failure is visible", name="reminders")
    finally:
        stack.start("mail")
    first = office.notices(deal_id)[0]["id"]
    stack.wait_until(
        lambda: office.deliveries(first)["email"]["status"] == "sent",
        "it is sent after all",
        name="reminders",
    )


@pytest.mark.parametrize("status", ["met", "dropped"])
def test_a_deadline_that_was_over_before_it_was_heard_of_tells_nobody(
    office: Office, stack: Stack, status: str
) -> None:
    deal_id = new_id()
    publish(stack.amqp_uri, over(office, deal_id, status))

    def closed() -> list[dict[str, Any]]:
        asked = {"subject_id": str(deal_id), "status": "closed"}
        answer = office.ask("reminders.list_deadlines", asked, Role.SALES_DIRECTOR)
        return list(answer["items"])

    stack.wait_until(lambda: bool(closed()), "it is closed", name="reminders")
    late = started(office, deal_id, HOUR)
    publish(stack.amqp_uri, late)

    def heard() -> bool:
        handled = text("SELECT count(*) FROM inbox WHERE event_id = :event")
        with stack.engine("reminders").connect() as connection:
            return connection.scalar(handled, {"event": late["id"]}) == 1

    stack.wait_until(heard, "its start is heard", name="reminders")
    assert [one["outcome"] for one in closed()] == [status]
    assert closed()[0]["next_notice_at"] is None
    assert office.notices(deal_id) == []


def test_no_log_holds_an_address(office: Office, stack: Stack) -> None:
    assert office.letters()
    for replica in ("reminders", "reminders.2"):
        log = stack.log(replica)
        assert "ready" in log
        assert "@example.com" not in log
