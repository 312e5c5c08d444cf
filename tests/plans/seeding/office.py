"""Office with three thousand staff and a log of twenty thousand events."""

import json
from collections.abc import Iterator
from typing import Any

from contracts.office.roles import Role
from tests.plans.company import NOW, PROJECTS, Thing, ident, moment_of, project_of
from tests.plans.filling import Fill
from tests.plans.seeding.consent import fill_approvals
from tests.plans.seeding.foundation import fill_parked

PEOPLE, EVENTS, TEAMS, REGIONS = 3_000, 20_000, 120, 4
_EVENT = {
    "schema": 1, "version": 1, "by": "x", "data": {}, "occurred_at": NOW.isoformat(),
}  # fmt: skip


def fill(fill: Fill) -> None:
    fill_parked(fill)
    fill_approvals(fill, ["hold"])
    fill("region", ({
        "id": ident(Thing.REGION, number), "name": f"区域{number}",
    } for number in range(REGIONS)))  # fmt: skip
    fill("project", ({
        "id": ident(Thing.PROJECT, number), "region_id": ident(Thing.REGION, number % REGIONS),
    } for number in range(PROJECTS)))  # fmt: skip
    fill("team", ({
        "id": ident(Thing.TEAM, number), "name": f"{number}组",
        "region_id": ident(Thing.REGION, number % REGIONS),
    } for number in range(TEAMS)))  # fmt: skip
    fill("staff", _staff(), email="x@example.com")
    fill("login_session", _sessions(), place="::1", agent="x")
    fill("event_log", _events())


def _role(number: int) -> Role:
    """In a hundred there are a manager, two supervisors, and somebody of finance."""
    few = {0: Role.SALES_MANAGER, 1: Role.SALES_SUPERVISOR, 2: Role.SALES_SUPERVISOR,
           3: Role.FINANCE}  # fmt: skip
    return few.get(number // PROJECTS % 100, Role.CONSULTANT)


def _staff() -> Iterator[dict[str, Any]]:
    for number in range(PEOPLE):
        role = _role(number)
        leads = role is Role.SALES_MANAGER
        yield {
            "id": ident(Thing.STAFF, number),
            "username": f"staff{number}",
            "name": f"员工{number}",
            "roles": [role.value],
            "team_id": ident(Thing.TEAM, number % TEAMS),
            "project_ids": [] if leads else [ident(Thing.PROJECT, project_of(number))],
            "region_ids": [ident(Thing.REGION, number % REGIONS)] if leads else [],
            "status": "left" if number // PROJECTS % 50 == 11 else "active",
            "joined_at": moment_of(number, PEOPLE),
        }


def _sessions() -> Iterator[dict[str, Any]]:
    for number in range(PEOPLE * 3):
        yield {
            "id": ident(Thing.OTHER, number),
            "staff_id": ident(Thing.STAFF, number % PEOPLE),
            "idle_until": NOW if number < PEOPLE * 2 else NOW.replace(year=NOW.year + 1),
            "expires_at": NOW if number < PEOPLE * 2 else NOW.replace(year=NOW.year + 1),
        }


def _events() -> Iterator[dict[str, Any]]:
    for number in range(EVENTS):
        facts = {
            "id": ident(Thing.OTHER, number),
            "source": "inventory" if number % 10 else "crm",
            "type": "unit_sold" if number % 10 else "customer_registered",
            "aggregate_id": ident(Thing.UNIT, number // 4),
            "project_id": ident(Thing.PROJECT, project_of(number)),
        }
        yield facts | {
            "position": number + 1,
            "occurred_at": moment_of(number, EVENTS),
            "body": json.dumps(_EVENT | facts),
            "hash": f"{number:064x}",
        }
