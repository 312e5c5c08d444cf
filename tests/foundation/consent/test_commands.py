"""Request, decision, effect: in one transaction, by those entitled, never by the requester; in any
service that has the kit."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from common import clock
from common.actor import Actor
from common.consent import queries
from common.consent.deciding import Deciding
from common.consent.entrypoints import approvals_of
from common.consent.models import Approval
from common.consent.seats import keep_delegation
from contracts.event import EventType
from contracts.inventory.consent.delegations import APPROVALS_DELEGATED, DELEGATION_ENDED
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from tests.commands import asked, happened
from tests.foundation.consent.probe import CONTRACT, WISHES, Impossible, Kind, Office, consent


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def test_the_manager_consents_and_the_effect_happens_at_once(office: Office) -> None:
    approval = office.ask()
    assert office.wish_of(approval) == ("requested", 1)
    assert office.decide(approval, office.manager)["status"] == "approved"
    assert office.wish_of(approval) == ("granted", 2)
    [told] = office.told("approval_decided")
    assert (told["source"], told["data"]["status"]) == ("probe", "approved")
    assert told["data"]["approval_id"] == str(approval)


def test_a_rejection_needs_a_comment_and_has_its_own_effect(office: Office) -> None:
    approval = office.ask()
    with refused("comment_needed"):
        office.decide(approval, office.manager, "reject", silent=True)
    assert office.decide(approval, office.manager, "reject")["status"] == "rejected"
    assert office.wish_of(approval) == ("refused", 2)


def test_two_needs_take_two_people(office: Office) -> None:
    approval = office.ask(Role.GENERAL_MANAGER, Role.FINANCE)
    with refused("not_a_decider"):
        office.decide(approval, office.manager)
    assert office.decide(approval, office.general_manager)["status"] == "pending"
    with refused("decided_by_you"):
        office.decide(approval, office.general_manager)
    assert office.wish_of(approval) == ("requested", 1)
    assert office.decide(approval, office.finance)["status"] == "approved"
    assert office.wish_of(approval) == ("granted", 2)


def test_one_person_with_both_roles_still_is_one_person(office: Office) -> None:
    approval = office.ask(Role.SALES_MANAGER, Role.FINANCE)
    both = office.posted_as(Role.SALES_MANAGER, Role.FINANCE)
    assert office.decide(approval, both)["status"] == "pending"
    with refused("decided_by_you"):
        office.decide(approval, both)


def test_nobody_decides_their_own_request(office: Office) -> None:
    approval = office.ask(by=office.manager)
    with refused("own_request"):
        office.decide(approval, office.manager)
    assert office.decide(approval, office.director)["status"] == "approved"


def test_what_is_decided_stays_decided(office: Office) -> None:
    approval = office.ask()
    office.decide(approval, office.manager)
    with refused("approval_decided"):
        office.decide(approval, office.director, "reject")
    assert office.wish_of(approval) == ("granted", 2)


def test_a_manager_of_another_project_does_not_even_see_it(office: Office) -> None:
    approval = office.ask()
    stranger = office.posted_as(Role.SALES_MANAGER, project=new_id())
    with refused("not_found"):
        office.decide(approval, stranger)
    assert office.listed(stranger) == []


def test_a_second_request_for_the_same_matter_is_refused(office: Office) -> None:
    first = office.ask(wish=(wish := new_id()))
    with refused("approval_pending"):
        office.ask(wish=wish)
    office.decide(first, office.manager, "reject")
    office.ask(wish=wish)


def test_the_requester_withdraws_and_nobody_else(office: Office) -> None:
    approval = office.ask()
    with refused("not_found"):
        office.withdraw(approval, office.manager)
    office.withdraw(approval, office.consultant)
    assert office.wish_of(approval) == ("refused", 2)
    with refused("approval_decided"):
        office.decide(approval, office.manager)


def delegated(
    office: Office,
    deputy: Actor,
    event: EventType = APPROVALS_DELEGATED,
    *,
    ended: bool = False,
    version: int = 1,
    id: Any = None,
) -> Any:
    """As if inventory had told that the manager's deputy decides for three days, or no more."""
    delegation_id = id or new_id()
    now = clock.now()
    facts = {
        "delegation_id": delegation_id,
        "from_staff_id": office.manager.staff_id,
        "to_staff_id": deputy.staff_id,
        "roles": sorted(office.manager.roles),
        "project_ids": [office.project],
        "since": now - timedelta(days=1),
        "until": now if ended else now + timedelta(days=3),
    }
    with office.transaction() as session:
        told = happened(event, facts, aggregate_id=delegation_id, version=version)
        keep_delegation(session, told)
    return delegation_id


def test_a_deputy_decides_while_the_delegation_runs(office: Office) -> None:
    deputy = office.posted_as(Role.CONTROL_CLERK)
    delegation = delegated(office, deputy)
    first, second = office.ask(), office.ask()
    [_, waiting] = office.listed(deputy, to_decide=True)
    assert waiting["may_decide"]
    assert office.decide(first, deputy)["status"] == "approved"
    delegated(office, deputy, DELEGATION_ENDED, ended=True, version=2, id=delegation)
    with refused("not_a_decider"):
        office.decide(second, deputy)


