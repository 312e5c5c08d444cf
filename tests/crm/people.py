"""Two projects, a team, and who works there."""

from uuid import UUID

from common.actor import Actor
from contracts.office.roles import Role
from contracts.schema import new_id
from tests.tokens import actor_for

PROJECT, ELSEWHERE, TEAM = new_id(), new_id(), new_id()


def consultant(project: UUID = PROJECT) -> Actor:
    return actor_for(Role.CONSULTANT, projects=[project], team=TEAM)


def supervisor(project: UUID = PROJECT) -> Actor:
    return actor_for(Role.SALES_SUPERVISOR, projects=[project], team=TEAM)
