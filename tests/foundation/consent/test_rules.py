"""Who decides what: the line upwards, finance beside it, nobody for themselves."""

from itertools import product
from uuid import UUID

import pytest

from common.consent.rules import LADDER, Seat, chosen_need, covered, fills, outcome
from contracts.consent.approvals import ApprovalStatus, Verdict
from contracts.office.roles import Role, Scope
from contracts.schema import new_id

PROJECT, ELSEWHERE, ME, ABSENT = (new_id() for _ in range(4))
YES, NO = Verdict.APPROVE, Verdict.REJECT


@pytest.mark.parametrize(("role", "need"), list(product(LADDER, LADDER)))
def test_a_higher_role_of_the_line_decides_in_place_of_a_lower_one(role: Role, need: Role) -> None:
    assert fills(role, need) == (LADDER.index(role) >= LADDER.index(need))


@pytest.mark.parametrize("role", LADDER)
def test_nobody_of_the_line_decides_in_place_of_finance(role: Role) -> None:
    assert not fills(role, Role.FINANCE)
    assert not fills(Role.FINANCE, role)


@pytest.mark.parametrize(
    ("needed", "given", "enough"),
    [
        ([Role.SALES_MANAGER], ["sales_manager"], True),
        ([Role.SALES_MANAGER], ["general_manager"], True),
        ([Role.SALES_DIRECTOR], ["sales_manager"], False),
        ([Role.SALES_MANAGER, Role.FINANCE], ["sales_director"], False),
        ([Role.SALES_MANAGER, Role.FINANCE], ["sales_director", "finance"], True),
    ],
)
def test_a_higher_consent_covers_a_lower_one_but_not_finances(
    needed: list[Role], given: list[str], enough: bool
) -> None:
    assert covered(needed, given) is enough


def seat(*roles: Role, scope: Scope = Scope.REGION, in_place_of: UUID | None = None) -> Seat:
    return Seat(ME, frozenset(map(str, roles)), frozenset({PROJECT}), scope, in_place_of)


@pytest.mark.parametrize(
    ("seats", "project", "requested_by", "need"),
    [
        ([seat(Role.SALES_MANAGER)], PROJECT, "somebody", "sales_manager"),
        ([seat(Role.SALES_MANAGER)], ELSEWHERE, "somebody", None),
        ([seat(Role.SALES_DIRECTOR, scope=Scope.ALL)], ELSEWHERE, "somebody", "sales_manager"),
        ([seat(Role.SALES_MANAGER)], PROJECT, str(ME), None),
        ([seat(Role.FINANCE)], PROJECT, "somebody", "finance"),
        ([seat(Role.CONSULTANT)], PROJECT, "somebody", None),
        (
            [seat(Role.CONSULTANT), seat(Role.SALES_MANAGER, in_place_of=ABSENT)],
            PROJECT,
            "somebody",
            "sales_manager",
        ),
        ([seat(Role.SALES_MANAGER, in_place_of=ABSENT)], PROJECT, str(ABSENT), None),
        ([], PROJECT, "somebody", None),
    ],
    ids=[
        "the manager",
        "another project",
        "the director everywhere",
        "not one's own",
        "finance",
        "not a consultant",
        "a deputy",
        "nor one's deputy",
        "nobody",
    ],
)
def test_the_first_open_need_that_somebody_fills(
    seats: list[Seat], project: UUID, requested_by: str, need: str | None
) -> None:
    needs = ["sales_manager", "finance"]
    found = chosen_need(seats, needs, project_id=project, requested_by=requested_by)
    assert (found[0] if found else None) == need


@pytest.mark.parametrize(
    ("verdicts", "status"),
    [
        ({}, ApprovalStatus.PENDING),
        ({"sales_manager": YES}, ApprovalStatus.PENDING),
        ({"sales_manager": YES, "finance": YES}, ApprovalStatus.APPROVED),
        ({"sales_manager": NO}, ApprovalStatus.REJECTED),
        ({"sales_manager": YES, "finance": NO}, ApprovalStatus.REJECTED),
    ],
)
def test_every_need_consents_or_one_rejects(
    verdicts: dict[str, Verdict], status: ApprovalStatus
) -> None:
    assert outcome(["sales_manager", "finance"], verdicts) is status
