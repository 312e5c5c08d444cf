"""Open and change projects; the places and house types in them."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from common import outbox
from common.actor import Actor
from contracts.inventory.register.projects import PROJECT_CREATED
from contracts.refusals import not_found, stale_version
from contracts.schema import Ask, new_id
from services.inventory.register.projects import queries
from services.inventory.register.projects.models import Building, HouseType, Project, Stair
from services.inventory.register.projects.rules import DEFAULTS
from services.inventory.register.settings.commands import bring_into_force

_FACTS = ("name", "developer", "district", "address", "presale_permit")


def create(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Open a project with the company's settings; others are asked for."""
    project = Project(
        id=ask.id,
        code=ask.code,
        region_id=ask.region_id,
        settings=DEFAULTS,
        version=1,
        created_at=at,
        **{name: getattr(ask, name) for name in _FACTS},
    )
    session.add(project)
    session.flush()
    bring_into_force(session, project, DEFAULTS, at=at)
    outbox.record(
        session,
        PROJECT_CREATED,
        aggregate_id=project.id,
        version=project.version,
        project_id=project.id,
        data={"project_id": project.id, "region_id": project.region_id, "name": project.name},
        by=by,
        at=at,
    )
    return {"id": project.id, "status": "open", "version": project.version}


def update(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """Raises `stale_version` when the caller saw an older version."""
    project = queries.project(session, ask.project_id, by, "project.manage")
    session.refresh(project, with_for_update=True)
    if ask.version is not None and ask.version != project.version:
        raise stale_version(version=project.version)
    for name in _FACTS:
        if getattr(ask, name) is not None:
            setattr(project, name, getattr(ask, name))
    project.version += 1
    return {"id": project.id, "status": "open", "version": project.version}


def add_house_type(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    if not by.covers("unit.enter", project=ask.project_id):
        raise not_found(what="project")
    queries.project(session, ask.project_id, by, "project.read")
    kind = HouseType(
        id=ask.id,
        project_id=ask.project_id,
        name=ask.name,
        layout=ask.layout,
        usage=ask.usage,
        gross_area=ask.gross_area,
    )
    session.add(kind)
    session.flush()
    return {"id": kind.id, "status": "open", "version": 1}


def house_types(session: Session, project_id: UUID, usages: dict[str, str]) -> dict[str, UUID]:
    """Ids of the house types named in `usages` (name → usage); those that are missing are added."""
    rows = [
        {"id": new_id(), "project_id": project_id, "name": name, "usage": usage}
        for name, usage in usages.items()
    ]
    _add_missing(session, HouseType, rows)
    found = select(HouseType.name, HouseType.id).where(
        HouseType.project_id == project_id, HouseType.name.in_(usages)
    )
    return dict(session.execute(found).tuples().all())


def buildings(
    session: Session, project_id: UUID, wanted: Collection[tuple[str | None, str]]
) -> dict[tuple[str | None, str], UUID]:
    """Ids of the buildings by phase and name; those that are missing are added."""
    rows = [
        {"id": new_id(), "project_id": project_id, "name": name, "phase": phase}
        for phase, name in dict.fromkeys(wanted)
    ]
    _add_missing(session, Building, rows)
    found = select(Building.phase, Building.name, Building.id).where(
        Building.project_id == project_id, Building.name.in_({name for _, name in wanted})
    )
    return {(phase, name): id for phase, name, id in session.execute(found)}


def stairs(session: Session, wanted: Collection[tuple[UUID, str]]) -> dict[tuple[UUID, str], UUID]:
    """Ids of the stairs (building's id, name); those that are missing are added."""
    rows = [
        {"id": new_id(), "building_id": building, "name": name}
        for building, name in dict.fromkeys(wanted)
    ]
    _add_missing(session, Stair, rows)
    found = select(Stair.building_id, Stair.name, Stair.id).where(
        tuple_(Stair.building_id, Stair.name).in_(wanted)
    )
    return {(building, name): id for building, name, id in session.execute(found)}


def _add_missing(session: Session, model: type, rows: Iterable[dict[str, Any]]) -> None:
    session.execute(insert(model).on_conflict_do_nothing(), list(rows))
