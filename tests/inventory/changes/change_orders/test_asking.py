"""Asking for a change and deciding on it: who, when, on which basis."""

from datetime import timedelta
from typing import Any

import pytest

from common import clock
from contracts.inventory.changes.change_orders import request_change_order
from contracts.inventory.money import invoices as invoice_operations
from contracts.office.roles import Role
from contracts.operation import Operation
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.money.invoices import commands as invoices
from tests.commands import asked
from tests.inventory.changing import Orders, refused


def test_a_change_waits_for_its_consents_and_happens_with_the_last_one(orders: Orders) -> None:
    deal = orders.subscribed()
    orders.received(deal)
    asked_for = orders.request_change(deal, "cancellation")
    assert asked_for["needs"] == ["sales_manager", "finance"]
    assert orders.deal(deal)["stage"] == "subscribed"
    orders.decide_change(asked_for, orders.manager)
    assert (orders.deal(deal)["stage"], orders.order(asked_for)["status"]) == (
        "subscribed",
        "requested",
    )
    orders.decide_change(asked_for, orders.finance)
    assert (orders.deal(deal)["stage"], orders.order(asked_for)["status"]) == ("cancelled", "done")


def test_nobody_decides_their_own_request_a_higher_role_does(orders: Orders) -> None:
    deal = orders.subscribed()
    asked_for = orders.request_change(deal, "extension", days=3, by=orders.manager)
    with refused("own_request"):
        orders.decide_change(asked_for, orders.manager)
    orders.decide_change(asked_for, orders.director)
    assert orders.order(asked_for)["status"] == "done"


def test_one_change_of_a_deal_waits_at_a_time(orders: Orders) -> None:
    deal = orders.subscribed()
    first = orders.request_change(deal, "cancellation")
    with refused("change_pending"):
        orders.request_change(deal, "extension", days=3)
    assert orders.possible(deal)["pending_id"] == first["id"]
    orders.decide_change(first, orders.manager, verdict="reject")
    assert orders.order(first)["status"] == "refused"
    assert orders.deal(deal)["stage"] == "subscribed"
    orders.change(deal, "extension", days=3)


@pytest.mark.parametrize(
    ("kind", "terms", "field"),
    [
        ("unit_change", {}, "target_unit_id"),
        ("rename", {}, "customer_id"),
        ("add_owner", {"customer_id": str(new_id())}, "share"),
        ("price_change", {}, "price"),
        ("extension", {}, "days"),
        ("extension", {"days": 91}, "days"),
        ("payment_plan_change", {}, "payment_method"),
        ("extension", {"days": 3, "price": "1.00"}, "price"),
        ("cancellation", {"penalty": "1.00"}, "statement"),
        ("cancellation", {"forfeited": "1.00"}, "statement"),
    ],
)
def test_a_kind_says_which_fields_it_needs(kind: str, terms: dict[str, Any], field: str) -> None:
    payload = {"deal_id": str(new_id()), "kind": kind, "reason": "申请"} | terms
    with pytest.raises(Refusal, match="invalid_input") as refusal:
        asked(request_change_order, **payload)
    assert list(refusal.value.details["fields"]) == [field]


def test_what_the_stage_does_not_allow_is_refused_with_what_it_does(orders: Orders) -> None:
    [unit] = orders.on_sale(1)
    deal = orders.reserve(unit, orders.customer())
    with refused("change_not_allowed") as refusal:
        orders.request_change(deal, "cancellation")
    assert refusal.value.details["allowed"] == ["unit_change", "rename"]
    orders.cancel(deal, by=orders.consultant)
    with refused("change_not_allowed") as refusal:
        orders.request_change(deal, "rename", customer_id=str(orders.customer()))
    assert (refusal.value.details["stage"], refusal.value.details["allowed"]) == ("ended", [])


def test_a_reservation_that_has_run_out_is_not_changed(orders: Orders) -> None:
    old, target = orders.on_sale(2)
    deal = orders.reserve(old, orders.customer())
    late = clock.now() + timedelta(hours=25)
    with refused("change_not_allowed"):
        orders.request_change(deal, "unit_change", target_unit_id=str(target), at=late)


def test_a_consent_is_worthless_once_the_deal_has_changed(orders: Orders) -> None:
    deal = orders.subscribed()
    asked_for = orders.request_change(deal, "price_change", price="990000.00")
    orders.made_ready(deal)
    orders.sign(deal)
    with refused("consent_outdated"):
        orders.decide_change(asked_for, orders.manager)
    assert orders.deal(deal)["price"] == "1000000.00"


def test_a_settlement_is_worthless_once_other_money_is_held(orders: Orders) -> None:
    deal = orders.subscribed()
    asked_for = orders.request_change(deal, "cancellation")
    assert asked_for["needs"] == ["sales_manager"]
    orders.received(deal)
    with refused("consent_outdated"):
        orders.decide_change(asked_for, orders.manager)


def test_money_that_comes_in_leaves_other_consents_as_they_are(orders: Orders) -> None:
    deal = orders.subscribed()
    asked_for = orders.request_change(deal, "extension", days=3)
    orders.received(deal)
    orders.decide_change(asked_for, orders.manager)
    assert orders.order(asked_for)["status"] == "done"