def test_a_delegation_that_has_ended_does_not_run_again_when_its_beginning_comes_late(
    office: Office,
) -> None:
    deputy = office.posted_as(Role.CONTROL_CLERK)
    ended = delegated(office, deputy, DELEGATION_ENDED, ended=True, version=2)
    delegated(office, deputy, id=ended)
    approval = office.ask()
    with refused("not_a_decider"):
        office.decide(approval, deputy)


def test_a_deputy_does_not_decide_the_request_of_whom_they_stand_in_for(office: Office) -> None:
    deputy = office.posted_as(Role.CONTROL_CLERK)
    delegated(office, deputy)
    approval = office.ask(by=office.manager)
    with refused("not_a_decider"):
        office.decide(approval, deputy)


def test_lists_show_what_waits_for_whom(office: Office) -> None:
    approval = office.ask(Role.GENERAL_MANAGER, Role.FINANCE)
    assert [row["id"] for row in office.listed(office.finance, to_decide=True)] == [str(approval)]
    assert office.listed(office.manager, to_decide=True) == []
    [mine] = office.listed(office.consultant, mine=True)
    assert (mine["still_needs"], mine["may_decide"]) == (["general_manager", "finance"], False)
    office.decide(approval, office.finance)
    [seen] = office.listed(office.general_manager, to_decide=True)
    assert seen["still_needs"] == ["general_manager"]


def test_a_restricted_kind_is_seen_by_deciders_and_by_those_with_its_right_only(
    office: Office,
) -> None:
    office.ask(Role.GENERAL_MANAGER, kind=Kind.SECRET)
    readers = [office.general_manager, office.director, office.consultant]
    assert [len(office.listed(reader)) for reader in readers] == [1, 1, 1]
    for role in (Role.FINANCE, Role.SALES_ASSISTANT, Role.PLANNER):
        reader = office.posted_as(role)
        knows = reader.scope("price.read_floor") is not None
        assert (len(office.listed(reader)) == 1) is knows, role
    office.ask(Role.GENERAL_MANAGER)
    assert [row["kind"] for row in office.listed(office.posted_as(Role.SALES_ASSISTANT))] == [
        Kind.WISH
    ]


def test_facts_are_kept_as_json_and_updated_while_it_waits(office: Office) -> None:
    wish, day = new_id(), date(2026, 12, 1)
    approval = office.ask(wish=wish, price=Decimal("12.50"), unit_id=wish, on=day, count=2)
    with office.transaction() as session:
        consent.update_facts(session, wish, {"count": 3}, by=office.manager, at=clock.now())
    [row] = office.listed(office.manager)
    shown = {"text": "车位优惠", "price": "12.50", "unit_id": str(wish), "on": "2026-12-01"}
    assert row["facts"] == shown | {"count": 3}
    office.decide(approval, office.manager)
    with office.transaction() as session:
        consent.update_facts(session, wish, {"count": 4}, by=office.manager, at=clock.now())
    [row] = office.listed(office.manager)
    assert row["facts"]["count"] == 3


def test_an_approval_is_read_with_its_decisions(office: Office) -> None:
    approval = office.ask(Role.GENERAL_MANAGER, Role.FINANCE)
    office.decide(approval, office.finance)
    ask = asked(CONTRACT.read, approval_id=str(approval))
    with office.transaction() as session:
        read = queries.read_approval(session, CONTRACT, ask, by=office.consultant, at=clock.now())
    [decision] = read["decisions"]
    assert (decision.role, decision.by, decision.verdict) == (
        "finance",
        office.finance.id,
        "approve",
    )


def test_of_two_deciding_at_once_one_wins_and_the_effect_happens_once(office: Office) -> None:
    approval = office.ask()
    people: Sequence[Actor] = [office.manager, office.director, office.general_manager] * 3

    def attempt(by: Actor) -> str:
        try:
            return str(office.decide(approval, by)["status"])
        except Refusal as refusal:
            return refusal.code

    with ThreadPoolExecutor(len(people)) as pool:
        outcomes = list(pool.map(attempt, people))
    assert sorted(set(outcomes)) == ["approval_decided", "approved"]
    assert outcomes.count("approved") == 1
    assert office.wish_of(approval) == ("granted", 2)


def test_a_failing_effect_undoes_the_decision(office: Office) -> None:
    approval = office.ask(text="impossible")
    with pytest.raises(Impossible):
        office.decide(approval, office.manager)
    [row] = office.listed(office.manager)
    assert (row["status"], row["may_decide"]) == ("pending", True)
    assert office.wish_of(approval) == ("requested", 1)


def test_every_kind_has_its_effects_and_no_other_has() -> None:
    assert approvals_of(CONTRACT, {Kind.WISH: WISHES, Kind.SECRET: WISHES})
    with pytest.raises(ValueError, match="secret"):
        approvals_of(CONTRACT, {Kind.WISH: WISHES})
    with pytest.raises(ValueError, match="wonder"):
        approvals_of(CONTRACT, dict.fromkeys((*Kind, "wonder"), WISHES))


def test_consent_is_outdated_when_by_now_it_takes_somebody_else(office: Office) -> None:
    approval = Approval(needs=["sales_manager"])
    deciding = Deciding(approval, office.manager, clock.now())
    deciding.require([Role.SALES_SUPERVISOR])
    deciding.require([Role.CONSULTANT, Role.SALES_MANAGER], Role.CONSULTANT)
    with refused("consent_outdated") as caught:
        deciding.require([Role.SALES_MANAGER, Role.FINANCE])
    assert caught.value.details["needs"] == ["sales_manager", "finance"]
