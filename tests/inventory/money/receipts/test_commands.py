"""Money: requested by sales, confirmed by sales and finance, never by the consultant (I-19)."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from common import clock
from contracts.inventory.money import receipts as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.money.receipts import queries
from services.inventory.money.receipts.commands import receipt as commands
from tests.commands import answered, asked
from tests.inventory.till import Till
from tests.inventory.workbench import SalesOffice


def subscribed(office: SalesOffice, **more: Any) -> Any:
    [unit] = office.on_sale(1)
    return office.subscribe(unit, office.customer(), **more)


def test_finance_confirms_and_everybody_is_told(office: SalesOffice) -> None:
    deal = subscribed(office)
    receipt = office.request_deposit(deal)
    assert office.confirm(receipt)["status"] == "confirmed"
    [fact] = office.told("receipt_confirmed")
    assert fact["data"]["amount"] == "20000.00"
    assert fact["data"]["kind"] == "deposit"
    assert fact["data"]["deal_id"] == deal["id"]
    assert [e["data"]["change"] for e in office.told("deal_changed")] == ["deposit_confirmed"]


def test_the_customer_can_be_told_what_to_pay_and_what_is_open_after_it(
    office: SalesOffice,
) -> None:
    deal = subscribed(office)
    office.confirm(office.request_deposit(deal))
    [endorsed] = [
        event["data"]
        for event in office.told("receipt_changed")
        if event["data"]["status"] == "endorsed"
    ]
    [confirmed] = [event["data"] for event in office.told("receipt_confirmed")]
    [ask] = endorsed["asks"]
    assert (ask["number"], ask["kind"], ask["amount"]) == (1, "deposit", "20000.00")
    assert endorsed["taken"] is False
    assert Decimal(endorsed["open_amount"]) - Decimal(confirmed["open_amount"]) == 20000
    assert endorsed["unit_number"] == confirmed["unit_number"]
    assert endorsed["project_name"] == confirmed["project_name"] != ""


def test_whoever_sold_does_not_confirm_even_when_posted_to_finance(office: SalesOffice) -> None:
    both = office.posted_as(Role.CONSULTANT, Role.FINANCE)
    [unit] = office.on_sale(1)
    deal = office.subscribe(unit, office.customer(both), by=both)
    receipt = office.request_deposit(deal, by=both)
    with pytest.raises(Refusal) as refused:
        office.confirm(receipt, by=both)
    assert refused.value.code == "receipt_by_consultant"


def test_a_receipt_is_confirmed_once(office: SalesOffice) -> None:
    receipt = office.endorse(office.request_deposit(subscribed(office)))
    office.confirm(receipt)
    with pytest.raises(Refusal) as refused:
        office.confirm(receipt)
    assert refused.value.code == "receipt_confirmed_already"
    assert len(office.told("receipt_confirmed")) == 1


def test_a_deposit_may_come_in_parts_but_never_exceeds_what_is_due(office: SalesOffice) -> None:
    deal = subscribed(office)
    first = office.request_deposit(deal, amount="5000.00")
    with pytest.raises(Refusal) as refused:
        office.request_deposit(deal, amount="1000.00")
    assert refused.value.code == "receipt_open"
    office.confirm(first)
    with pytest.raises(Refusal) as refused:
        office.request_deposit(deal, amount="15000.01")
    assert refused.value.details["most"] == "15000.00"
    office.confirm(office.request_deposit(deal))
    with pytest.raises(Refusal) as refused:
        office.request_deposit(deal)
    assert refused.value.code == "receipt_open"


def test_a_deal_without_deposit_needs_none(office: SalesOffice) -> None:
    deal = subscribed(office, deposit="0.00")
    office.check_documents(deal)
    office.sign_off(deal)
    assert office.sign(deal)["stage"] == "sold"


def test_money_that_came_is_confirmed_even_when_the_deal_has_ended(till: Till) -> None:
    deal = till.subscribed()
    receipt = till.endorse(till.request_deposit(deal))
    till.end(deal)
    with till.engine.begin() as connection:
        connection.execute(text("UPDATE deal SET stage = 'cancelled'"))
    assert till.confirm(receipt)["status"] == "confirmed"
    assert till.account(deal)["unallocated"] == "20000.00"


def test_receipts_are_seen_within_the_scope(office: SalesOffice) -> None:
    office.request_deposit(subscribed(office))
    seen = []
    for by in (
        office.finance,
        office.consultant,
        office.posted_as(Role.CONSULTANT),
        office.posted_as(Role.FINANCE, project=new_id()),
    ):
        with office.transaction() as session:
            page = queries.list_receipts(
                session, asked(operations.list_receipts), by=by, at=clock.now()
            )
        seen.append([(row["building"], row["stair"], row["unit_number"]) for row in page["items"]])
    assert seen == [[("1", "1", "100")]] * 2 + [[], []]


def test_finance_confirms_only_what_sales_has_confirmed(till: Till) -> None:
    receipt = till.request_deposit(till.subscribed())
    with pytest.raises(Refusal) as refused:
        till.do(
            commands.confirm, operations.confirm_receipt, till.finance, receipt_id=receipt["id"]
        )
    assert refused.value.code == "receipt_wrong_status"


def test_sales_and_finance_are_two_people(till: Till) -> None:
    both = till.posted_as(Role.SALES_MANAGER, Role.FINANCE)
    endorsed = till.endorse(till.request_deposit(till.subscribed()), by=both)
    with pytest.raises(Refusal) as refused:
        till.confirm(endorsed, by=both)
    assert refused.value.code == "receipt_same_person"


def test_nobody_endorses_their_own_request(till: Till) -> None:
    supervisor = till.posted_as(Role.SALES_SUPERVISOR)
    receipt = till.request_deposit(till.subscribed(), by=supervisor)
    with pytest.raises(Refusal) as refused:
        till.endorse(receipt, by=supervisor)
    assert refused.value.code == "receipt_by_consultant"
    assert till.endorse(receipt)["status"] == "endorsed"


@pytest.mark.parametrize("endorsed", [False, True])
def test_either_turns_a_request_down_and_says_why(till: Till, endorsed: bool) -> None:
    deal = till.subscribed()
    receipt = till.request_deposit(deal)
    if endorsed:
        receipt = till.endorse(receipt)
    assert till.reject(receipt, by=till.finance)["status"] == "rejected"
    with pytest.raises(Refusal) as refused:
        till.confirm({"id": receipt["id"], "status": "endorsed"})
    assert refused.value.code == "receipt_wrong_status"
    assert till.received(deal, kind="deposit")["status"] == "confirmed"


def test_money_pays_the_named_instalment_and_the_receipt_says_so(till: Till) -> None:
    deal = till.subscribed()
    _, rest = till.schedule(deal)
    receipt = till.received(deal, amount="500.00", instalment_ids=[rest["id"]])
    assert [row["paid"] for row in till.schedule(deal)] == ["0.00", "500.00"]
    operation = operations.read_receipt
    with till.transaction() as session:
        ask = asked(operation, receipt_id=receipt["id"])
        found = answered(operation, queries.read_receipt(session, ask, by=till.finance))
    assert found["kind"] == "instalment"
    [share] = found["allocations"]
    assert (share["instalment_id"], share["amount"]) == (rest["id"], "500.00")


def test_without_an_amount_all_of_the_oldest_unpaid_instalment_is_asked_for(till: Till) -> None:
    deal = till.subscribed()
    till.received(deal)
    till.received(deal)
    assert till.account(deal)["received"] == "1000000.00"
    with pytest.raises(Refusal) as refused:
        till.request_receipt(deal)
    assert refused.value.code == "nothing_due"


def test_a_reservation_owes_nothing(till: Till) -> None:
    [unit] = till.on_sale(1)
    deal = till.reserve(unit, till.customer())
    with pytest.raises(Refusal) as refused:
        till.request_receipt(deal)
    assert refused.value.code == "deal_wrong_stage"


def test_a_transfer_takes_from_one_deal_what_it_gives_the_other(till: Till) -> None:
    old, new = (till.subscribe(unit, till.customer()) for unit in till.on_sale(2))
    till.received(old)
    till.received(old, amount="100000.00")
    till.transfer(old, new, "110000.00")
    assert [row["paid"] for row in till.schedule(old)] == ["10000.00", "0.00"]
    assert [row["paid"] for row in till.schedule(new)] == ["20000.00", "90000.00"]
    [back] = till.told("receipt_reversed")
    assert (back["data"]["kind"], back["data"]["deal_id"]) == ("transfer", old["id"])
    assert till.told("receipt_confirmed")[-1]["data"]["deal_id"] == new["id"]
    with pytest.raises(Refusal) as refused:
        till.transfer(old, new, "10000.01")
    assert refused.value.details["most"] == "10000.00"
