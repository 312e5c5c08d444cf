"""换房: one transaction for both units."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from common import clock
from contracts.office.roles import Role
from contracts.schema import new_id
from tests.inventory.changing import Orders, refused


def changed(orders: Orders, deal: Any, target: UUID, **terms: Any) -> Any:
    """The deal on the new unit."""
    order = orders.change(deal, "unit_change", target_unit_id=str(target), **terms)
    return orders.deal({"id": order["new_deal_id"]})


def test_a_subscription_moves_with_its_money_and_its_terms(orders: Orders) -> None:
    old, target = orders.on_sale(2)
    deal = orders.subscribe(old, orders.customer())
    orders.received(deal)
    new = changed(orders, deal, target)
    assert (orders.status_of(old), orders.status_of(target)) == ("unreleased", "subscribed")
    ended = orders.deal(deal)
    assert (ended["stage"], new["stage"], new["unit_id"]) == (
        "cancelled",
        "subscribed",
        str(target),
    )
    for kept in ("customer_id", "consultant_id", "payment_method", "handover_date"):
        assert new[kept] == ended[kept]
    assert orders.account(deal)["balance"] == "0.00"
    assert orders.account(new)["balance"] == "20000.00"
    assert new["deposit_confirmed_at"] is not None
    assert sum(Decimal(line["amount"]) for line in orders.schedule(new)) == Decimal(new["price"])
    assert orders.refunds(deal) == []


def test_both_units_tell_what_happened_and_why(orders: Orders) -> None:
    old, target = orders.on_sale(2)
    deal = orders.subscribe(old, orders.customer())
    new = changed(orders, deal, target)
    [cancelled] = orders.told("sale_cancelled")
    taken = orders.told("unit_subscribed")[-1]
    assert cancelled["data"]["reason"] == taken["data"]["reason"] == "unit_changed"
    assert (cancelled["data"]["deal_id"], taken["data"]["deal_id"]) == (deal["id"], new["id"])
    assert orders.told_of(old)[-1] == "sale_cancelled"
    for unit in (old, target):
        versions = [e["version"] for e in orders.told() if e["aggregate_id"] == str(unit)]
        assert versions == list(range(2, 2 + len(versions)))


def test_a_sale_is_signed_anew_and_its_commission_clawed_back(orders: Orders) -> None:
    old, target = orders.on_sale(2)
    deal = orders.signed(old)
    foreseen = orders.foreseen(deal, "unit_change", target_unit_id=str(target))
    assert (foreseen["commission_clawback"], foreseen["target_status"]) == (True, "subscribed")
    assert foreseen["needs"] == ["sales_director", "finance"]
    new = changed(orders, deal, target)
    [cancelled] = orders.told("sale_cancelled")
    assert cancelled["data"]["sold_on"] is not None
    assert (new["stage"], new["contract_number"]) == ("subscribed", None)
    orders.check_documents(new)
    orders.sign_off(new)
    assert orders.sign(new)["stage"] == "sold"


def test_a_reservation_moves_and_its_old_unit_is_free_at_once(orders: Orders) -> None:
    old, target = orders.on_sale(2)
    deal = orders.reserve(old, orders.customer())
    new = changed(orders, deal, target)
    assert (orders.status_of(old), orders.status_of(target)) == ("available", "reserved")
    assert (new["stage"], new["expires_at"] is not None) == ("reserved", True)
    assert orders.told("unit_freed")[-1]["data"]["reason"] == "unit_changed"


def test_money_beyond_the_new_price_is_owed_back(orders: Orders) -> None:
    [dear] = orders.on_sale(1)
    orders.imported(
        [
            {
                "building": "9",
                "stair": "1",
                "floor": 1,
                "number": "901",
                "house_type": "A",
                "gross_area": 40,
                "inner_area": 30,
                "list_rate": 10000,
                "filed_rate": 11000,
            }
        ]
    )
    orders.review()
    orders.release()
    with orders.engine.connect() as connection:
        cheap = connection.exec_driver_sql("SELECT id FROM unit WHERE number = '901'").scalar_one()
    deal = orders.signed(dear)
    orders.paid(deal)
    new = changed(orders, deal, cheap)
    assert new["price"] == "400000.00"
    assert orders.refunds(deal) == [("unit_change", "owed", "600000.00")]
    assert orders.account(new)["balance"] == "400000.00"
    assert orders.account(deal)["balance"] == "600000.00"


def test_co_owners_move_along(orders: Orders) -> None:
    old, target = orders.on_sale(2)
    deal = orders.subscribe(old, orders.customer())
    orders.change(deal, "add_owner", customer_id=str(orders.customer()), share="0.5")
    before = orders.possible(deal)["owners"]
    assert orders.possible(changed(orders, deal, target))["owners"] == before


def test_the_buyers_own_reservation_of_the_target_is_continued(orders: Orders) -> None:
    old, target = orders.on_sale(2)
    customer = orders.customer()
    deal = orders.subscribe(old, customer)
    reservation = orders.reserve(target, customer)
    new = changed(orders, deal, target)
    assert (new["id"], new["stage"]) == (reservation["id"], "subscribed")


def test_the_price_of_the_target_needs_its_own_consents(orders: Orders) -> None:
    old, target = orders.on_sale(2)
    deal = orders.subscribe(old, orders.customer())
    terms: dict[str, Any] = {"target_unit_id": str(target), "price": "970000.00"}
    assert orders.foreseen(deal, "unit_change", **terms)["needs"] == ["sales_director"]
    new = changed(orders, deal, target, price="970000.00")
    assert (new["price"], new["price_story"]["authority"]) == ("970000.00", "sales_director")


def test_a_target_locked_by_the_consultant_is_taken_one_of_somebody_else_not(
    orders: Orders,
) -> None:
    old, mine, theirs = orders.on_sale(3)
    deal = orders.subscribe(old, orders.customer())
    orders.lock(mine)
    orders.lock(theirs, by=orders.posted_as(Role.CONSULTANT))
    with refused("unit_taken"):
        orders.request_change(deal, "unit_change", target_unit_id=str(theirs))
    assert changed(orders, deal, mine)["unit_id"] == str(mine)


def test_the_target_is_held_for_the_buyer_while_the_order_waits(orders: Orders) -> None:
    old, target = orders.on_sale(2)
    deal = orders.subscribe(old, orders.customer())
    asked_for = orders.request_change(deal, "unit_change", target_unit_id=str(target))
    rival = orders.posted_as(Role.CONSULTANT)
    with refused("unit_taken"):
        orders.reserve(target, orders.customer(rival), by=rival)
    kept_until = orders.order(asked_for)["consequences"]["target_kept_until"]
    [held] = orders.told("unit_held")
    assert held["data"]["customer_id"] == orders.deal(deal)["customer_id"]
    assert held["data"]["expires_at"] == kept_until
    orders.consent(asked_for)
    assert orders.status_of(target) == "subscribed"
    assert [move for move, _, _ in orders.moves_of(target)][-2:] == ["hold", "subscribe"]


def test_the_target_of_a_reservation_is_not_held_longer_than_the_reservation(
    orders: Orders,
) -> None:
    old, target = orders.on_sale(2)
    deal = orders.reserve(old, orders.customer())
    orders.request_change(deal, "unit_change", target_unit_id=str(target))
    [held] = orders.told("unit_held")
    assert held["data"]["expires_at"] == orders.deal(deal)["expires_at"]


@pytest.mark.parametrize("verdict", ["reject", "withdraw"])
def test_the_target_is_free_again_when_the_order_is_refused(orders: Orders, verdict: str) -> None:
    old, target = orders.on_sale(2)
    deal = orders.subscribe(old, orders.customer())
    asked_for = orders.request_change(deal, "unit_change", target_unit_id=str(target))
    if verdict == "reject":
        orders.decide_change(asked_for, orders.manager, verdict="reject")
    else:
        orders.withdraw(asked_for)
    assert orders.status_of(target) == "available"
    rival = orders.posted_as(Role.CONSULTANT)
    assert orders.reserve(target, orders.customer(rival), by=rival)["unit_status"] == "reserved"


def test_a_hold_that_the_buyer_had_before_outlives_a_refused_order(orders: Orders) -> None:
    old, target = orders.on_sale(2)
    customer = orders.customer()
    deal = orders.subscribe(old, customer)
    reservation = orders.reserve(target, customer)
    asked_for = orders.request_change(deal, "unit_change", target_unit_id=str(target))
    orders.decide_change(asked_for, orders.manager, verdict="reject")
    assert (orders.status_of(target), orders.deal(reservation)["stage"]) == ("reserved",) * 2


def test_after_its_deadline_an_order_keeps_nothing_and_takes_what_is_still_free(
    orders: Orders,
) -> None:
    units = orders.on_sale(4)
    pairs = list(zip(units[::2], units[1::2], strict=True))
    deals = [orders.subscribe(old, orders.customer()) for old, _ in pairs]
    asked_for = [
        orders.request_change(deal, "unit_change", target_unit_id=str(target))
        for deal, (_, target) in zip(deals, pairs, strict=True)
    ]
    late = clock.now() + timedelta(days=8)
    rival = orders.posted_as(Role.CONSULTANT)
    orders.reserve(units[1], orders.customer(rival), by=rival, at=late)
    with refused("unit_taken"):
        orders.decide_change(asked_for[0], orders.manager, at=late)
    assert (orders.status_of(units[0]), orders.deal(deals[0])["stage"]) == ("subscribed",) * 2
    assert orders.order(asked_for[0])["status"] == "requested"
    orders.decide_change(asked_for[1], orders.manager, at=late)
    assert orders.status_of(units[3]) == "subscribed"


@pytest.mark.parametrize("which", ["same", "unknown", "unreleased"])
def test_a_target_that_cannot_be_is_refused(orders: Orders, which: str) -> None:
    old, other = orders.on_sale(2)
    deal = orders.subscribe(old, orders.customer())
    orders.undo(orders.subscribe(other, orders.customer()))
    targets = {"same": old, "unknown": new_id(), "unreleased": other}
    codes = {"same": "changes_nothing", "unknown": "not_found", "unreleased": "unit_wrong_state"}
    with refused(codes[which]):
        orders.request_change(deal, "unit_change", target_unit_id=str(targets[which]))
