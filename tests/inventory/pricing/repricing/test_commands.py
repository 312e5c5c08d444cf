"""Units without a deal take the prices in force; a deal keeps its own; who comes back takes them
(I-12)."""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text

from common import clock
from contracts.inventory.control import catalogue as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from services.inventory.control.catalogue import queries
from services.inventory.control.claims.commands import expiry
from services.inventory.pricing.repricing import commands
from services.inventory.register.deals.models import Deal
from services.inventory.register.units.models import Unit
from tests.commands import answered, asked
from tests.databases import Database
from tests.inventory.pricing.price_lists.workbench import ALL, Prices
from tests.inventory.workbench import SalesOffice, row


@pytest.fixture
def prices(office: SalesOffice) -> Prices:
    return Prices(office)


OLD, NEW = Decimal("1000000.00"), Decimal("990000.00")


def tomorrow() -> datetime:
    return clock.now() + timedelta(days=1)


def agreed_list_price(office: SalesOffice, deal: Any) -> Decimal | None:
    with office.engine.connect() as connection:
        return connection.scalar(select(Deal.list_price).where(Deal.id == UUID(deal["id"])))


def test_at_its_time_units_without_a_deal_take_all_prices(prices: Prices) -> None:
    office = prices.office
    available, locked, reserved, subscribed = office.on_sale(4)
    office.lock(locked)
    office.reserve(reserved, office.customer())
    office.subscribe(subscribed, office.customer())
    draft = prices.lowered()
    assert prices.list_price(available) == prices.list_price(locked) == NEW
    assert prices.list_price(reserved) == prices.list_price(subscribed) == OLD
    assert prices.read(draft)["status"] == "effective"
    with office.transaction() as session:
        unit = session.get_one(Unit, available)
        assert (unit.manager_floor, unit.director_floor) == (Decimal(970200), Decimal(960300))
        assert (unit.list_rate, unit.filed_price) == (Decimal(9900), Decimal(1100000))


def test_before_its_time_nothing_happens(prices: Prices) -> None:
    [unit] = prices.office.on_sale(1)
    draft = prices.draft()
    prices.adjust(draft, tiers=["list_rate"], share="-0.01")
    prices.approve(draft, effective_at=tomorrow().isoformat())
    assert prices.tick() == 0
    assert prices.list_price(unit) == OLD
    assert prices.tick(tomorrow() + timedelta(seconds=1)) == 1
    assert prices.list_price(unit) == NEW


def test_the_event_and_the_history_tell_it_without_any_price(prices: Prices) -> None:
    office = prices.office
    [first, second] = office.on_sale(2)
    office.reserve(second, office.customer())
    draft = prices.lowered()
    [event] = office.told("price_list_effective")
    assert event["data"] == {
        "price_list_id": draft["id"],
        "number": 1,
        "status": "effective",
        "previous_id": None,
        "units": 1,
    }
    assert office.moves_of(first)[-1] == ("reprice", "available", "available")
    assert "reprice" not in [move for move, _, _ in office.moves_of(second)]


def test_no_event_of_a_price_list_holds_a_floor(prices: Prices) -> None:
    prices.office.on_sale(1, channel_rate=9750)
    prices.lowered()
    events = json.dumps(prices.office.told(), default=str)
    assert "director_floor" not in events
    assert _numbers(events).isdisjoint({"960300", "970200", "965300", "9702", "9603"})


def test_control_a_floor_in_an_event_would_be_found() -> None:
    floors = _numbers('[{"id": "01a2-9702-7fa2", "price": "970200.00", "rate": 9603}]')
    assert floors == {"970200", "9603"}


def _numbers(text: str) -> set[str]:
    """The whole numbers in a text of JSON, money without its cents; digits of ids are none."""
    return set(re.findall(r"(?<![\w.-])\d+(?=\.00\b|[^\w.-])", text))


def test_the_next_version_supersedes_the_one_in_force(prices: Prices) -> None:
    [unit] = prices.office.on_sale(1)
    first, second = prices.lowered(), prices.lowered()
    assert prices.read(first)["status"] == "superseded"
    assert prices.read(second)["status"] == "effective"
    assert prices.list_price(unit) == Decimal("980100.00")


def test_two_versions_due_come_into_force_one_after_the_other(prices: Prices) -> None:
    [unit] = prices.office.on_sale(1)
    first, second = prices.draft(), prices.draft()
    prices.adjust(first, tiers=["list_rate"], share="-0.01")
    prices.adjust(second, tiers=["list_rate"], share="-0.02")
    prices.approve(second, effective_at=(clock.now() + timedelta(hours=1)).isoformat())
    prices.approve(first, effective_at=(clock.now() + timedelta(hours=2)).isoformat())
    assert [prices.tick(tomorrow()) for _ in range(3)] == [1, 1, 0]
    assert prices.list_price(unit) == NEW


def test_another_replica_leaves_a_version_alone_that_is_in_hand(prices: Prices) -> None:
    prices.office.on_sale(1)
    draft = prices.draft()
    later = prices.draft()
    prices.approve(draft)
    prices.approve(later)
    with prices.office.transaction() as one, prices.office.transaction() as other:
        assert commands.bring_into_force(one, at=tomorrow()) == 1
        assert commands.bring_into_force(other, at=tomorrow()) == 0
    assert len(prices.office.told("price_list_effective")) == 1


