"""Projects and house types, as far as the caller's scope reaches."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from common.natural import natural
from common.scope import visible
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.register.projects.models import Building, HouseType, Project


def project(session: Session, project_id: UUID, by: Actor, permission: str) -> Project:
    """The project, if `permission` reaches it. Raises `not_found`."""
    found = session.scalars(
        select(Project).where(Project.id == project_id, visible(by, permission, project=Project.id))
    ).first()
    if found is None:
        raise not_found(what="project")
    return found


def list_projects(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    mine = select(Project).where(visible(by, "project.read", project=Project.id))
    items, after = paging.in_order(session, mine, ask, Project.id)
    return {"items": items, "next": after}


def read_project(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    found = project(session, ask.project_id, by, "project.read")
    buildings = session.scalars(select(Building).where(Building.project_id == found.id)).all()
    facts = {column.key: getattr(found, column.key) for column in Project.__table__.columns}
    return facts | {"buildings": sorted(buildings, key=lambda building: natural(building.place))}


def buildings_of(session: Session, project_id: UUID) -> list[tuple[str | None, str]]:
    """Phase and name of every building of a project."""
    wanted = select(Building.phase, Building.name).where(Building.project_id == project_id)
    return list(session.execute(wanted).tuples())


def list_house_types(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    found = project(session, ask.project_id, by, "project.read")
    types = select(HouseType).where(HouseType.project_id == found.id)
    return {"items": sorted(session.scalars(types), key=lambda kind: natural(kind.name))}
