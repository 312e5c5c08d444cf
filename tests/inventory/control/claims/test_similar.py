"""What the second buyer of a unit is offered instead."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, text

from common import clock
from contracts.inventory.register.units import UnitStatus
from services.inventory.base import table
from services.inventory.register.units.models import Unit
from services.inventory.register.units.queries import similar_free
from tests.inventory.workbench import SalesOffice, row

_unit = table(Unit)
_OFFERED = 3


def _enter(office: SalesOffice) -> None:
    """Two buildings of twelve floors with two units on each, of a type that changes half-way up."""
    office.imported(
        row(0, building=building, floor=floor, house_type="A" if floor <= 6 else "B")
        | {"number": f"{floor}{door:02}"}
        for building in ("1栋", "2栋")
        for floor in range(1, 13)
        for door in (1, 2)
    )
    office.review()
    office.release()


def _expected(unit: Row[Any], units: list[Row[Any]]) -> list[UUID]:
    """The rule as it is told."""
    free = [
        other
        for other in units
        if other.id != unit.id
        and other.status == UnitStatus.AVAILABLE
        and (other.house_type_id == unit.house_type_id or other.building_id == unit.building_id)
    ]
    free.sort(
        key=lambda other: (
            other.house_type_id != unit.house_type_id,
            other.building_id != unit.building_id,
            abs(other.floor - unit.floor),
            other.id,
        )
    )
    return [other.id for other in free[:_OFFERED]]


def test_the_nearest_free_units_of_the_same_type_are_offered_however_few_are_left(
    office: SalesOffice,
) -> None:
    _enter(office)
    customer = office.customer()
    with office.transaction() as session:
        ids = session.scalars(select(_unit.c.id).order_by(_unit.c.floor, _unit.c.id)).all()
    few = 0
    for turn, taken in enumerate(ids):
        with office.transaction() as session:
            units = list(session.execute(select(_unit)))
            for unit in units[turn % 4 :: 4]:
                offered = similar_free(session, unit, clock.now())
                assert list(offered) == _expected(unit, units)
                few += len(offered) < _OFFERED
        office.reserve(taken, customer)
    assert few, "the end was reached where less than three are left"


def test_they_are_found_by_two_looks_into_the_index_of_free_units(office: SalesOffice) -> None:
    _enter(office)
    looks = text("SELECT pg_stat_get_xact_numscans('ix_unit_free'::regclass)")
    with office.transaction() as session:
        session.execute(text("SET LOCAL enable_seqscan = off"))
        unit = session.execute(select(_unit)).first()
        assert unit is not None
        before = session.scalar(looks)
        assert len(similar_free(session, unit, clock.now())) == _OFFERED
        assert session.scalar(looks) == before + 2
