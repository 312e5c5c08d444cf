"""The deadline of signing, from the subscription to its end."""

from datetime import timedelta
from typing import Any

from common import clock
from tests.inventory.changing import Orders

Told = tuple[str, int, str]


def signing(orders: Orders, deal: Any) -> list[Told]:
    """The events of the deal's deadline: name, version, status."""
    told: list[Told] = []
    for event in orders.told():
        for state in event["data"].get("deadlines", [event["data"]]):
            if (state.get("kind"), state.get("subject_id")) == ("signing", deal["id"]):
                status = state.get("status", "open")
                told.append((event["type"], event["version"], status))
    return told


STARTED = ("deadlines_started", 1, "open")


def test_a_subscription_starts_it_for_the_deals_consultant(orders: Orders) -> None:
    deal = orders.subscribed()
    assert signing(orders, deal) == [STARTED]
    [started] = orders.started("signing")
    subscribed = orders.deal(deal)
    assert started["due_at"] == subscribed["sign_by"]
    assert started["responsible_id"] == subscribed["consultant_id"]
    for fact in ("unit_id", "consultant_id", "team_id"):
        assert started[fact] == subscribed[fact]


def test_a_reservation_has_none_until_it_is_subscribed(orders: Orders) -> None:
    [unit] = orders.on_sale(1)
    customer = orders.customer()
    reserved = orders.reserve(unit, customer)
    assert signing(orders, reserved) == []
    deal = orders.subscribe(unit, customer)
    assert signing(orders, deal) == [STARTED]


def test_an_extension_moves_it(orders: Orders) -> None:
    deal = orders.subscribed()
    orders.change(deal, "extension", days=7)
    assert signing(orders, deal) == [STARTED, ("deadline_set", 2, "open")]
    [moved] = orders.told("deadline_set")
    assert moved["data"]["due_at"] == orders.deal(deal)["sign_by"]


def test_the_signature_meets_it_once_and_a_later_cancellation_leaves_it_so(orders: Orders) -> None:
    deal = orders.signed()
    assert signing(orders, deal) == [STARTED, ("deadline_met", 2, "met")]
    orders.change(deal, "cancellation")
    assert signing(orders, deal)[2:] == []


def test_a_cancelled_subscription_drops_it(orders: Orders) -> None:
    deal = orders.subscribed()
    orders.change(deal, "cancellation")
    assert signing(orders, deal) == [STARTED, ("deadline_met", 2, "dropped")]


def test_a_unit_change_drops_it_and_starts_that_of_the_new_deal(orders: Orders) -> None:
    old, target = orders.on_sale(2)
    deal = orders.subscribe(old, orders.customer())
    order = orders.change(deal, "unit_change", target_unit_id=str(target))
    assert signing(orders, deal) == [STARTED, ("deadline_met", 2, "dropped")]
    assert signing(orders, {"id": order["new_deal_id"]}) == [STARTED]


def test_a_deadline_that_has_passed_is_moved_from_today(orders: Orders) -> None:
    [unit] = orders.on_sale(1)
    long_ago = clock.now() - timedelta(days=40)
    deal = orders.subscribe(unit, orders.customer(), at=long_ago)
    orders.change(deal, "extension", days=2)
    [moved] = orders.told("deadline_set")
    end = clock.end_of(clock.business_day(clock.now()) + timedelta(days=2))
    assert moved["data"]["due_at"] == end.isoformat()
