"""Who and what the filled databases tell of: the same ids in every service's.

Twelve projects with twenty consultants each. Of every kind of thing the first one belongs to the
first project and its first consultant, so that a director, the project's manager and the consultant
all may ask for it.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import IntEnum
from uuid import UUID

from common import clock
from common.actor import Actor
from contracts.office.rights import RIGHTS
from contracts.office.roles import Role, Scope, SystemRole
from tests.tokens import actor_for

PROJECTS = 12
CONSULTANTS_PER_PROJECT = 20
UNITS_PER_PROJECT = 1_250
UNITS = PROJECTS * UNITS_PER_PROJECT
DEALS = 24_000
CUSTOMERS = 20_000
YEARS = timedelta(days=730)
NOW = clock.now()


class Thing(IntEnum):
    """What ids are of; the order is that of a company's growth."""

    REGION = 1
    PROJECT = 2
    TEAM = 3
    STAFF = 4
    BUILDING = 5
    STAIR = 6
    HOUSE_TYPE = 7
    UNIT = 8
    CUSTOMER = 9
    DEAL = 10
    OTHER = 11


def ident(thing: int, number: int) -> str:
    """The id (a UUIDv7) of the `number`th thing of a kind."""
    return f"01900000-0000-7{thing:03x}-8000-{number:012x}"


def uuid(thing: int, number: int = 0) -> UUID:
    return UUID(ident(thing, number))


def project_of(number: int) -> int:
    """Whatever many projects have comes in turns, as it does in life."""
    return number % PROJECTS


def consultant_of(number: int) -> int:
    turn = number // PROJECTS % CONSULTANTS_PER_PROJECT
    return project_of(number) * CONSULTANTS_PER_PROJECT + turn


def moment_of(number: int, of: int) -> datetime:
    """When the `number`th of so many things happened: evenly over the last years."""
    return NOW - YEARS + YEARS * (number / of)


STAFF = PROJECTS * CONSULTANTS_PER_PROJECT
MANAGER, CONSULTANT = uuid(Thing.STAFF, 1_000), uuid(Thing.STAFF, 0)


def askers(permission: str) -> dict[str, Actor]:
    """Who asks: the director, the manager of one project and a consultant of it, as far as they
    may; where none of them may, somebody who may."""
    team, home = uuid(Thing.TEAM), [uuid(Thing.PROJECT)]
    usual = {
        "director": actor_for(Role.SALES_DIRECTOR, staff_id=uuid(Thing.STAFF, 1_001)),
        "manager": actor_for(Role.SALES_MANAGER, staff_id=MANAGER, projects=home),
        "consultant": actor_for(Role.CONSULTANT, staff_id=CONSULTANT, projects=home, team=team),
    }
    if permission not in RIGHTS:
        return usual
    entitled = {name: one for name, one in usual.items() if one.scope(permission) is not None}
    return entitled or {"somebody else": _entitled(RIGHTS[permission])}


def _entitled(granted: dict[Role | SystemRole, Scope]) -> Actor:
    role = max(granted, key=lambda one: granted[one])
    if isinstance(role, SystemRole):
        return Actor(id=role.value, roles=frozenset({role.value}))
    return actor_for(role, projects=_all(Thing.PROJECT, PROJECTS))


def _all(thing: Thing, number: int) -> Iterable[UUID]:
    return [uuid(thing, each) for each in range(number)]
