"""Units as their readers may see them, and the table of moves as SQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Integer,
    Row,
    Select,
    Uuid,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session

from common.actor import Actor
from contracts.inventory.register.units import UnitStatus
from contracts.refusals import not_found
from services.inventory.base import table
from services.inventory.register.projects.models import Building, Project, Stair
from services.inventory.register.units.models import Unit
from services.inventory.register.units.rules import MOVES, Guard, Move

_FEW = 3
_unit = table(Unit)
_floor = bindparam("floor", type_=Integer)
_CONDITIONS: dict[Guard, ColumnElement[bool]] = {
    Guard.ALWAYS: true(),
    Guard.BY_HOLDER: _unit.c.locked_by == bindparam("staff", type_=Uuid),
    Guard.FOR_BENEFICIARY: _unit.c.held_for == bindparam("customer", type_=Uuid),
    Guard.SAME_CUSTOMER: _unit.c.buyer_id == bindparam("customer", type_=Uuid),
    Guard.RUN_OUT: _unit.c.expires_at <= bindparam("at", type_=DateTime(timezone=True)),
}


def may(move: Move) -> ColumnElement[bool]:
    """The table of moves as a condition on `unit`, with the parameters `staff`, `customer`, `at`
    as far as the move's guards need them."""
    return or_(
        *(
            and_(_unit.c.status == status, or_(*(_CONDITIONS[guard] for guard in guards)))
            for status, guards in MOVES[move].since.items()
        )
    )


def shown_status(at: datetime) -> ColumnElement[str]:
    """The status that others see: a claim that has run out is free."""
    return case((Unit.expires_at <= at, UnitStatus.AVAILABLE), else_=Unit.status)


def is_shown(status: UnitStatus, at: datetime) -> ColumnElement[bool]:
    """Whether others see this status, in words that indexes know."""
    if status is UnitStatus.AVAILABLE:
        return or_(Unit.status == status, Unit.expires_at <= at)
    return and_(Unit.status == status, or_(Unit.expires_at.is_(None), Unit.expires_at > at))


def numbered(text: str) -> ColumnElement[bool]:
    """Whether the number begins so; found by an index within a building."""
    return func.upper(Unit.number).startswith(text.upper(), autoescape=True)


def place_of(session: Session, unit_id: UUID) -> dict[str, str]:
    """A unit's number and its project's name, as customers are told them."""
    wanted = select(Unit.number.label("unit_number"), Project.name.label("project_name"))
    joined = wanted.join(Project, Project.id == Unit.project_id).where(Unit.id == unit_id)
    return dict(session.execute(joined).one()._mapping)


def placed(wanted: Select[Any]) -> Select[Any]:
    """With each unit's building, in its phase, and stair: a number alone stands in every stair."""
    return (
        wanted.add_columns(Building.place.label("building"), Stair.name.label("stair"))
        .join(Building, Building.id == Unit.building_id)
        .join(Stair, Stair.id == Unit.stair_id)
    )


def similar_free(session: Session, unit: Unit | Row[Any], at: datetime) -> Sequence[UUID]:
    """Up to three free units like `unit`: of its house type, or else in its building. Those in the
    same building come first, then those on the nearest floors."""
    like = {name: getattr(unit, name) for name in ("id", "house_type_id", "building_id", "floor")}
    nearest = session.scalars(_NEAREST, like).all()
    return nearest if len(nearest) == _FEW else _alike(session, unit, at)


def _nearest() -> Select[tuple[UUID]]:
    """Free units of one house type in one building from a floor upwards and downwards: two looks
    into an index, however many are free."""
    free = select(Unit.id, func.abs(Unit.floor - _floor).label("distance")).where(
        Unit.building_id == bindparam("building_id", type_=Uuid),
        Unit.house_type_id == bindparam("house_type_id", type_=Uuid),
        Unit.status == UnitStatus.AVAILABLE,
        Unit.id != bindparam("id", type_=Uuid),
    )
    upwards = free.where(Unit.floor >= _floor).order_by(Unit.floor, Unit.id).limit(_FEW)
    downwards = free.where(Unit.floor < _floor).order_by(Unit.floor.desc(), Unit.id).limit(_FEW)
    both = union_all(upwards.subquery().select(), downwards.subquery().select()).subquery()
    return select(both.c.id).order_by(both.c.distance, both.c.id).limit(_FEW)


_NEAREST = _nearest()


def _alike(session: Session, unit: Unit | Row[Any], at: datetime) -> Sequence[UUID]:
    alike = or_(Unit.house_type_id == unit.house_type_id, Unit.building_id == unit.building_id)
    free = (
        select(Unit.id)
        .where(
            Unit.project_id == unit.project_id,
            alike,
            shown_status(at) == UnitStatus.AVAILABLE,
            Unit.id != unit.id,
        )
        .order_by(
            Unit.house_type_id != unit.house_type_id,
            Unit.building_id != unit.building_id,
            func.abs(Unit.floor - unit.floor),
            Unit.id,
        )
        .limit(_FEW)
    )
    return session.scalars(free).all()


def locked_unit(session: Session, unit_id: UUID, by: Actor) -> Unit:
    """The unit, locked until the end of the transaction. Raises `not_found`."""
    found = session.scalars(_mine(unit_id, by).with_for_update()).first()
    if found is None:
        raise not_found(what="unit")
    return found


def _mine(unit_id: UUID, by: Actor) -> Select[tuple[Unit]]:
    mine = select(Unit).where(Unit.id == unit_id, Unit.project_id.in_(by.projects))
    return mine.execution_options(populate_existing=True)
