"""One list of what waits for consent, over all services, seen by whoever may see it there."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

import contracts
from common import clock
from common.actor import Actor
from common.consent.seats import keep_delegation
from contracts.consent.approvals import CONSENT as CONTRACTS_OF
from contracts.declaring import import_topics
from contracts.inventory.consent.approvals import CONSENT, ApprovalKind
from contracts.inventory.consent.delegations import APPROVALS_DELEGATED
from contracts.office.roles import Role
from contracts.parking import SERVICES
from contracts.reminders.inbox.open_approvals import list_open_approvals
from contracts.schema import new_id
from services.reminders.inbox.open_approvals import commands, queries
from services.reminders.inbox.open_approvals.entrypoints import CONTRACTS
from services.reminders.service import SERVICE
from tests.commands import Bench, answered, asked, happened
from tests.databases import Database
from tests.tokens import actor_for


class Inbox(Bench):
    def __init__(self, database: Database) -> None:
        super().__init__(database.engine, SERVICE)
        self.project = new_id()
        self.consultant = self.posted_as(Role.CONSULTANT)
        self.manager = self.posted_as(Role.SALES_MANAGER)
        self.general_manager = actor_for(Role.GENERAL_MANAGER)

    def posted_as(self, role: Role, project: UUID | None = None) -> Actor:
        at = [project or self.project]
        return actor_for([str(role)], projects=at, region_projects=at)

    def hears(
        self,
        approval: UUID | None = None,
        *,
        kind: ApprovalKind = ApprovalKind.HOLD,
        needs: tuple[Role, ...] = (Role.SALES_MANAGER,),
        still: tuple[Role, ...] | None = None,
        status: str = "pending",
        version: int = 1,
        at: datetime | None = None,
    ) -> UUID:
        """As if inventory had told how an approval stands."""
        approval_id = approval or new_id()
        facts = {
            "approval_id": approval_id,
            "kind": kind,
            "subject_id": new_id(),
            "status": status,
            "needs": needs,
            "still_needs": needs if still is None else still,
            "facts": {"unit_number": "101"},
            "requested_by": self.consultant.id,
            "requested_at": at or clock.now(),
        }
        event = CONSENT.advanced if status == "pending" else CONSENT.decided
        with self.transaction() as session:
            heard = happened(
                event, facts, aggregate_id=approval_id, version=version, project_id=self.project
            )
            commands.keep(session, heard)
        return approval_id

    def listed(self, by: Actor, **chosen: Any) -> list[dict[str, Any]]:
        return list(self.page(by, **chosen)["items"])

    def page(self, by: Actor, **chosen: Any) -> Any:
        ask = asked(list_open_approvals, **chosen)
        with self.transaction() as session:
            found = queries.list_open_approvals(session, CONTRACTS, ask, by=by, at=clock.now())
            return answered(list_open_approvals, found)


@pytest.fixture
def inbox(database: Callable[[str], Database]) -> Inbox:
    return Inbox(database("reminders"))


def test_an_approval_is_listed_with_its_service_and_matter(inbox: Inbox) -> None:
    approval = inbox.hears()
    [row] = inbox.listed(inbox.manager)
    assert (row["id"], row["service"], row["kind"]) == (str(approval), "inventory", "hold")
    assert (row["facts"], row["may_decide"]) == ({"unit_number": "101"}, True)


def test_what_is_decided_goes_and_does_not_come_back_with_a_late_event(inbox: Inbox) -> None:
    approval = inbox.hears()
    inbox.hears(approval, status="approved", still=(), version=2)
    assert inbox.listed(inbox.manager) == []
    inbox.hears(approval)
    assert inbox.listed(inbox.manager) == []


def test_after_the_first_of_two_consents_it_waits_for_the_other_only(inbox: Inbox) -> None:
    both = (Role.SALES_MANAGER, Role.FINANCE)
    approval, finance = inbox.hears(needs=both), inbox.posted_as(Role.FINANCE)
    assert len(inbox.listed(inbox.manager, to_decide=True)) == 1
    inbox.hears(approval, needs=both, still=(Role.FINANCE,), version=2)
    assert inbox.listed(inbox.manager, to_decide=True) == []
    [row] = inbox.listed(finance, to_decide=True)
    assert (row["still_needs"], row["may_decide"]) == (["finance"], True)


def test_another_project_s_approvals_are_not_seen(inbox: Inbox) -> None:
    inbox.hears()
    assert inbox.listed(inbox.posted_as(Role.SALES_MANAGER, project=new_id())) == []


def test_the_requester_sees_their_own_request_and_does_not_decide_it(inbox: Inbox) -> None:
    inbox.hears()
    [mine] = inbox.listed(inbox.consultant, mine=True)
    assert not mine["may_decide"]
    assert inbox.listed(inbox.consultant, to_decide=True) == []
    assert inbox.listed(inbox.manager, mine=True) == []


def test_a_price_matter_is_kept_from_those_who_neither_decide_it_nor_know_the_floors(
    inbox: Inbox,
) -> None:
    assistant = inbox.posted_as(Role.SALES_ASSISTANT)
    inbox.hears(kind=ApprovalKind.SPECIAL_DISCOUNT, needs=(Role.GENERAL_MANAGER,))
    assert inbox.listed(assistant) == []
    assert len(inbox.listed(inbox.general_manager)) == 1
    inbox.hears()
    assert [row["kind"] for row in inbox.listed(assistant)] == ["hold"]


def test_a_deputy_finds_what_waits_for_whom_they_stand_in_for(inbox: Inbox) -> None:
    inbox.hears()
    deputy, now = inbox.posted_as(Role.CONSULTANT, project=new_id()), clock.now()
    assert inbox.listed(deputy) == []
    facts = {
        "delegation_id": (delegation := new_id()),
        "from_staff_id": inbox.manager.staff_id,
        "to_staff_id": deputy.staff_id,
        "roles": ["sales_manager"],
        "project_ids": [inbox.project],
        "since": now - timedelta(minutes=1),
        "until": now + timedelta(days=1),
    }
    with inbox.transaction() as session:
        keep_delegation(session, happened(APPROVALS_DELEGATED, facts, aggregate_id=delegation))
    [row] = inbox.listed(deputy, to_decide=True)
    assert row["may_decide"]


def test_every_service_that_asks_for_consent_is_heard() -> None:
    import_topics("contracts", contracts.__path__)
    asking = [one for one in CONTRACTS_OF.values() if one.service in SERVICES]
    assert set(asking) == set(CONTRACTS)
    handled = {
        getattr(SERVICE, name).handles.key
        for name in dir(SERVICE)
        if hasattr(getattr(SERVICE, name), "handles")
    }
    assert {event.key for one in asking for event in one.events} <= handled


def test_the_list_is_paged_newest_first(inbox: Inbox) -> None:
    now = clock.now()
    ages = [inbox.hears(at=now - timedelta(minutes=age)) for age in range(3)]
    first = inbox.page(inbox.manager, page_size=2)
    rest = inbox.page(inbox.manager, page_size=2, cursor=first["next"])
    pages = [[row["id"] for row in page["items"]] for page in (first, rest)]
    assert pages == [[str(ages[0]), str(ages[1])], [str(ages[2])]]
    assert rest["next"] is None
