"""Who answers for whom (seeds 000, 001, 003, 004)."""

import pytest

from contracts.schema import new_id
from services.office.people.staff import rules
from services.office.people.staff.rules import Posted

EAST, WEST = new_id(), new_id()
PARK, TOWER = new_id(), new_id()
TEAM = new_id()


def _posted(*roles: str, **more: object) -> Posted:
    return Posted(new_id(), frozenset(roles), **more)  # type: ignore[arg-type]  # builder


CONSULTANT = _posted("consultant", team_id=TEAM, projects=frozenset({PARK}))
SUPERVISOR = _posted(
    "sales_supervisor",
    team_id=TEAM,
    led_teams=frozenset({TEAM}),
    projects=frozenset({PARK}),
)
OTHER_SUPERVISOR = _posted("sales_supervisor", projects=frozenset({PARK}))
MANAGER = _posted("sales_manager", regions=frozenset({EAST}))
PROJECT_MANAGER = _posted("sales_manager", projects=frozenset({PARK}))
WEST_MANAGER = _posted("sales_manager", regions=frozenset({WEST}), projects=frozenset({TOWER}))
DIRECTOR = _posted("sales_director")
GENERAL_MANAGER = _posted("general_manager")
EVERYBODY = [
    GENERAL_MANAGER,
    DIRECTOR,
    WEST_MANAGER,
    PROJECT_MANAGER,
    MANAGER,
    OTHER_SUPERVISOR,
    SUPERVISOR,
    CONSULTANT,
]


@pytest.mark.parametrize(
    ("person", "above"),
    [
        (CONSULTANT, [SUPERVISOR, PROJECT_MANAGER, MANAGER, DIRECTOR, GENERAL_MANAGER]),
        (SUPERVISOR, [PROJECT_MANAGER, MANAGER, DIRECTOR, GENERAL_MANAGER]),
        (MANAGER, [DIRECTOR, GENERAL_MANAGER]),
        (DIRECTOR, [GENERAL_MANAGER]),
        (GENERAL_MANAGER, []),
    ],
)
def test_the_chain_goes_up_from_the_person_s_own_rank(person: Posted, above: list[Posted]) -> None:
    chain = rules.chain_of_command(person, EVERYBODY, {EAST})
    assert [staff_id for staff_id, _ in chain] == [p.staff_id for p in (person, *above)]


def test_each_in_the_chain_is_named_by_the_role_they_answer_in() -> None:
    chain = rules.chain_of_command(CONSULTANT, EVERYBODY, set())
    assert [role for _, role in chain] == [
        "consultant",
        "sales_supervisor",
        "sales_manager",
        "sales_director",
        "general_manager",
    ]


def test_somebody_with_two_ranks_appears_once_at_the_lower_one() -> None:
    both = _posted("sales_director", "general_manager")
    chain = rules.chain_of_command(CONSULTANT, [both], set())
    assert chain[1:] == [(both.staff_id, "sales_director")]


def test_without_a_team_there_is_no_supervisor() -> None:
    alone = _posted("planner", projects=frozenset({PARK}))
    roles = [role for _, role in rules.chain_of_command(alone, EVERYBODY, {EAST})]
    assert roles[:2] == ["planner", "sales_manager"]


def test_nobody_supervises_themselves() -> None:
    leader, member = new_id(), new_id()
    assert rules.supervisor_of(member, leader) == leader
    assert rules.supervisor_of(leader, leader) is None
