"""Teams and regions as their readers may see them; what a posting in them reaches."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, func, or_, select, true
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from contracts.office.roles import Scope
from contracts.schema import Ask
from services.office.register.staff.models import Staff
from services.office.register.teams.models import Project, Region, Team


def list_teams(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """Teams with a member in the reader's scope."""
    seen = select(Staff.id).where(Staff.team_id == Team.id, reach(by, "staff.read")).exists()
    wide = by.scope("staff.read") is Scope.ALL
    found = select(Team.__table__).where(true() if wide else or_(Team.id == by.team_id, seen))
    if ask.region_id:
        found = found.where(Team.region_id == ask.region_id)
    return page(session, found, Team.id, ask)


def list_regions(session: Session, ask: Ask) -> dict[str, Any]:
    return page(session, select(Region.__table__), Region.id, ask)


def regions_of(session: Session, person: Staff) -> set[UUID]:
    """The regions of somebody's projects and of their team."""
    by_project = select(Project.region_id).where(Project.id.in_(person.project_ids))
    by_team = select(Team.region_id).where(Team.id == person.team_id)
    found = session.scalars(by_project.union(by_team))
    return {region for region in found if region is not None}


def led_teams(session: Session) -> dict[UUID, set[UUID]]:
    led: dict[UUID, set[UUID]] = {}
    for team_id, leader_id in session.execute(select(Team.id, Team.leader_id)):
        led.setdefault(leader_id, set()).add(team_id)
    return led


def reach(by: Actor, permission: str) -> ColumnElement[bool]:
    """Whom `permission` reaches: oneself always, then one's team, one's projects with those who
    lead their region, or everybody."""
    scope = by.scope(permission)
    me = Staff.id == by.staff_id if by.staff_id else false()
    if scope is Scope.ALL:
        return true()
    if scope is Scope.TEAM and by.team_id:
        return or_(me, Staff.team_id == by.team_id)
    if scope in (Scope.PROJECT, Scope.REGION):
        projects = list(by.projects_for(scope))
        regions = select(func.array_agg(Project.region_id)).where(Project.id.in_(projects))
        leads = Staff.region_ids.overlap(regions.scalar_subquery())
        return or_(me, Staff.project_ids.overlap(projects), leads)
    return me


def page(session: Session, found: Select[Any], id_: Any, ask: Ask) -> dict[str, Any]:
    """Newest first; `next` is the last id when there are more."""
    rows, after = paging.newest_first(session, found, ask, id_)
    return {"items": [dict(row._mapping) for row in rows], "next": after}
