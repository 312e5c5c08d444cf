"""Bound units and their homes, and who may claim a bound unit."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, DateTime, Row, Uuid, bindparam, case, or_, select
from sqlalchemy.orm import Session, aliased

from common.natural import natural
from contracts.inventory.control.bindings import bound_to_home, unbind_first
from contracts.inventory.register.units import UnitStatus
from services.inventory.base import table
from services.inventory.register.deals.models import Deal
from services.inventory.register.projects.models import Building, Stair
from services.inventory.register.units.models import Unit

_unit, _deal = table(Unit), table(Deal)
_home = _unit.alias("home")
_at = bindparam("at", type_=DateTime(timezone=True))
_runs = or_(_home.c.expires_at.is_(None), _home.c.expires_at > _at)
_staff = bindparam("staff", type_=Uuid)
_customer = bindparam("customer", type_=Uuid)
_its_home = select(_home.c.id).where(_home.c.id == _unit.c.bound_to, _runs).correlate(_unit)
_sold_by_me = _its_home.where(
    select(_deal.c.id)
    .where(_deal.c.id == _home.c.deal_id, _deal.c.consultant_id == _staff)
    .correlate(_home)
    .exists()
)


def may_claim() -> ColumnElement[bool]:
    """Whether `unit` is bound to no home, or `customer` buys that home. One column decides where
    nothing is bound. The home is not locked: a deal on it that is cancelled at that very moment
    counts as cancelled afterwards, and the claim stays."""
    return or_(_unit.c.bound_to.is_(None), _its_home.where(_home.c.buyer_id == _customer).exists())


def may_lock() -> ColumnElement[bool]:
    """A lock has no customer: `staff` has sold the home."""
    return or_(_unit.c.bound_to.is_(None), _sold_by_me.exists())


def refuse_unless_buyer(
    session: Session,
    unit: Unit | Row[Any],
    customer: UUID | None,
    staff: UUID | None,
    at: datetime,
) -> None:
    """Raises `bound_to_home` where `may_claim`, or without a customer `may_lock`, does not hold."""
    allowed = select(_unit.c.id).where(_unit.c.id == unit.id)
    allowed = allowed.where(may_lock() if customer is None else may_claim())
    found = session.scalar(allowed, {"customer": customer, "staff": staff, "at": at})
    if found is None:
        raise bound_to_home(home=name_of(session, unit.bound_to))


def check_usage_free(session: Session, unit: Unit) -> None:
    """Raises `unbind_first` where a binding depends on the unit's usage."""
    bound = select(_unit.c.id).where(_unit.c.bound_to == unit.id).limit(1)
    if unit.bound_to is not None or session.scalar(bound) is not None:
        raise unbind_first()


def name_of(session: Session, home_id: UUID | None) -> str:
    """Building and number, as people say them."""
    place = select(Building.place, Unit.number).join(Building, Building.id == Unit.building_id)
    building, number = session.execute(place.where(Unit.id == home_id)).one()
    return f"{building} {number}"


def bought_along(session: Session, home: Unit, buyer: UUID, at: datetime) -> Sequence[str]:
    """The names of the units bound to `home` on which a deal of its `buyer` runs."""
    named = select(Building.place + " " + Unit.number).select_from(Unit)
    place = named.join(Building, Building.id == Unit.building_id)
    runs = or_(Unit.expires_at.is_(None), Unit.expires_at > at)
    mine = place.where(Unit.bound_to == home.id, Unit.buyer_id == buyer, runs)
    return sorted(session.scalars(mine), key=natural)


def ends(session: Session, unit: Unit, at: datetime) -> dict[str, Any]:
    """The home of a unit and what is bound to it, for its readers."""
    other = aliased(Unit)
    shown = case((other.expires_at <= at, UnitStatus.AVAILABLE), else_=other.status)
    columns = (
        select(
            other.id,
            Building.place.label("building"),
            Stair.name.label("stair"),
            other.number,
            other.usage,
            shown.label("status"),
        )
        .join(Building, Building.id == other.building_id)
        .join(Stair, Stair.id == other.stair_id)
    )
    home = session.execute(columns.where(other.id == unit.bound_to)).first()
    bound = session.execute(columns.where(other.bound_to == unit.id)).all()
    return {"home": home, "bound_units": sorted(bound, key=lambda one: natural(one.number))}
