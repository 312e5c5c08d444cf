"""Teams, regions, and moving people between them. Who is moved has other rights: old tokens end."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from common import outbox
from common.actor import Actor
from contracts.event import Event, EventType
from contracts.office.events import STAFF_MOVED, TEAM_FORMED
from contracts.office.people import teams as operations
from contracts.refusals import not_found, stale_version
from contracts.schema import Ask
from services.office.access.sessions.commands.ending import void_tokens
from services.office.people.staff.rules import supervisor_of
from services.office.register.staff.models import Staff
from services.office.register.staff.rules import ACTIVE, LEFT
from services.office.register.teams.models import Project, Region, Team


def create_region(session: Session, ask: Ask) -> Region:
    region = Region(id=ask.id, name=ask.name, version=1)
    session.add(region)
    return region


def update_region(session: Session, ask: Ask) -> Region:
    """Raises `not_found` or `stale_version`."""
    region = session.get(Region, ask.region_id, with_for_update={"key_share": True})
    if region is None:
        raise not_found(what="region")
    check_version(region.version, ask.version)
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
    check_version(team.version, ask.version)
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


def move(
    session: Session, staff: Staff, posting: dict[str, Any], *, by: Actor, at: datetime
) -> None:
    """Give somebody another posting; the caller has counted their version up."""
    take_over(staff, posting)
    tell_posting(session, STAFF_MOVED, staff, by=by, at=at)
    void_tokens(session, staff, by=by, at=at)
    give_up_leading(session, staff, by=by, at=at)


def give_up_leading(session: Session, staff: Staff, *, by: Actor, at: datetime) -> None:
    """Nobody leads a team that they are not, or no longer, in."""
    led = select(Team).where(Team.leader_id == staff.id).with_for_update(key_share=True)
    for team in session.scalars(led).all():
        if staff.status == LEFT or team.id != staff.team_id:
            team.version += 1
            _set_leader(session, team, None, by=by, at=at)


def tell_posting(
    session: Session, event: EventType, staff: Staff, *, by: Actor, at: datetime
) -> None:
    """Record where somebody is posted now, and who leads them."""
    team = session.get(Team, staff.team_id) if staff.team_id else None
    facts = {
        "staff_id": staff.id,
        "roles": staff.roles,
        "team_id": staff.team_id,
        "supervisor_id": supervisor_of(staff.id, team.leader_id if team else None),
        "project_ids": staff.project_ids,
        "region_ids": staff.region_ids,
    }
    outbox.record(
        session, event, aggregate_id=staff.id, version=staff.version, data=facts, by=by, at=at
    )


def take_over(staff: Staff, wanted: dict[str, Any]) -> None:
    for name, value in wanted.items():
        setattr(staff, name, value)


def check_version(current: int, given: int) -> None:
    """Raises `stale_version`."""
    if current != given:
        raise stale_version(version=current)


def _shape_team(session: Session, team: Team, ask: Ask, *, by: Actor, at: datetime) -> None:
    if ask.region_id is not None and session.get(Region, ask.region_id) is None:
        raise operations.unknown_region(field="region_id")
    team.region_id = ask.region_id
    session.flush()
    if ask.leader_id is not None:
        leader = session.get(Staff, ask.leader_id, with_for_update={"key_share": True})
        if leader is None or leader.status == LEFT:
            raise operations.unknown_leader(field="leader_id")
        if leader.team_id != team.id:
            leader.version += 1
            move(session, leader, {"team_id": team.id}, by=by, at=at)
    _set_leader(session, team, ask.leader_id, by=by, at=at)


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
        .where(Staff.team_id == team.id, Staff.status == ACTIVE)
        .order_by(Staff.id)
        .with_for_update(key_share=True)
    )
    for member in session.scalars(members).all():
        member.version += 1
        tell_posting(session, STAFF_MOVED, member, by=by, at=at)
