"""The status board: one SELECT, already in plain JSON values, for the gateway to cache (§10)."""

from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import Text, cast, select
from sqlalchemy.orm import Session

from common.actor import Actor
from common.natural import NaturalKey, natural
from contracts.inventory.register.units import UnitStatus
from contracts.schema import Ask
from services.inventory.control.catalogue.queries import FLOORS
from services.inventory.register.projects import queries as projects
from services.inventory.register.projects.models import Building, HouseType, Stair
from services.inventory.register.units.models import Unit
from services.inventory.register.units.queries import shown_status

_PLACE = ("building_id", "building", "stair_id", "stair")


def board(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Approved units by building and stair; drafts are not in the control system yet."""
    project = projects.project(session, ask.project_id, by, "board.read")
    shows_floors = by.covers("price.read_floor", project=project.id)
    rows = session.execute(
        select(
            cast(Building.id, Text).label("building_id"),
            Building.place.label("building"),
            cast(Stair.id, Text).label("stair_id"),
            Stair.name.label("stair"),
            cast(Unit.id, Text).label("id"),
            Unit.number,
            Unit.floor,
            shown_status(at).label("status"),
            Unit.version,
            HouseType.name.label("house_type"),
            Unit.usage,
            cast(Unit.gross_area, Text).label("gross_area"),
            cast(Unit.inner_area, Text).label("inner_area"),
            Unit.orientation,
            cast(Unit.bound_to, Text).label("bound_to"),
            cast(Unit.list_price, Text).label("list_price"),
            *(cast(getattr(Unit, name), Text).label(name) for name in FLOORS if shows_floors),
        )
        .join(Stair, Stair.id == Unit.stair_id)
        .join(Building, Building.id == Unit.building_id)
        .join(HouseType, HouseType.id == Unit.house_type_id)
        .where(Unit.project_id == project.id, Unit.status != UnitStatus.DRAFT)
    )
    columns = list(rows.keys())[len(_PLACE) :]
    return _arranged(project.id, columns, [tuple(row) for row in rows])


def _arranged(project_id: Any, columns: list[str], rows: list[tuple[Any, ...]]) -> dict[str, Any]:
    buildings: dict[str, dict[str, Any]] = {}
    stairs: dict[str, dict[str, Any]] = {}
    counts: Counter[str] = Counter()
    status, version = columns.index("status"), columns.index("version")
    total = 0
    for building_id, building, stair_id, stair, *facts in rows:
        if stair_id not in stairs:
            place = buildings.setdefault(
                building_id, {"id": building_id, "name": building, "stairs": []}
            )
            stairs[stair_id] = {"id": stair_id, "name": stair, "units": []}
            place["stairs"].append(stairs[stair_id])
        stairs[stair_id]["units"].append(dict(zip(columns, facts, strict=True)))
        counts[facts[status]] += 1
        total += facts[version]
    for place in buildings.values():
        place["stairs"].sort(key=_by_name)
    for of_stair in stairs.values():
        of_stair["units"].sort(key=_by_floor_and_number)
    return {
        "project_id": project_id,
        "version": total,
        "counts": dict(counts),
        "buildings": sorted(buildings.values(), key=_by_name),
    }


def _by_name(place: dict[str, Any]) -> NaturalKey:
    return natural(place["name"])


def _by_floor_and_number(unit: dict[str, Any]) -> tuple[int, NaturalKey]:
    return unit["floor"], natural(unit["number"])
