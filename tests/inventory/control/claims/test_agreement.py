"""The table of moves in Python and in SQL say the same about every unit."""

from itertools import product

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.inventory.register.units import UnitStatus
from contracts.schema import new_id
from services.inventory.base import table
from services.inventory.register.units.models import Unit
from services.inventory.register.units.queries import may
from services.inventory.register.units.rules import Move, permits
from tests.inventory.register.units.test_rules import AT, ME, MINE, positions
from tests.inventory.workbench import SalesOffice


def test_sql_and_python_agree_on_every_state_move_and_claim(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    units = table(Unit)
    checked = 0
    for status, mine, late in product(UnitStatus, (True, False), (True, False)):
        position = positions(status, mine=mine, run_out=late)
        deal = new_id() if status in ("reserved", "subscribed", "sold", "delivered") else None
        with Session(office.engine) as session:
            session.execute(
                update(units).where(units.c.id == unit).values(**vars(position), deal_id=deal)
            )
            for move in Move:
                asked = {"staff": ME, "customer": MINE, "at": AT}
                found = session.execute(select(units.c.id).where(may(move)), asked).first()
                expected = permits(move, position, at=AT, staff=ME, customer=MINE)
                assert (found is not None) == expected, (status, move, mine, late)
                checked += 1
    assert checked == len(UnitStatus) * len(Move) * 4
