"""Joining, moving, leaving; teams and regions. Who is moved has other rights: old tokens end."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from common import outbox
from common.actor import Actor
from contracts.event import Event, EventType
from contracts.office import staff as operations
from contracts.office.events import (
    STAFF_CHANGED,
    STAFF_JOINED,
    STAFF_LEFT,
    STAFF_MOVED,
    TEAM_FORMED,
)
from contracts.office.roles import Role
from contracts.refusals import not_found, stale_version
from contracts.schema import Ask
from services.office.sessions.commands import end_sessions, void_tokens
from services.office.staff import rules
from services.office.staff.models import Project, Region, Staff, Team

PARTICULARS = ("name", "email", "phone")


def join(session: Session, ask: Ask, *, by: Actor, at: datetime) -> Staff:
    """Raises `unknown_team`, `unknown_region`; a taken username is refused by its constraint."""
    _check_team(session, ask.team_id)
    _check_regions(session, ask.region_ids)
    staff = Staff(
        id=ask.id, username=ask.username, status=rules.ACTIVE, joined_at=at, version=1,
        name=ask.name, email=ask.email, phone=ask.phone, **_posting(ask),
    )  # fmt: skip
    session.add(staff)
    session.flush()
    _tell_posting(session, STAFF_JOINED, staff, by=by, at=at)
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
    _take_over(staff, particulars)
    staff.version += 1
    if changed:
        facts = {"staff_id": staff.id, "changed": changed}
        outbox.record(
            session, STAFF_CHANGED, aggregate_id=staff.id, version=staff.version,
            data=facts, by=by, at=at,
        )  # fmt: skip
    if moved:
        _move(session, staff, posting, by=by, at=at)
    return staff


def leave(session: Session, ask: Ask, *, by: Actor, at: datetime) -> Staff:
    """Raises `not_found`, `stale_version`, `staff_has_left` or `last_administrator`."""
    staff = _present(session, ask.staff_id, ask.version)
    _keep_an_administrator(session, staff)
    staff.status, staff.left_at = rules.LEFT, at
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
    _give_up_leading(session, staff, by=by, at=at)
    return staff


def create_region(session: Session, ask: Ask) -> Region:
    region = Region(id=ask.id, name=ask.name, version=1)
    session.add(region)
    return region


def update_region(session: Session, ask: Ask) -> Region:
    """Raises `not_found` or `stale_version`."""
    region = session.get(Region, ask.region_id, with_for_update={"key_share": True})
    if region is None:
        raise not_found(what="region")
    _check_version(region.version, ask.version)
    region.name = ask.name
    region.version += 1
    return region


def form_team(session: Session, ask: Ask, *, by: Actor, at: datetime) -> Team:
    """Raises `unknown_region` or `unknown_leader`."""
    team = Team(id=ask.id, name=ask.name, version=1)
    session.add(team)
    _shape_team(session, team, ask, by=by, at=at)
    return team


def update_team(session: Session, ask: Ask, *, by: Actor, at: datetime) -> Team:
    """Raises `not_found`, `stale_version`, `unknown_region` or `unknown_leader`."""
    team = session.get(Team, ask.team_id, with_for_update={"key_share": True})
    if team is None:
        raise not_found(what="team")
    _check_version(team.version, ask.version)
    team.version += 1
    team.name = ask.name
    _shape_team(session, team, ask, by=by, at=at)
    return team


def copy_project(session: Session, event: Event) -> None:
    """Keep inventory's project unless we know a newer version of it."""
    fresh = insert(Project).values(
        id=event.data.project_id, region_id=event.data.region_id, version=event.version
    )
    session.execute(
        fresh.on_conflict_do_update(
            index_elements=[Project.id],
            set_={"region_id": fresh.excluded.region_id, "version": fresh.excluded.version},
            where=Project.version < fresh.excluded.version,
        )
    )


def _present(session: Session, staff_id: UUID, version: int) -> Staff:
    staff = session.get(Staff, staff_id, with_for_update={"key_share": True})
    if staff is None:
        raise not_found(what="member of staff")
    if staff.status == rules.LEFT:
        raise operations.has_left()
    _check_version(staff.version, version)
    return staff


