"""Units enter the project as drafts: all rows or none (I-03, I-04)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from common.actor import Actor
from contracts.inventory.register.units import UnitStatus, unit_wrong_state
from contracts.refusals import stale_version
from contracts.schema import Ask, new_id
from contracts.workbooks import Row
from services.inventory.pricing.price_lists.commands.workbook import table_read
from services.inventory.pricing.price_lists.rules import sheet
from services.inventory.pricing.price_lists.rules.sheet import refuse
from services.inventory.register.projects import commands as projects
from services.inventory.register.projects import queries
from services.inventory.register.projects.models import Building, HouseType, Project, Stair
from services.inventory.register.projects.places import Buildings, Place
from services.inventory.register.projects.rules import settings_of
from services.inventory.register.units import commands as units
from services.inventory.register.units.models import Unit
from services.inventory.register.units.queries import locked_unit
from services.inventory.register.units.rules import Move

ENTERED = "enter"
_COLUMNS = {column.key for column in Unit.__table__.columns}


def import_price_list(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Enter the rows of a workbook. Raises `rows_rejected` with every bad cell, or `NotKnownYet`
    while the workbook is not read."""
    project = queries.project(session, ask.project_id, by, "unit.enter")
    table = table_read(ask)
    facts = _checked(session, project, table.rows, welcome_types=ask.create_house_types)
    _enter(session, project, facts, reason=f"import {ask.id}", by=by, at=at)
    return {
        "import_id": ask.id,
        "units": len(facts),
        "buildings": len({(unit["phase"], unit["building"]) for unit in facts}),
        "sheets": table.sheets,
    }


def enter_units(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Enter units one by one typed. Raises `rows_rejected`; its rows count from 1."""
    project = queries.project(session, ask.project_id, by, "unit.enter")
    rows = [Row(number, vars(unit)) for number, unit in enumerate(ask.units, start=1)]
    facts = _checked(session, project, rows, welcome_types=True)
    for unit, asked in zip(facts, ask.units, strict=True):
        unit["id"] = asked.id
    return {"unit_ids": _enter(session, project, facts, reason=None, by=by, at=at)}


def correct_unit(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Correct a draft; the same rules hold as at entry. Raises `unit_wrong_state`,
    `stale_version`, `rows_rejected`."""
    unit = locked_unit(session, ask.unit_id, by)
    if unit.status != UnitStatus.DRAFT:
        raise unit_wrong_state(status=unit.status, move=Move.CORRECT, allowed=[UnitStatus.DRAFT])
    if ask.version != unit.version:
        raise stale_version(version=unit.version)
    project = session.get_one(Project, unit.project_id)
    given = {name: value for name, value in vars(ask).items() if value is not None}
    for name, value in _corrected(session, project, unit, given).items():
        if name in _COLUMNS:
            setattr(unit, name, value)
    unit.version += 1
    unit.review_note = None
    units.note(session, [units.change(unit, Move.CORRECT, unit.status, by=by, at=at)])
    return {"id": unit.id, "status": unit.status, "version": unit.version}


def _corrected(
    session: Session, project: Project, unit: Unit, given: Mapping[str, Any]
) -> dict[str, Any]:
    building = session.get_one(Building, unit.building_id)
    cells = {name: getattr(unit, name) for name in _COLUMNS} | {
        "phase": building.phase,
        "building": building.name,
        "stair": session.get_one(Stair, unit.stair_id).name,
        "house_type": session.get_one(HouseType, unit.house_type_id).name,
    }
    settings = settings_of(project.settings)
    facts, faults = sheet.check(
        [Row(1, {**cells, **given})],
        basis=settings.price_basis,
        existing=(),
        gap=settings.min_tier_gap,
    )
    refuse([_told(fault, given) for fault in faults])
    return facts[0]


def _told(fault: sheet.Fault, given: Mapping[str, Any]) -> sheet.Fault:
    """A fault that shows no price which its reader did not write: it might be a floor."""
    return fault if fault.field in given else replace(fault, value=None)


def _checked(
    session: Session,
    project: Project,
    rows: Iterable[Row],
    *,
    welcome_types: bool,
) -> list[dict[str, Any]]:
    known = select(HouseType.name).where(HouseType.project_id == project.id)
    settings = settings_of(project.settings)
    facts, faults = sheet.check(
        rows,
        basis=settings.price_basis,
        gap=settings.min_tier_gap,
        existing=_places(session, project.id),
        buildings=Buildings(queries.buildings_of(session, project.id)),
        house_types=None if welcome_types else set(session.scalars(known)),
    )
    refuse(faults)
    return facts


def _places(session: Session, project_id: UUID) -> set[Place]:
    found = session.execute(
        select(Building.phase, Building.name, Stair.name, Unit.number)
        .join(Stair, Stair.id == Unit.stair_id)
        .join(Building, Building.id == Stair.building_id)
        .where(Unit.project_id == project_id)
    )
    return {Place(*each) for each in found.tuples()}


def _enter(
    session: Session,
    project: Project,
    facts: Sequence[dict[str, Any]],
    *,
    reason: str | None,
    by: Actor,
    at: datetime,
) -> list[UUID]:
    types = projects.house_types(
        session, project.id, {unit["house_type"]: unit["usage"] for unit in facts}
    )
    wanted = [(unit["phase"], unit["building"]) for unit in facts]
    buildings = projects.buildings(session, project.id, wanted)
    stairs = projects.stairs(
        session, [(buildings[b], u["stair"]) for b, u in zip(wanted, facts, strict=True)]
    )
    rows = []
    for unit, building in zip(facts, wanted, strict=True):
        building_id = buildings[building]
        row = {name: value for name, value in unit.items() if name in _COLUMNS}
        rows.append(
            {"id": new_id()}
            | row
            | {
                "project_id": project.id,
                "building_id": building_id,
                "stair_id": stairs[building_id, unit["stair"]],
                "house_type_id": types[unit["house_type"]],
                "status": UnitStatus.DRAFT,
                "version": 1,
            }
        )
    session.execute(insert(Unit), rows)
    units.note(session, [_entered(row, reason, by, at) for row in rows])
    return [row["id"] for row in rows]


def _entered(row: Mapping[str, Any], reason: str | None, by: Actor, at: datetime) -> dict[str, Any]:
    return {
        "unit_id": row["id"],
        "version": row["version"],
        "move": ENTERED,
        "from_status": None,
        "to_status": UnitStatus.DRAFT,
        "reason": reason,
        "deal_id": None,
        "by": by.id,
        "at": at,
    }
