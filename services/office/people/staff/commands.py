"""Joining, changing, leaving."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import outbox
from common.actor import Actor
from contracts.office.events import STAFF_CHANGED, STAFF_JOINED, STAFF_LEFT
from contracts.office.people import staff as operations
from contracts.office.people.teams import unknown_region, unknown_team
from contracts.office.roles import Role
from contracts.refusals import not_found
from contracts.schema import Ask
from services.office.access.sessions.commands.ending import end_sessions
from services.office.people.teams import commands as teams
from services.office.register.staff.models import Staff
from services.office.register.staff.rules import ACTIVE, LEFT
from services.office.register.teams.models import Region, Team

PARTICULARS = ("name", "email", "phone")


def join(session: Session, ask: Ask, *, by: Actor, at: datetime) -> Staff:
    """Raises `unknown_team`, `unknown_region`; a taken username is refused by its constraint."""
    _check_team(session, ask.team_id)
    _check_regions(session, ask.region_ids)
    staff = Staff(
        id=ask.id, username=ask.username, status=ACTIVE, joined_at=at, version=1,
        name=ask.name, email=ask.email, phone=ask.phone, **_posting(ask),
    )  # fmt: skip
    session.add(staff)
    session.flush()
    teams.tell_posting(session, STAFF_JOINED, staff, by=by, at=at)
    return staff


def update(session: Session, ask: Ask, *, by: Actor, at: datetime) -> Staff:
    """Raises `not_found`, `stale_version`, `staff_has_left`, `last_administrator`, `unknown_team`
    or `unknown_region`."""
    staff = _present(session, ask.staff_id, ask.version)
    _check_team(session, ask.team_id)
    _check_regions(session, ask.region_ids)
    if Role.ADMINISTRATOR not in ask.roles:
        _keep_an_administrator(session, staff)
    posting, particulars = _posting(ask), {name: getattr(ask, name) for name in PARTICULARS}
    moved, changed = _differences(staff, posting), _differences(staff, particulars)
    teams.take_over(staff, particulars)
    staff.version += 1
    if changed:
        facts = {"staff_id": staff.id, "changed": changed}
        outbox.record(
            session, STAFF_CHANGED, aggregate_id=staff.id, version=staff.version,
            data=facts, by=by, at=at,
        )  # fmt: skip
    if moved:
        teams.move(session, staff, posting, by=by, at=at)
    return staff


def leave(session: Session, ask: Ask, *, by: Actor, at: datetime) -> Staff:
    """Raises `not_found`, `stale_version`, `staff_has_left` or `last_administrator`."""
    staff = _present(session, ask.staff_id, ask.version)
    _keep_an_administrator(session, staff)
    staff.status, staff.left_at = LEFT, at
    staff.version += 1
    end_sessions(session, staff, why="left", by=by, at=at)
    outbox.record(
        session,
        STAFF_LEFT,
        aggregate_id=staff.id,
        version=staff.version,
        data={"staff_id": staff.id},
        by=by,
        at=at,
    )
    teams.give_up_leading(session, staff, by=by, at=at)
    return staff


def _present(session: Session, staff_id: UUID, version: int) -> Staff:
    staff = session.get(Staff, staff_id, with_for_update={"key_share": True})
    if staff is None:
        raise not_found(what="member of staff")
    if staff.status == LEFT:
        raise operations.has_left()
    teams.check_version(staff.version, version)
    return staff


def _check_team(session: Session, team_id: UUID | None) -> None:
    if team_id is not None and session.get(Team, team_id) is None:
        raise unknown_team(field="team_id")


def _check_regions(session: Session, region_ids: list[UUID]) -> None:
    known = session.scalars(select(Region.id).where(Region.id.in_(region_ids))).all()
    if set(region_ids) - set(known):
        raise unknown_region(field="region_ids")


def _keep_an_administrator(session: Session, staff: Staff) -> None:
    """Locks the administrators, so that the last two can't both go at once."""
    administrators = session.scalars(
        select(Staff.id)
        .where(Staff.roles.contains([Role.ADMINISTRATOR]), Staff.status == ACTIVE)
        .order_by(Staff.id)
        .with_for_update(key_share=True)
    ).all()
    if list(administrators) == [staff.id]:
        raise operations.last_administrator()


def _posting(ask: Ask) -> dict[str, Any]:
    return {
        "roles": sorted(set(ask.roles)),
        "team_id": ask.team_id,
        "project_ids": sorted(set(ask.project_ids)),
        "region_ids": sorted(set(ask.region_ids)),
    }


def _differences(staff: Staff, wanted: dict[str, Any]) -> list[str]:
    return [name for name, value in wanted.items() if getattr(staff, name) != value]
