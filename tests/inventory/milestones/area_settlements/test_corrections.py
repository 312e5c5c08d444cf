"""A wrongly settled area is settled anew: what is open is withdrawn, what was paid made up for."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from contracts.inventory.money import refunds as refund_operations
from services.inventory.money.refunds import commands as refunds
from tests.inventory.changing import Orders, refused

PAYS, NOTHING, OWED = "101.50", "100.00", "98.50"
"""Measured areas for which the buyer pays 15,000 yuan, nobody anything, the company 15,000."""


def settled(orders: Orders, measured: str) -> Any:
    """A contract that is paid for, its area settled."""
    deal = orders.signed()
    orders.paid(deal)
    orders.step("settle", deal, gross_area=measured)
    return deal


def correct(orders: Orders, deal: Any, measured: str) -> None:
    orders.consent(asked_for(orders, deal, measured))


def asked_for(orders: Orders, deal: Any, measured: str) -> Any:
    return orders.step("correct", deal, gross_area=measured, reason="测绘报告录入有误")


def paid_back(orders: Orders, deal: Any) -> None:
    """Finance has paid whatever is owed."""
    with orders.engine.connect() as connection:
        owed = connection.scalars(text("SELECT id::text FROM refund WHERE status = 'owed'")).all()
    for refund in owed:
        named = {"refund_id": refund}
        request, pay = refund_operations.request_refund, refund_operations.pay_refund
        orders.do(refunds.request, request, orders.consultant, payee_note="原路退回", **named)
        orders.do(refunds.confirm, refund_operations.confirm_refund, orders.manager, **named)
        orders.do(refunds.pay, pay, orders.finance, payment_ref=refund[-12:], **named)


def claims(orders: Orders, deal: Any) -> list[tuple[str, str]]:
    """Amount and what is paid of each claim for the area."""
    kinds = orders.schedule(deal)
    return [(one["amount"], one["paid"]) for one in kinds if one["kind"] == "area_settlement"]


def settlement(orders: Orders, deal: Any) -> str:
    return str(orders.read(deal)["handover"]["settlement"]["amount"])


def test_a_claim_that_nobody_paid_is_withdrawn(orders: Orders) -> None:
    deal = settled(orders, PAYS)
    correct(orders, deal, NOTHING)
    assert (claims(orders, deal), orders.refunds(deal)) == ([], [])
    assert settlement(orders, deal) == "0.00"


def test_of_a_claim_that_was_paid_in_part_the_rest_is_withdrawn(orders: Orders) -> None:
    deal = settled(orders, PAYS)
    orders.received(deal, kind="area_settlement", amount="4000.00")
    correct(orders, deal, "100.60")
    assert claims(orders, deal) == [("4000.00", "4000.00"), ("2000.00", "0.00")]
    correct(orders, deal, "100.10")
    assert claims(orders, deal) == [("4000.00", "4000.00")]
    assert orders.refunds(deal) == [("area_settlement", "owed", "3000.00")]


def test_a_refund_that_is_not_paid_yet_is_withdrawn(orders: Orders) -> None:
    deal = settled(orders, OWED)
    correct(orders, deal, PAYS)
    assert orders.refunds(deal) == [("area_settlement", "cancelled", "15000.00")]
    assert claims(orders, deal) == [("15000.00", "0.00")]


def test_money_that_went_back_by_mistake_is_claimed(orders: Orders) -> None:
    deal = settled(orders, OWED)
    paid_back(orders, deal)
    correct(orders, deal, NOTHING)
    assert claims(orders, deal) == [("15000.00", "0.00")]
    orders.received(deal, kind="area_settlement")
    account = orders.account(deal)
    assert (account["received"], account["refunded"]) == ("1015000.00", "15000.00")
    assert (account["balance"], account["unallocated"]) == ("1000000.00", "0.00")


def test_money_that_came_by_mistake_goes_back(orders: Orders) -> None:
    deal = settled(orders, PAYS)
    orders.received(deal, kind="area_settlement")
    correct(orders, deal, OWED)
    assert orders.refunds(deal) == [("area_settlement", "owed", "30000.00")]
    paid_back(orders, deal)
    assert orders.account(deal)["balance"] == "985000.00"


def test_whatever_is_corrected_the_money_is_that_of_the_last_settlement(orders: Orders) -> None:
    deal = settled(orders, PAYS)
    for step, measured in enumerate((OWED, NOTHING, "102.00", "97.50", PAYS)):
        if step % 2:
            paid_back(orders, deal)
        else:
            orders.paid(deal)
        correct(orders, deal, measured)
    orders.paid(deal)
    paid_back(orders, deal)
    assert Decimal(orders.account(deal)["balance"]) == Decimal("1015000.00")


def test_after_the_handover_a_settlement_can_still_be_corrected(orders: Orders) -> None:
    deal = orders.signed()
    orders.paid(deal)
    orders.ready(deal)
    orders.step("hand_over", deal)
    correct(orders, deal, PAYS)
    assert claims(orders, deal) == [("15000.00", "0.00")]


def test_until_everybody_consents_the_settlement_stands(orders: Orders) -> None:
    deal = settled(orders, PAYS)
    asked = asked_for(orders, deal, NOTHING)
    assert asked["needs"] == ["sales_manager", "finance"]
    with refused("own_request"):
        orders.decide_change(asked, orders.service)
    orders.decide_change(asked, orders.manager)
    assert claims(orders, deal) == [("15000.00", "0.00")]
    orders.decide_change(asked, orders.finance, verdict="reject")
    assert (claims(orders, deal), settlement(orders, deal)) == (
        [("15000.00", "0.00")],
        "15000.00",
    )


def test_a_consent_is_worthless_once_the_price_has_changed(orders: Orders) -> None:
    deal = settled(orders, PAYS)
    asked = asked_for(orders, deal, "102.00")
    orders.change(deal, "price_change", price="990000.00")
    orders.decide_change(asked, orders.manager)
    with refused("consent_outdated"):
        orders.decide_change(asked, orders.finance)
    assert settlement(orders, deal) == "15000.00"


@pytest.mark.parametrize(
    ("areas", "code"),
    [
        ({"gross_area": PAYS}, "nothing_changes"),
        ({"gross_area": "95.00"}, "buyer_may_rescind"),
        ({"inner_area": "80.00"}, "area_needed"),
    ],
)
def test_what_cannot_be_settled_cannot_be_corrected_to(
    orders: Orders, areas: dict[str, Any], code: str
) -> None:
    deal = settled(orders, PAYS)
    with refused(code):
        orders.step("correct", deal, reason="测绘报告录入有误", **areas)


def test_what_is_not_settled_is_not_corrected_and_one_correction_waits(orders: Orders) -> None:
    deal = orders.signed()
    with refused("area_not_settled"):
        asked_for(orders, deal, PAYS)
    orders.step("settle", deal, gross_area=PAYS)
    first = asked_for(orders, deal, NOTHING)
    with refused("approval_pending"):
        asked_for(orders, deal, OWED)
    orders.decide_change(first, orders.manager, verdict="reject")
    asked_for(orders, deal, OWED)