def _check_version(current: int, given: int) -> None:
    if current != given:
        raise stale_version(version=current)


def _check_team(session: Session, team_id: UUID | None) -> None:
    if team_id is not None and session.get(Team, team_id) is None:
        raise operations.unknown_team(field="team_id")


def _check_regions(session: Session, region_ids: list[UUID]) -> None:
    known = session.scalars(select(Region.id).where(Region.id.in_(region_ids))).all()
    if set(region_ids) - set(known):
        raise operations.unknown_region(field="region_ids")


def _keep_an_administrator(session: Session, staff: Staff) -> None:
    """Locks the administrators, so that the last two can't both go at once."""
    administrators = session.scalars(
        select(Staff.id)
        .where(Staff.roles.contains([Role.ADMINISTRATOR]), Staff.status == rules.ACTIVE)
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


def _take_over(staff: Staff, wanted: dict[str, Any]) -> None:
    for name, value in wanted.items():
        setattr(staff, name, value)


def _move(
    session: Session, staff: Staff, posting: dict[str, Any], *, by: Actor, at: datetime
) -> None:
    _take_over(staff, posting)
    _tell_posting(session, STAFF_MOVED, staff, by=by, at=at)
    void_tokens(session, staff, by=by, at=at)
    _give_up_leading(session, staff, by=by, at=at)


def _shape_team(session: Session, team: Team, ask: Ask, *, by: Actor, at: datetime) -> None:
    if ask.region_id is not None and session.get(Region, ask.region_id) is None:
        raise operations.unknown_region(field="region_id")
    team.region_id = ask.region_id
    session.flush()
    if ask.leader_id is not None:
        leader = session.get(Staff, ask.leader_id, with_for_update={"key_share": True})
        if leader is None or leader.status == rules.LEFT:
            raise operations.unknown_leader(field="leader_id")
        if leader.team_id != team.id:
            leader.version += 1
            _move(session, leader, {"team_id": team.id}, by=by, at=at)
    _set_leader(session, team, ask.leader_id, by=by, at=at)


def _give_up_leading(session: Session, staff: Staff, *, by: Actor, at: datetime) -> None:
    """Nobody leads a team that they are not, or no longer, in."""
    led = select(Team).where(Team.leader_id == staff.id).with_for_update(key_share=True)
    for team in session.scalars(led).all():
        if staff.status == rules.LEFT or team.id != staff.team_id:
            team.version += 1
            _set_leader(session, team, None, by=by, at=at)


def _set_leader(
    session: Session, team: Team, leader_id: UUID | None, *, by: Actor, at: datetime
) -> None:
    changed = team.leader_id != leader_id
    team.leader_id = leader_id
    session.flush()
    facts = {"team_id": team.id, "supervisor_id": leader_id, "region_id": team.region_id}
    outbox.record(
        session, TEAM_FORMED, aggregate_id=team.id, version=team.version, data=facts, by=by, at=at
    )
    if changed:
        _tell_members(session, team, by=by, at=at)


def _tell_members(session: Session, team: Team, *, by: Actor, at: datetime) -> None:
    """Whose supervisor somebody is belongs to each member's posting."""
    members = (
        select(Staff)
        .where(Staff.team_id == team.id, Staff.status == rules.ACTIVE)
        .order_by(Staff.id)
        .with_for_update(key_share=True)
    )
    for member in session.scalars(members).all():
        member.version += 1
        _tell_posting(session, STAFF_MOVED, member, by=by, at=at)


def _tell_posting(
    session: Session, event: EventType, staff: Staff, *, by: Actor, at: datetime
) -> None:
    team = session.get(Team, staff.team_id) if staff.team_id else None
    facts = {
        "staff_id": staff.id,
        "roles": staff.roles,
        "team_id": staff.team_id,
        "supervisor_id": rules.supervisor_of(staff.id, team.leader_id if team else None),
        "project_ids": staff.project_ids,
        "region_ids": staff.region_ids,
    }
    outbox.record(
        session, event, aggregate_id=staff.id, version=staff.version, data=facts, by=by, at=at
    )
