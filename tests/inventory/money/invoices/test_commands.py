"""Money is invoiced once, by three people, and taken back when it goes back (发票)."""

from decimal import Decimal
from typing import Any

import pytest

from common import clock
from common.actor import Actor
from contracts.inventory.money import invoices as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.money.invoices import commands, queries
from tests.commands import answered, asked
from tests.inventory.owing import day, owing, paid
from tests.inventory.workbench import SalesOffice

COMPANY: dict[str, Any] = {"title": "成都鹭鸣商贸有限公司", "tax_number": "91510100MA62BL1Q0X"}
_numbers = iter(range(10**19, 2 * 10**19))


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def with_money(office: SalesOffice, amount: str = "300000.00") -> Any:
    deal = owing(office, ("房款", "1000000.00", 5))
    paid(office, deal, amount)
    return deal


def request(office: SalesOffice, deal: Any, *, by: Actor | None = None, **more: Any) -> Any:
    payload = {"deal_id": deal["id"]} | more
    return office.do(
        commands.request, operations.request_invoice, by or office.consultant, **payload
    )


def review(office: SalesOffice, invoice: Any, *, by: Actor | None = None, **more: Any) -> Any:
    payload = {"invoice_id": invoice["id"], "decision": "approve"} | more
    return office.do(commands.review, operations.review_invoice, by or office.manager, **payload)


def issue(office: SalesOffice, invoice: Any, *, by: Actor | None = None, **more: Any) -> Any:
    payload = {"invoice_id": invoice["id"], "number": str(next(_numbers))} | more
    return office.do(commands.issue, operations.issue_invoice, by or office.finance, **payload)


def reject(office: SalesOffice, invoice: Any) -> Any:
    payload = {"invoice_id": invoice["id"], "reason": "税号与名称不符"}
    return office.do(commands.reject, operations.reject_invoice, office.finance, **payload)


def sign(office: SalesOffice, invoice: Any, **more: Any) -> Any:
    payload = {"invoice_id": invoice["id"]} | more
    return office.do(commands.sign, operations.sign_invoice, office.consultant, **payload)


def issued(office: SalesOffice, deal: Any, amount: str) -> Any:
    return issue(office, review(office, request(office, deal, amount=amount)))


def invoicing(office: SalesOffice, deal: Any) -> dict[str, str]:
    with office.transaction() as session:
        ask = asked(operations.read_invoicing, deal_id=deal["id"])
        found = queries.read_invoicing(session, ask, by=office.finance, at=clock.now())
        sums: dict[str, str] = answered(operations.read_invoicing, found)
        return sums


def listed(office: SalesOffice, by: Actor, **chosen: Any) -> list[Any]:
    with office.transaction() as session:
        found = queries.list_invoices(session, asked(operations.list_invoices, **chosen), by=by)
        rows: list[Any] = answered(operations.list_invoices, found)["items"]
        return rows


def test_it_is_asked_for_reviewed_issued_and_signed_for(office: SalesOffice) -> None:
    deal = with_money(office)
    invoice = request(office, deal)
    assert invoicing(office, deal)["requested"] == "300000.00"
    reviewed = review(office, invoice)
    assert issue(office, reviewed)["status"] == "issued"
    assert sign(office, invoice)["status"] == "signed"
    [row] = listed(office, office.finance)
    assert (row["amount"], row["signed_by"]) == ("300000.00", office.consultant.id)
    assert row["issued_on"] == row["signed_on"] == day(0).isoformat()
    assert (row["building"], row["stair"], row["unit_number"]) == ("1", "1", "100")
    assert invoicing(office, deal) == {
        "held": "300000.00",
        "invoiced": "300000.00",
        "requested": "0.00",
        "invoiceable": "0.00",
        "to_reverse": "0.00",
    }


def test_the_fact_tells_amount_and_day_and_no_title(office: SalesOffice) -> None:
    deal = with_money(office)
    issue(office, review(office, request(office, deal, amount="1000.00", **COMPANY)))
    [fact] = office.told("invoice_issued")
    assert (fact["data"]["amount"], fact["data"]["business_day"]) == ("1000.00", str(day(0)))
    assert COMPANY["title"] not in str(office.told())
    assert COMPANY["tax_number"] not in str(office.told())


def test_no_more_is_asked_for_than_was_received_and_not_invoiced(office: SalesOffice) -> None:
    deal = with_money(office)
    with refused("invoice_above_received") as why:
        request(office, deal, amount="300000.01")
    assert why.value.details["most"] == "300000.00"
    request(office, deal, amount="200000.00")
    with refused("invoice_above_received"):
        request(office, deal, amount="100000.01")
    request(office, deal, amount="100000.00")
    with refused("invoice_above_received"):
        request(office, deal)


def test_a_rejected_request_leaves_its_money_to_another(office: SalesOffice) -> None:
    deal = with_money(office)
    with refused("reason_needed"):
        review(office, request(office, deal, amount="1000.00"), decision="reject")
    invoice = request(office, deal, amount="299000.00")
    assert review(office, invoice, decision="reject", reason="金额有误")["status"] == "rejected"
    other = review(office, request(office, deal, amount="299000.00"))
    assert reject(office, other)["status"] == "rejected"
    request(office, deal, amount="299000.00")
    assert {row["reject_reason"] for row in listed(office, office.finance, status="rejected")} == {
        "金额有误",
        "税号与名称不符",
    }