def test_a_reservation_continued_keeps_its_list_price(prices: Prices) -> None:
    office = prices.office
    [unit] = office.on_sale(1)
    customer = office.customer()
    office.reserve(unit, customer)
    prices.lowered()
    deal = office.subscribe(unit, customer, price="995000")
    assert (agreed_list_price(office, deal), deal["price"]) == (OLD, "995000.00")


def test_a_reservation_given_up_leaves_the_unit_at_the_prices_in_force(prices: Prices) -> None:
    office = prices.office
    [unit] = office.on_sale(1)
    deal = office.reserve(unit, office.customer())
    prices.lowered()
    office.cancel(deal)
    assert prices.list_price(unit) == NEW


def test_a_reservation_run_out_leaves_the_unit_at_the_prices_in_force(prices: Prices) -> None:
    office = prices.office
    [unit] = office.on_sale(1)
    office.reserve(unit, office.customer())
    prices.lowered()
    with office.transaction() as session:
        assert expiry.expire_claims(session, at=clock.now() + timedelta(days=2)) == 1
    assert prices.list_price(unit) == NEW


def test_who_takes_over_a_reservation_run_out_pays_the_price_in_force(prices: Prices) -> None:
    office = prices.office
    [unit] = office.on_sale(1)
    office.reserve(unit, office.customer())
    prices.lowered()
    deal = office.reserve(unit, office.customer(), at=clock.now() + timedelta(days=2))
    assert (agreed_list_price(office, deal), deal["price"]) == (NEW, "990000.00")


def test_a_returned_unit_takes_the_prices_in_force_on_its_next_release(prices: Prices) -> None:
    office = prices.office
    [unit] = office.on_sale(1)
    deal = office.subscribe(unit, office.customer())
    prices.lowered()
    with office.engine.begin() as connection:
        undo = text(
            "UPDATE unit SET status = 'unreleased', deal_id = NULL, buyer_id = NULL WHERE id = :id"
        )
        connection.execute(undo, {"id": unit})
        end = text("UPDATE deal SET stage = 'cancelled' WHERE id = :id")
        connection.execute(end, {"id": deal["id"]})
    assert prices.list_price(unit) == OLD
    office.release()
    assert prices.list_price(unit) == NEW


def test_the_reviewed_entry_counts_as_approved_until_the_first_version(prices: Prices) -> None:
    office = prices.office
    office.on_sale(1)
    prices.lowered()
    office.imported([row(1)])
    office.review()
    with pytest.raises(Refusal, match="release_not_ready") as refused:
        office.release()
    assert refused.value.details["missing"] == ["approved_price"]
    assert [unit["number"] for unit in refused.value.details["units"]] == ["101"]
    prices.in_force(prices.draft())
    assert office.release()["count"] == 1


def test_a_unit_that_grew_meanwhile_needs_a_new_version(prices: Prices) -> None:
    office = prices.office
    [unit] = office.on_sale(1)
    draft = prices.draft()
    prices.adjust(draft, tiers=["list_rate"], share="-0.01")
    with office.engine.begin() as connection:
        connection.execute(text("UPDATE unit SET gross_area = 101"))
    prices.in_force(draft)
    assert prices.list_price(unit) == OLD


@pytest.mark.parametrize(("basis", "price"), [("inner_area", 792_000), ("unit", 9_900)])
def test_every_price_basis_has_its_own_area(
    database: Callable[[str], Database], basis: str, price: int
) -> None:
    office = SalesOffice(database("inventory").engine, settings={"price_basis": basis})
    prices = Prices(office)
    [unit] = office.on_sale(1)
    prices.lowered()
    assert prices.list_price(unit) == price


def test_floors_and_channel_price_of_a_unit_are_for_the_entitled(prices: Prices) -> None:
    [unit] = prices.office.on_sale(1, channel_rate=9750)
    prices.lowered()
    operation = operations.read_unit

    def seen(role: Role) -> Any:
        by = prices.office.posted_as(role)
        with prices.office.transaction() as session:
            ask = asked(operation, unit_id=str(unit))
            return answered(operation, queries.read_unit(session, ask, by=by, at=clock.now()))

    shown = seen(Role.SALES_MANAGER)
    assert (shown["director_floor"], shown["channel_price"]) == ("960300.00", "965300.00")
    for role in (Role.CONSULTANT, Role.PLANNER, Role.CONTROL_CLERK, Role.SALES_SUPERVISOR):
        hidden = {"manager_floor", "director_floor", "channel_price"}
        assert not hidden & seen(role).keys()


def test_all_tiers_of_a_version_reach_the_unit(prices: Prices) -> None:
    [unit] = prices.office.on_sale(1, channel_rate=9750)
    draft = prices.draft()
    prices.adjust(draft, tiers=ALL, amount="100")
    prices.in_force(draft)
    with prices.office.transaction() as session:
        found = session.execute(
            select(Unit.list_rate, Unit.filed_rate, Unit.channel_rate).where(Unit.id == unit)
        ).one()
    assert tuple(found) == (Decimal(10100), Decimal(11100), Decimal(9850))


def test_a_unit_whose_reservation_is_given_up_takes_the_prices_in_force(prices: Prices) -> None:
    office = prices.office
    [unit] = office.on_sale(1)
    deal = office.reserve(unit, office.customer())
    prices.lowered()
    assert prices.list_price(unit) == OLD
    office.cancel(deal)
    assert prices.list_price(unit) == NEW
