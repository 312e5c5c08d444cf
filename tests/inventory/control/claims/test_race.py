"""Many buyers, few units: one owner each and nobody wrongly refused (I-10) — with a control that
sells units twice, which proves that the test can fail."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from common.database import connect
from contracts.inventory.control.claims import unit_taken
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from tests.databases import Database
from tests.inventory.control.claims.rush import (
    BUYERS,
    Buy,
    each_unit_wanted_by,
    everybody_wants_all,
    judge,
    rush,
)
from tests.inventory.workbench import SalesOffice


@pytest.fixture
def crowd(database: Callable[[str], Database]) -> Iterator[SalesOffice]:
    """An office whose buyers each have a connection of their own."""
    url = database("inventory").url
    engine = connect(url, pool_size=BUYERS, max_overflow=0)
    try:
        yield SalesOffice(engine)
    finally:
        engine.dispose()


def _consultants(office: SalesOffice, buy: Buy) -> list[tuple[Actor, Buy]]:
    return [(office.posted_as(Role.CONSULTANT), buy) for _ in range(BUYERS)]


def _reserve(office: SalesOffice) -> Buy:
    def buy(buyer: Actor, unit: UUID) -> object:
        return office.reserve(unit, office.customer(buyer), by=buyer)

    return buy


def test_64_buyers_on_10_units_leave_one_owner_each(crowd: SalesOffice) -> None:
    units = crowd.on_sale(10)
    outcome = rush(_consultants(crowd, _reserve(crowd)), everybody_wants_all(units))
    judge(outcome, crowd.engine, units)
    assert len(outcome.refused) == BUYERS * 10 - 10


def test_64_buyers_on_500_units_leave_one_owner_each(crowd: SalesOffice) -> None:
    units = crowd.on_sale(500)
    outcome = rush(_consultants(crowd, _reserve(crowd)), each_unit_wanted_by(4, units))
    judge(outcome, crowd.engine, units)


def test_buyers_of_units_whose_reservation_has_run_out_leave_one_owner_each(
    crowd: SalesOffice,
) -> None:
    units = crowd.on_sale(10)
    for unit in units:
        crowd.reserve(unit, crowd.customer())
    _let_run_out(crowd.engine)
    outcome = rush(_consultants(crowd, _reserve(crowd)), everybody_wants_all(units))
    assert not outcome.double_sales()
    assert {unit for unit, _ in outcome.bought} == set(units)
    assert {refusal.code for _, _, refusal in outcome.refused} == {"unit_taken"}
    assert len(crowd.told("unit_freed")) == len(units)


def test_a_claim_that_is_taken_back_costs_nobody_the_unit(crowd: SalesOffice) -> None:
    """63 buyers take each unit and then ask for an impossible price; the only honest one, who
    waits behind them, is never refused."""
    units = crowd.on_sale(10)
    given_back = {unit: threading.Event() for unit in units}

    def ask_too_little(buyer: Actor, unit: UUID) -> object:
        try:
            return crowd.reserve(unit, crowd.customer(buyer), by=buyer, price="1.00")
        except Refusal as refusal:
            if refusal.code == "price_beyond_authority":
                given_back[unit].set()
            raise

    def wait_behind_one(buyer: Actor, unit: UUID) -> object:
        assert given_back[unit].wait(60), "nobody took the unit and asked too little"
        return crowd.reserve(unit, crowd.customer(buyer), by=buyer)

    greedy = _consultants(crowd, ask_too_little)[1:]
    honest = crowd.posted_as(Role.CONSULTANT)
    outcome = rush([*greedy, (honest, wait_behind_one)], everybody_wants_all(units))
    assert outcome.bought == [(unit, honest) for unit in units]
    codes = {refusal.code for _, _, refusal in outcome.refused}
    assert codes <= {"unit_taken", "price_beyond_authority"}


def test_control_without_condition_and_index_units_have_two_owners(crowd: SalesOffice) -> None:
    units = crowd.on_sale(10)
    with crowd.engine.begin() as connection:
        connection.execute(text("DROP INDEX uq_deal_active_unit"))
    naive = _check_then_write(crowd.engine)
    outcome = rush(_consultants(crowd, naive), everybody_wants_all(units))
    assert outcome.double_sales(), "the control did not sell twice: the race test proves nothing"


def test_control_without_condition_the_index_is_the_second_wall(crowd: SalesOffice) -> None:
    units = crowd.on_sale(10)
    outcome = rush(_consultants(crowd, _check_then_write(crowd.engine)), everybody_wants_all(units))
    assert not outcome.double_sales()
    assert {unit for unit, _ in outcome.bought} == set(units)


def _let_run_out(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE unit SET expires_at = now() - interval '1 minute'"))


def _check_then_write(engine: Engine) -> Buy:
    """How not to do it: look, think, then write whatever happened meanwhile."""

    def buy(buyer: Actor, unit: UUID) -> object:
        deal = new_id()
        with Session(engine) as session:
            looked = text("SELECT status FROM unit WHERE id = :unit")
            if session.scalar(looked, {"unit": unit}) != "available":
                raise unit_taken(status="reserved", free=[])
            time.sleep(0.005)
            values = {"unit": unit, "deal": deal, "buyer": buyer.staff_id, "at": clock.now()}
            try:
                for statement in _WRITES:
                    session.execute(text(statement), values)
                session.commit()
            except IntegrityError:
                raise unit_taken(status="reserved", free=[]) from None
        return deal

    return buy


_WRITES: Sequence[str] = (
    "INSERT INTO deal (id, project_id, unit_id, customer_id, consultant_id, stage, version,"
    " list_price, price, discount, area, price_story, created_at)"
    " SELECT :deal, project_id, id, :buyer, :buyer, 'reserved', 1, list_price, list_price, 0,"
    " gross_area, '{}', :at FROM unit WHERE id = :unit",
    "UPDATE unit SET status = 'reserved', deal_id = :deal, expires_at = :at WHERE id = :unit",
)
