"""Red invoices take back what was issued, and money goes back only after that (红字发票)."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from contracts.inventory.money import invoices as operations
from contracts.inventory.money import refunds as refund_operations
from services.inventory.money.invoices import commands, queries
from services.inventory.money.refunds import commands as refunds
from tests.inventory.money.invoices.test_commands import (
    COMPANY,
    invoicing,
    issue,
    issued,
    listed,
    refused,
    request,
    review,
    with_money,
)
from tests.inventory.owing import ended
from tests.inventory.workbench import SalesOffice


def request_red(office: SalesOffice, invoice: Any, **more: Any) -> Any:
    payload = {"invoice_id": invoice["id"], "reason": "抬头有误"} | more
    operation = operations.request_red_invoice
    return office.do(commands.request_red, operation, office.consultant, **payload)


def test_a_red_invoice_takes_back_the_whole_or_a_part_and_no_more(office: SalesOffice) -> None:
    deal = with_money(office)
    invoice = issued(office, deal, "200000.00")
    part = request_red(office, invoice, amount="50000.00")
    with refused("invoice_reversed") as why:
        request_red(office, invoice, amount="150000.01")
    assert why.value.details["most"] == "150000.00"
    assert invoicing(office, deal)["invoiced"] == "200000.00"
    issue(office, review(office, part))
    assert invoicing(office, deal)["invoiced"] == "150000.00"
    assert invoicing(office, deal)["invoiceable"] == "150000.00"
    issue(office, review(office, request_red(office, invoice)))
    with refused("invoice_reversed"):
        request_red(office, invoice)
    [row] = listed(office, office.finance, kind="blue")
    assert row["reversed"] == "200000.00"
    assert [fact["data"]["amount"] for fact in office.told("invoice_issued")] == [
        "200000.00",
        "-50000.00",
        "-150000.00",
    ]


def test_only_what_is_issued_is_taken_back_and_never_a_red_one(office: SalesOffice) -> None:
    deal = with_money(office)
    invoice = request(office, deal)
    with refused("invoice_wrong_status"):
        request_red(office, invoice)
    issue(office, review(office, invoice))
    red = issue(office, review(office, request_red(office, invoice, amount="1.00")))
    with refused("invoice_reversed"):
        request_red(office, red)


def test_a_red_invoice_is_made_out_like_the_one_it_takes_back(office: SalesOffice) -> None:
    deal = with_money(office)
    invoice = request(office, deal, amount="1000.00", **COMPANY)
    issue(office, review(office, invoice))
    request_red(office, invoice)
    [red] = listed(office, office.finance, kind="red")
    assert {name: red[name] for name in COMPANY} == COMPANY
    assert (red["reverses_id"], red["reason"]) == (invoice["id"], "抬头有误")


def test_all_that_is_in_force_is_to_be_reversed_before_all_money_goes_back(
    office: SalesOffice,
) -> None:
    deal = with_money(office)
    one, _ = issued(office, deal, "100000.00"), issued(office, deal, "50000.00")
    request(office, deal, amount="30000.00")
    assert _to_reverse(office, deal) == Decimal("150000.00")
    red = request_red(office, one)
    assert _to_reverse(office, deal) == Decimal("150000.00")
    issue(office, review(office, red))
    assert _to_reverse(office, deal) == Decimal("50000.00")


def _to_reverse(office: SalesOffice, deal: Any) -> Decimal:
    with office.transaction() as session:
        return queries.outstanding_to_reverse(session, UUID(deal["id"]))


def test_what_is_issued_is_covered_at_that_moment(office: SalesOffice) -> None:
    deal = with_money(office)
    invoice = review(office, request(office, deal))
    ended(office, deal)
    _give_back(office, _confirmed_refund(office, deal, "100000.00"))
    with refused("invoice_above_received") as why:
        issue(office, invoice)
    assert why.value.details["most"] == "200000.00"


def test_money_goes_back_only_when_its_invoice_is_taken_back(office: SalesOffice) -> None:
    deal = with_money(office)
    invoice = issued(office, deal, "250000.00")
    ended(office, deal)
    refund = _confirmed_refund(office, deal, "300000.00")
    with refused("invoice_to_reverse") as why:
        _give_back(office, refund)
    assert why.value.details["amount"] == "250000.00"
    issue(office, review(office, request_red(office, invoice)))
    _give_back(office, refund)
    assert invoicing(office, deal)["held"] == "0.00"


def _confirmed_refund(office: SalesOffice, deal: Any, amount: str) -> str:
    operation = refund_operations.owe_refund
    payload = {"deal_id": deal["id"], "amount": amount}
    refund = office.do(refunds.owe_by_hand, operation, office.consultant, **payload)["id"]
    note: dict[str, Any] = {"refund_id": refund, "payee_note": "原路退回"}
    office.do(refunds.request, refund_operations.request_refund, office.consultant, **note)
    confirm = refund_operations.confirm_refund
    office.do(refunds.confirm, confirm, office.manager, refund_id=refund)
    return str(refund)


def _give_back(office: SalesOffice, refund: str) -> None:
    payment: dict[str, Any] = {"refund_id": refund, "payment_ref": "1"}
    office.do(refunds.pay, refund_operations.pay_refund, office.finance, **payment)
