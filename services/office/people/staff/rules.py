"""Postings and the chain of command (汇报链; seeds 000, 001, 003, 004)."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from uuid import UUID

from contracts.office.roles import Role

LADDER = (
    Role.SALES_SUPERVISOR,
    Role.SALES_MANAGER,
    Role.SALES_DIRECTOR,
    Role.GENERAL_MANAGER,
)
"""Who answers for whom, upwards: consultant → supervisor → manager → director → company leader."""

COMPANY_WIDE = (Role.SALES_DIRECTOR, Role.GENERAL_MANAGER)


@dataclass(frozen=True)
class Posted:
    """Somebody as posted. `led_teams` are the teams that they lead."""

    staff_id: UUID
    roles: Set[str]
    team_id: UUID | None = None
    led_teams: Set[UUID] = frozenset()
    projects: Set[UUID] = frozenset()
    regions: Set[UUID] = frozenset()


def rank(roles: Iterable[str]) -> int:
    """0 for those below the ladder, otherwise the highest rung, counted from 1."""
    held = set(roles)
    return max((rung for rung, role in enumerate(LADDER, start=1) if role in held), default=0)


def chain_of_command(
    person: Posted, others: Iterable[Posted], regions: Set[UUID]
) -> list[tuple[UUID, str]]:
    """`person` and those who answer for them, upwards, as (staff id, role).

    `regions` are those of the person's projects and team; `others` come in the order of joining.
    The supervisor is the leader of the person's team; managers share a project or lead one of
    `regions`; directors and general managers answer for everybody. Nobody of the person's own rank
    or below.
    """
    everybody = [other for other in others if other.staff_id != person.staff_id]
    own_rank = rank(person.roles)
    chain = [(person.staff_id, _own_role(person))]
    for rung, role in enumerate(LADDER, start=1):
        if rung <= own_rank:
            continue
        taken = {staff_id for staff_id, _ in chain}
        chain += [
            (other.staff_id, role.value)
            for other in everybody
            if other.staff_id not in taken and _answers(other, role, person, regions)
        ]
    return chain


def _own_role(person: Posted) -> str:
    rung = rank(person.roles)
    return LADDER[rung - 1].value if rung else min(person.roles)


def _answers(other: Posted, role: Role, person: Posted, regions: Set[UUID]) -> bool:
    if role is Role.SALES_SUPERVISOR:
        return person.team_id in other.led_teams
    if role not in other.roles:
        return False
    return role in COMPANY_WIDE or bool(
        other.projects & person.projects or other.regions & (regions | person.regions)
    )


def supervisor_of(staff_id: UUID, leader_id: UUID | None) -> UUID | None:
    """The team's leader; nobody supervises themselves."""
    return None if leader_id == staff_id else leader_id
