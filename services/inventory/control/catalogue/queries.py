"""Units as their readers may see them."""

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from common.scope import visible
from contracts.inventory.register.units import UnitStatus
from contracts.office.roles import Scope
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.control.bindings import queries as bindings
from services.inventory.control.catalogue import rules
from services.inventory.control.data_changes.models import DataChange
from services.inventory.register.customers.models import Customer
from services.inventory.register.deals.models import Deal
from services.inventory.register.projects import queries as projects
from services.inventory.register.projects.models import Building, HouseType, Project
from services.inventory.register.projects.places import rests
from services.inventory.register.units.models import Unit, UnitChange
from services.inventory.register.units.queries import is_shown, numbered, placed, shown_status

FLOORS = ("manager_floor", "director_floor")


def _rows(at: datetime) -> Any:
    wanted = select(Unit, HouseType.name.label("house_type"), shown_status(at).label("shown"))
    return placed(wanted.join(HouseType, HouseType.id == Unit.house_type_id))


def list_units(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    project = projects.project(session, ask.project_id, by, "project.read")
    wanted = _rows(at).where(Unit.project_id == project.id)
    wanted = paging.given(
        wanted,
        (Unit.building_id, ask.building_id),
        (Unit.house_type_id, ask.house_type_id),
        (Unit.usage, ask.usage),
    )
    wanted = wanted.where(*_bounds(ask))
    if ask.status is not None:
        wanted = wanted.where(is_shown(UnitStatus(ask.status), at))
    rows, after = paging.in_order(session, wanted, ask, Unit.id)
    return {"items": [_facts(row, by) for row in rows], "next": after}


def _bounds(ask: Ask) -> list[ColumnElement[bool]]:
    given = (
        (ask.number, numbered),
        (ask.area_from, lambda area: Unit.gross_area >= area),
        (ask.area_to, lambda area: Unit.gross_area <= area),
        (ask.price_from, lambda price: Unit.list_price >= price),
        (ask.price_to, lambda price: Unit.list_price <= price),
    )
    return [bound(value) for value, bound in given if value is not None]


def find_units(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Approved units by number, or by phase, building and number: `101`, `3栋101`, `一期3栋101`."""
    text = "".join(ask.number.split())
    wanted = (
        _rows(at)
        .add_columns(Project.name.label("project"))
        .join(Project, Project.id == Unit.project_id)
        .where(
            visible(by, "project.read", project=Unit.project_id),
            Unit.status != UnitStatus.DRAFT,
            _called(session, text, by),
        )
    )
    rows, after = paging.in_order(session, wanted, ask, Unit.id)
    items = [_facts(row, by) | {"project": row.project} for row in rows]
    return {"items": items, "next": after}


def _called(session: Session, text: str, by: Actor) -> ColumnElement[bool]:
    """Units whose number begins so, or whose building's name is in the text or the text in it: in
    which buildings a number begins how, so that an index finds them."""
    known = select(Building.id, Building.phase, Building.name).where(
        visible(by, "project.read", project=Building.project_id)
    )
    within: defaultdict[str, list[UUID]] = defaultdict(list)
    for building, phase, name in session.execute(known):
        for begin in rests(text, phase, name):
            within[begin].append(building)
    return or_(
        false(),
        *(
            and_(Unit.building_id.in_(buildings), numbered(begin))
            for begin, buildings in within.items()
        ),
    )


def read_unit(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    found = session.execute(
        _rows(at).where(
            Unit.id == ask.unit_id, visible(by, "project.read", project=Unit.project_id)
        )
    ).first()
    if found is None:
        raise not_found(what="unit")
    unit = found.Unit
    claimed = found.shown == unit.status
    return _facts(found, by) | {
        "locked_by_me": claimed and unit.locked_by is not None and unit.locked_by == by.staff_id,
        "deal_id": _readable_deal(session, unit.deal_id, by) if claimed else None,
        "expires_at": unit.expires_at if claimed else None,
        "review_note": unit.review_note,
        "can": _can(session, unit, by, at),
        **bindings.ends(session, unit, at),
    }


def _can(session: Session, unit: Unit, by: Actor, at: datetime) -> list[dict[str, Any]]:
    wanted = (unit.held_for, unit.buyer_id)
    mine = select(Customer.id).where(Customer.id.in_(wanted), Customer.owner_id == by.staff_id)
    claimed = rules.Claimed(unit.project_id, unit.position, at, session.scalar(mine))
    reached = {
        permission
        for permission in rules.OFFERS.permissions
        if by.covers(permission, owner=by.staff_id, team=by.team_id, project=unit.project_id)
        and (by.scope(permission) is not Scope.OWN or unit.project_id in by.projects)
    }
    return rules.OFFERS.of(claimed, by, reached=reached)


def _readable_deal(session: Session, deal_id: UUID | None, by: Actor) -> UUID | None:
    mine = visible(
        by, "deal.read", owner=Deal.consultant_id, team=Deal.team_id, project=Deal.project_id
    )
    return session.scalar(select(Deal.id).where(Deal.id == deal_id, mine)) if deal_id else None


def _facts(row: Any, by: Actor) -> dict[str, Any]:
    """A unit's facts; without the floors and the channel price for those who are not entitled."""
    facts = {column.key: getattr(row.Unit, column.key) for column in Unit.__table__.columns}
    if not by.covers("price.read_floor", project=row.Unit.project_id):
        facts = {name: value for name, value in facts.items() if name not in FLOORS}
    if not by.covers("price.read_channel", project=row.Unit.project_id):
        del facts["channel_price"]
    return facts | {
        "building": row.building,
        "stair": row.stair,
        "house_type": row.house_type,
        "status": row.shown,
    }


def history(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    mine = visible(by, "project.read", project=Unit.project_id)
    unit_id = session.scalar(select(Unit.id).where(Unit.id == ask.unit_id, mine))
    if unit_id is None:
        raise not_found(what="unit")
    made = and_(
        DataChange.unit_id == UnitChange.unit_id, DataChange.unit_version == UnitChange.version
    )
    entries = select(UnitChange, DataChange.changes).outerjoin(DataChange, made)
    found = session.execute(entries.where(UnitChange.unit_id == unit_id).order_by(UnitChange.id))
    columns = UnitChange.__table__.columns
    return {
        "items": [
            {column.key: getattr(row.UnitChange, column.key) for column in columns}
            | {"facts": row.changes}
            for row in found
        ]
    }