def test_the_filing_is_revoked_before_a_filed_sale_is_undone(orders: Orders) -> None:
    deal = orders.signed()
    orders.collected(deal, "filing")
    orders.step("submit_filing", deal)
    orders.step("record_filing", deal, number="蓉房备2026-000017")
    asked_for = orders.request_change(deal, "cancellation")
    assert asked_for["needs"] == ["general_manager", "finance"]
    assert orders.order(asked_for)["consequences"]["first"] == ["filing_revoked"]
    orders.decide_change(asked_for, orders.finance)
    with refused("change_needs_first") as refusal:
        orders.decide_change(asked_for, orders.general_manager)
    assert refusal.value.details["first"] == ["filing_revoked"]
    orders.step("revoke_filing", deal, reason="退房")
    orders.decide_change(asked_for, orders.general_manager)
    assert orders.deal(deal)["stage"] == "cancelled"


def test_invoices_are_reversed_before_the_deal_is_undone(orders: Orders) -> None:
    deal = orders.signed()
    issued = invoiced(
        orders, invoices.request, invoice_operations.request_invoice, deal_id=deal["id"]
    )
    asked_for = orders.request_change(deal, "cancellation")
    orders.decide_change(asked_for, orders.finance)
    with refused("change_needs_first") as refusal:
        orders.decide_change(asked_for, orders.director)
    assert refusal.value.details["first"] == ["invoices_reversed"]
    red = {"invoice_id": issued["id"], "reason": "退房"}
    invoiced(orders, invoices.request_red, invoice_operations.request_red_invoice, **red)
    orders.decide_change(asked_for, orders.director)
    assert orders.deal(deal)["stage"] == "cancelled"


def invoiced(orders: Orders, command: Any, operation: Operation, **payload: Any) -> Any:
    """Asked for, reviewed and issued."""
    asked_for = orders.do(command, operation, orders.consultant, **payload)
    one = {"invoice_id": asked_for["id"]}
    approve = {"decision": "approve"} | one
    orders.do(invoices.review, invoice_operations.review_invoice, orders.manager, **approve)
    numbered = {"number": str(10**19 + new_id().int % 10**18)} | one
    return orders.do(invoices.issue, invoice_operations.issue_invoice, orders.finance, **numbered)


def test_what_is_foreseen_is_what_the_deciders_are_shown(orders: Orders) -> None:
    deal = orders.subscribed()
    orders.received(deal)
    terms: dict[str, Any] = {"penalty": "5000.00", "statement": "违约金按认购书第八条"}
    foreseen = orders.foreseen(deal, "cancellation", **terms)
    assert (foreseen["money_held"], foreseen["refund"]) == ("20000.00", "15000.00")
    assert (foreseen["unit_status"], foreseen["commission_clawback"]) == ("unreleased", False)
    asked_for = orders.request_change(deal, "cancellation", **terms)
    assert orders.order(asked_for)["consequences"] == foreseen


def test_what_may_be_changed_follows_the_stage_and_the_right(orders: Orders) -> None:
    deal = orders.signed()
    found = orders.possible(deal)
    allowed = {item["kind"]: item["needs"] for item in found["items"] if item["allowed"]}
    assert "extension" not in allowed
    assert allowed["cancellation"] == ["sales_director", "finance"]
    assert (found["stage"], found["may_request"]) == ("sold", True)
    assert orders.possible(deal, by=orders.finance)["may_request"] is False
    assert [owner["main"] for owner in found["owners"]] == [True]


def test_orders_are_seen_and_asked_for_within_ones_scope(orders: Orders) -> None:
    deal = orders.subscribed()
    asked_for = orders.request_change(deal, "extension", days=3)
    rival = orders.posted_as(Role.CONSULTANT)
    with refused("not_found"):
        orders.request_change(deal, "extension", days=3, by=rival)
    with refused("not_found"):
        orders.foreseen(deal, "extension", days=3, by=rival)
    with refused("not_found"):
        orders.order(asked_for, by=rival)
    for by, sees in (
        (rival, 0),
        (orders.consultant, 1),
        (orders.finance, 1),
        (orders.posted_as(Role.SALES_MANAGER, project=new_id()), 0),
    ):
        assert len(orders.listed(by=by)["items"]) == sees


def test_whose_consent_a_price_takes_is_told_to_everybody_as_far_as_its_discount_tells(
    orders: Orders,
) -> None:
    deal = orders.subscribed()
    asked_for = orders.request_change(deal, "price_change", price="969000.00")
    assert orders.needs(asked_for) == ["general_manager", "finance"]
    for by in (orders.consultant, orders.director, orders.clerk):
        needs = orders.order(asked_for, by=by)["consequences"]["needs"]
        assert needs == ["general_manager"]
    foreseen = orders.foreseen(deal, "price_change", price="969000.00", by=orders.manager)
    assert foreseen["needs"] == ["general_manager", "finance"]


def test_orders_are_listed_newest_first_in_pages(orders: Orders) -> None:
    deals = [orders.subscribe(unit, orders.customer()) for unit in orders.on_sale(3)]
    made = [orders.request_change(deal, "extension", days=2)["id"] for deal in deals]
    page = orders.listed(page_size=2)
    rest = orders.listed(page_size=2, cursor=page["next"])
    assert [row["id"] for row in page["items"] + rest["items"]] == made[::-1]
    assert rest["next"] is None
    [row] = orders.listed(deal_id=deals[0]["id"])["items"]
    assert (row["id"], row["building"], row["stair"], row["unit_number"]) == (
        made[0],
        "1",
        "1",
        "100",
    )
    assert orders.listed(status="done")["items"] == []