def test_the_steps_are_taken_in_their_order_and_once(office: SalesOffice) -> None:
    invoice = request(office, with_money(office))
    for early in (issue, sign):
        with refused("invoice_wrong_status"):
            early(office, invoice)
    review(office, invoice)
    with refused("invoice_wrong_status"):
        review(office, invoice)
    issue(office, invoice)
    for late in (review, issue, reject):
        with refused("invoice_wrong_status"):
            late(office, invoice)
    sign(office, invoice)
    with refused("invoice_wrong_status"):
        sign(office, invoice)


def test_nobody_takes_two_steps(office: SalesOffice) -> None:
    one = office.posted_as(Role.SALES_ASSISTANT, Role.SALES_MANAGER, Role.FINANCE)
    deal = with_money(office)
    invoice = request(office, deal, by=one, amount="1000.00")
    with refused("invoice_same_person"):
        review(office, invoice, by=one)
    review(office, invoice)
    with refused("invoice_same_person"):
        issue(office, invoice, by=one)
    other = review(office, request(office, deal, amount="1000.00"), by=one)
    with refused("invoice_same_person"):
        issue(office, other, by=one)
    issue(office, other)


def test_a_number_is_used_once(office: SalesOffice) -> None:
    deal = with_money(office)
    one, other, third = (request(office, deal, amount="1000.00") for _ in range(3))
    paper: dict[str, Any] = {"number": "00012345", "code": "5100211130"}
    issue(office, review(office, one), **paper)
    with refused("invoice_number_taken"):
        issue(office, review(office, other), **paper)
    issue(office, other, number="00012345", code="5100211131")
    issue(office, review(office, third))


@pytest.mark.parametrize(
    ("operation", "payload", "field"),
    [
        ("request_invoice", {"title": "某公司"}, "tax_number"),
        ("request_invoice", {"tax_number": "91510100MA62BL1Q0X"}, "tax_number"),
        ("request_invoice", {"title": "某公司", "tax_number": "91510100MA62BL1Q0O"}, "tax_number"),
        ("request_invoice", {"amount": "0"}, "amount"),
        ("issue_invoice", {"number": "12345678"}, "code"),
        ("issue_invoice", {"number": "1" * 20, "code": "5100211130"}, "code"),
        ("issue_invoice", {"number": "123"}, "number"),
    ],
)
def test_a_wrong_title_or_number_is_refused_by_its_field(
    operation: str, payload: dict[str, str], field: str
) -> None:
    ids = {"deal_id": str(new_id())} if operation == "request_invoice" else {}
    ids = ids or {"invoice_id": str(new_id())}
    with pytest.raises(Refusal) as why:
        asked(getattr(operations, operation), **ids, **payload)
    assert list(why.value.details["fields"]) == [field]


def test_days_lie_between_the_step_before_and_today(office: SalesOffice) -> None:
    invoice = review(office, request(office, with_money(office)))
    for wrong in (-1, 1):
        with refused("date_out_of_range"):
            issue(office, invoice, issued_on=day(wrong).isoformat())
    issue(office, invoice, issued_on=day(0).isoformat())
    for wrong in (-1, 1):
        with refused("date_out_of_range"):
            sign(office, invoice, signed_on=day(wrong).isoformat())


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.CONSULTANT, 0),
        (Role.SALES_ASSISTANT, 1),
        (Role.SALES_SUPERVISOR, 1),
        (Role.FINANCE, 1),
        (Role.PLANNER, 0),
        (Role.CONTROL_CLERK, 0),
    ],
)
def test_invoices_are_seen_as_far_as_the_scope_reaches(
    office: SalesOffice, role: Role, sees: int
) -> None:
    deal = with_money(office)
    invoice = request(office, deal)
    assert len(listed(office, office.posted_as(role))) == sees
    assert listed(office, office.posted_as(role, project=new_id())) == []
    with refused("not_found"):
        request(office, deal, by=office.posted_as(Role.CONSULTANT))
    with refused("not_found"):
        review(office, invoice, by=office.posted_as(Role.SALES_MANAGER, project=new_id()))


def test_the_list_goes_back_page_by_page(office: SalesOffice) -> None:
    deal = with_money(office)
    for amount in ("1.00", "2.00", "3.00"):
        request(office, deal, amount=amount)
    with office.transaction() as session:
        ask = asked(operations.list_invoices, page_size=2)
        first = queries.list_invoices(session, ask, by=office.finance)
        more = asked(operations.list_invoices, page_size=2, cursor=first["next"])
        last = queries.list_invoices(session, more, by=office.finance)
    amounts = [row["amount"] for page in (first, last) for row in page["items"]]
    assert amounts == [Decimal(3), Decimal(2), Decimal(1)]
    assert last["next"] is None
