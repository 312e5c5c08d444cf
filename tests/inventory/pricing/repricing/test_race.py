"""Buyers and a new price list at the same moment: each deal is made at the old prices or at the
new ones, never at a mix (I-12) — with a control that mixes them, which proves that the test can
fail."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from common.database import connect
from contracts.inventory.control.claims import unit_taken
from contracts.office.roles import Role
from contracts.schema import new_id
from tests.databases import Database
from tests.inventory.control.claims.rush import Buy, rush
from tests.inventory.pricing.price_lists.workbench import Prices
from tests.inventory.workbench import SalesOffice

BUYERS = 16
UNITS = 240
OLD = (1_000_000, 980_000, 970_000)
NEW = (990_000, 970_200, 960_300)

_DEALS_AND_UNITS = text(
    "SELECT deal.list_price AS agreed, (deal.price_story->>'rate')::numeric AS rate,"
    " unit.list_price, unit.manager_floor, unit.director_floor"
    " FROM deal JOIN unit ON unit.id = deal.unit_id"
)


@pytest.fixture
def prices(database: Callable[[str], Database]) -> Iterator[Prices]:
    """An office whose buyers each have a connection of their own."""
    engine = connect(database("inventory").url, pool_size=BUYERS + 4, max_overflow=0)
    try:
        yield Prices(SalesOffice(engine))
    finally:
        engine.dispose()


def _approved(prices: Prices) -> None:
    draft = prices.draft()
    tiers = ["list_rate", "manager_floor_rate", "director_floor_rate"]
    prices.adjust(draft, tiers=tiers, share="-0.01")
    prices.approve(draft)


def _while_prices_change(prices: Prices, units: Sequence[UUID], buy: Buy) -> list[Any]:
    """Every buyer goes for a share of the units; amidst it the version comes into force. Answers
    the deals with their units' prices."""
    office = prices.office
    bought = threading.Event()

    def buy_and_tell(buyer: Actor, unit: UUID) -> object:
        done = buy(buyer, unit)
        bought.set()
        return done

    def change() -> None:
        assert bought.wait(30)
        assert prices.tick(clock.now() + timedelta(hours=1)) == 1

    changing = threading.Thread(target=change)
    changing.start()
    buyers = [(office.posted_as(Role.CONSULTANT), buy_and_tell) for _ in range(BUYERS)]
    outcome = rush(buyers, [units[number::BUYERS] for number in range(BUYERS)])
    changing.join()
    assert len(outcome.bought) == len(units)
    with office.engine.connect() as connection:
        return list(connection.execute(_DEALS_AND_UNITS))


def _mixed(deals: Sequence[Any]) -> list[Any]:
    whole = {(OLD[0], 10_000, *OLD), (NEW[0], 9_900, *NEW)}
    return [deal for deal in deals if tuple(deal) not in whole]


def test_each_deal_has_the_old_prices_or_the_new_ones(prices: Prices) -> None:
    units = prices.office.on_sale(UNITS)
    _approved(prices)

    def reserve(buyer: Actor, unit: UUID) -> object:
        return prices.office.reserve(unit, prices.office.customer(buyer), by=buyer)

    deals = _while_prices_change(prices, units, reserve)
    assert len(deals) == UNITS
    assert not _mixed(deals)
    assert {int(deal.agreed) for deal in deals} == {OLD[0], NEW[0]}, "nothing raced"


def test_a_unit_given_back_amidst_the_change_has_the_new_prices(prices: Prices) -> None:
    office = prices.office
    units = office.on_sale(UNITS)
    held = {unit: office.reserve(unit, office.customer()) for unit in units}
    _approved(prices)
    _while_prices_change(prices, units, lambda _, unit: office.cancel(held[unit]))
    assert {prices.list_price(unit) for unit in units} == {NEW[0]}


def test_control_who_reads_the_prices_before_taking_the_unit_mixes_them(prices: Prices) -> None:
    units = prices.office.on_sale(UNITS)
    _approved(prices)
    deals = _while_prices_change(prices, units, _look_then_take(prices))
    assert _mixed(deals), "the control mixed nothing: the race test proves nothing"


def _look_then_take(prices: Prices) -> Buy:
    """How not to do it: the price of one moment for the claim of another."""

    def buy(buyer: Actor, unit: UUID) -> object:
        deal = new_id()
        with Session(prices.office.engine) as session:
            looked = text("SELECT list_rate, list_price FROM unit WHERE id = :unit")
            seen = session.execute(looked, {"unit": unit}).one()
            time.sleep(0.01)
            values = {
                "unit": unit,
                "deal": deal,
                "buyer": buyer.staff_id,
                "at": clock.now(),
                "rate": str(seen.list_rate),
                "price": seen.list_price,
            }
            taken = session.execute(text(_TAKE), values)
            if taken.first() is None:
                raise unit_taken(status="reserved", free=[])
            session.execute(text(_WRITE), values)
            session.commit()
        return deal

    return buy


_TAKE = (
    "UPDATE unit SET status = 'reserved', deal_id = :deal, expires_at = :at"
    " WHERE id = :unit AND status = 'available' RETURNING id"
)
_WRITE = (
    "INSERT INTO deal (id, project_id, unit_id, customer_id, consultant_id, stage, version,"
    " list_price, price, discount, area, price_story, created_at)"
    " SELECT :deal, project_id, id, :buyer, :buyer, 'reserved', 1, :price, :price, 0,"
    " gross_area, json_build_object('rate', :rate), :at FROM unit WHERE id = :unit"
)
