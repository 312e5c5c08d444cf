"""Request, decision, effect: in one transaction, by those entitled, never by the requester."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from contracts.inventory.consent import approvals as operations
from contracts.inventory.consent import delegations as delegation_operations
from contracts.inventory.consent.approvals import ApprovalKind
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.consent.approvals import commands, queries
from services.inventory.consent.approvals.commands import Deciding
from services.inventory.consent.delegations import commands as delegations
from tests.commands import answered, asked
from tests.inventory.workbench import SalesOffice

Effects = list[tuple[str, UUID]]


@pytest.fixture
def effects(monkeypatch: pytest.MonkeyPatch) -> Effects:
    """What happened, in place of the effect of a promise."""
    happened: Effects = []

    def noted(name: str) -> Any:
        return lambda session, deciding: happened.append((name, deciding.approval.subject_id))

    monkeypatch.setitem(
        commands.EFFECTS, ApprovalKind.PROMISE, (noted("granted"), noted("refused"))
    )
    return happened


def request(
    office: SalesOffice,
    *needs: Role,
    by: Actor | None = None,
    subject: UUID | None = None,
) -> UUID:
    with office.transaction() as session:
        approval = commands.request(
            session,
            ApprovalKind.PROMISE,
            subject or new_id(),
            project_id=office.project,
            needs=needs or (Role.SALES_MANAGER,),
            facts={"text": "车位优惠"},
            by=by or office.consultant,
            at=clock.now(),
        )
        return approval.id


def decide(office: SalesOffice, approval: UUID, by: Actor, verdict: str = "approve") -> Any:
    payload: dict[str, Any] = {"approval_id": str(approval), "verdict": verdict}
    if verdict == "reject":
        payload["comment"] = "条件不足"
    return office.do(commands.decide, operations.decide_approval, by, **payload)


def listed(office: SalesOffice, by: Actor, **chosen: Any) -> list[dict[str, Any]]:
    ask = asked(operations.list_approvals, **chosen)
    with office.transaction() as session:
        found = queries.list_approvals(session, ask, by=by, at=clock.now())
        return answered(operations.list_approvals, found)["items"]


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def test_the_manager_consents_and_the_effect_happens_at_once(
    office: SalesOffice, effects: Effects
) -> None:
    approval = request(office, subject=(subject := new_id()))
    assert effects == []
    assert decide(office, approval, office.manager)["status"] == "approved"
    assert effects == [("granted", subject)]
    [told] = office.told("approval_decided")
    data = told["data"]
    assert (data["status"], data["subject_id"]) == ("approved", str(subject))


def test_a_rejection_needs_a_comment_and_has_its_own_effect(
    office: SalesOffice, effects: Effects
) -> None:
    approval = request(office, subject=(subject := new_id()))
    silent: dict[str, Any] = {"approval_id": str(approval), "verdict": "reject"}
    with refused("comment_needed"):
        office.do(commands.decide, operations.decide_approval, office.manager, **silent)
    assert decide(office, approval, office.manager, "reject")["status"] == "rejected"
    assert effects == [("refused", subject)]


def test_two_needs_take_two_people(office: SalesOffice, effects: Effects) -> None:
    approval = request(office, Role.GENERAL_MANAGER, Role.FINANCE)
    with refused("not_a_decider"):
        decide(office, approval, office.manager)
    assert decide(office, approval, office.general_manager)["status"] == "pending"
    with refused("decided_by_you"):
        decide(office, approval, office.general_manager)
    assert effects == []
    assert decide(office, approval, office.finance)["status"] == "approved"
    assert [name for name, _ in effects] == ["granted"]


def test_one_person_with_both_roles_still_is_one_person(
    office: SalesOffice, effects: Effects
) -> None:
    approval = request(office, Role.SALES_MANAGER, Role.FINANCE)
    both = office.posted_as(Role.SALES_MANAGER, Role.FINANCE)
    assert decide(office, approval, both)["status"] == "pending"
    with refused("decided_by_you"):
        decide(office, approval, both)


def test_nobody_decides_their_own_request(office: SalesOffice, effects: Effects) -> None:
    approval = request(office, by=office.manager)
    with refused("own_request"):
        decide(office, approval, office.manager)
    assert decide(office, approval, office.director)["status"] == "approved"


def test_what_is_decided_stays_decided(office: SalesOffice, effects: Effects) -> None:
    approval = request(office)
    decide(office, approval, office.manager)
    with refused("approval_decided"):
        decide(office, approval, office.director, "reject")
    assert len(effects) == 1


def test_a_manager_of_another_project_does_not_even_see_it(
    office: SalesOffice, effects: Effects
) -> None:
    approval = request(office)
    stranger = office.posted_as(Role.SALES_MANAGER, project=new_id())
    with refused("not_found"):
        decide(office, approval, stranger)
    assert listed(office, stranger) == []


def test_a_second_request_for_the_same_matter_is_refused(
    office: SalesOffice, effects: Effects
) -> None:
    subject = new_id()
    first = request(office, subject=subject)
    with refused("approval_pending"):
        request(office, subject=subject)
    decide(office, first, office.manager, "reject")
    request(office, subject=subject)


def test_the_requester_withdraws_and_nobody_else(office: SalesOffice, effects: Effects) -> None:
    approval = request(office, subject=(subject := new_id()))
    chosen: dict[str, Any] = {"approval_id": str(approval)}
    with refused("not_found"):
        office.do(commands.withdraw, operations.withdraw_approval, office.manager, **chosen)
    office.do(commands.withdraw, operations.withdraw_approval, office.consultant, **chosen)
    assert effects == [("refused", subject)]
    with refused("approval_decided"):
        decide(office, approval, office.manager)


def test_a_deputy_decides_while_the_delegation_runs(office: SalesOffice, effects: Effects) -> None:
    deputy = office.posted_as(Role.CONTROL_CLERK)
    now = clock.now()
    delegation = office.do(
        delegations.delegate,
        delegation_operations.delegate_approvals,
        office.manager,
        to_staff_id=str(deputy.staff_id),
        until=(now + timedelta(days=3)).isoformat(),
    )
    first, second = request(office), request(office)
    [_, waiting] = listed(office, deputy, to_decide=True)
    assert waiting["may_decide"]
    assert decide(office, first, deputy)["status"] == "approved"
    office.do(
        delegations.end,
        delegation_operations.end_delegation,
        office.manager,
        delegation_id=str(delegation["id"]),
    )
    with refused("not_a_decider"):
        decide(office, second, deputy)


def test_a_deputy_does_not_decide_the_request_of_whom_they_stand_in_for(
    office: SalesOffice, effects: Effects
) -> None:
    deputy = office.posted_as(Role.CONTROL_CLERK)
    office.do(
        delegations.delegate,
        delegation_operations.delegate_approvals,
        office.manager,
        to_staff_id=str(deputy.staff_id),
        until=(clock.now() + timedelta(days=3)).isoformat(),
    )
    approval = request(office, by=office.manager)
    with refused("not_a_decider"):
        decide(office, approval, deputy)


@pytest.mark.parametrize("days", [-1, 0, 61])
def test_a_delegation_ends_within_sixty_days(office: SalesOffice, days: int) -> None:
    with refused("delegation_invalid"):
        office.do(
            delegations.delegate,
            delegation_operations.delegate_approvals,
            office.manager,
            to_staff_id=str(new_id()),
            until=(clock.now() + timedelta(days=days)).isoformat(),
        )


def test_lists_show_what_waits_for_whom(office: SalesOffice, effects: Effects) -> None:
    approval = request(office, Role.GENERAL_MANAGER, Role.FINANCE)
    assert [row["id"] for row in listed(office, office.finance, to_decide=True)] == [str(approval)]
    assert listed(office, office.manager, to_decide=True) == []
    [mine] = listed(office, office.consultant, mine=True)
    assert (mine["still_needs"], mine["may_decide"]) == (["general_manager", "finance"], False)
    decide(office, approval, office.finance)
    [seen] = listed(office, office.general_manager, to_decide=True)
    assert seen["still_needs"] == ["general_manager"]


def test_of_two_deciding_at_once_one_wins_and_the_effect_happens_once(
    office: SalesOffice, effects: Effects
) -> None:
    approval = request(office)
    people: Sequence[Actor] = [office.manager, office.director, office.general_manager] * 3

    def attempt(by: Actor) -> str:
        try:
            return str(decide(office, approval, by)["status"])
        except Refusal as refusal:
            return refusal.code

    with ThreadPoolExecutor(len(people)) as pool:
        outcomes = list(pool.map(attempt, people))
    assert sorted(set(outcomes)) == ["approval_decided", "approved"]
    assert outcomes.count("approved") == len(effects) == 1


def test_a_failing_effect_undoes_the_decision(
    office: SalesOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(session: Session, deciding: Deciding) -> None:
        raise RuntimeError("the effect can't happen")

    monkeypatch.setitem(commands.EFFECTS, ApprovalKind.PROMISE, (fail, fail))
    approval = request(office)
    with pytest.raises(RuntimeError):
        decide(office, approval, office.manager)
    [row] = listed(office, office.manager)
    assert (row["status"], row["may_decide"]) == ("pending", True)
