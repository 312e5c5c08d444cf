"""Money: requested by sales, confirmed by finance, never by the consultant (I-19)."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.inventory import receipts as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.receipts import queries
from services.inventory.receipts.rules import may_confirm, outstanding
from tests.commands import asked
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


def test_whoever_sold_does_not_confirm_even_when_posted_to_finance(office: SalesOffice) -> None:
    both = office.posted_as(Role.CONSULTANT, Role.FINANCE)
    [unit] = office.on_sale(1)
    deal = office.subscribe(unit, office.customer(both), by=both)
    receipt = office.request_deposit(deal, by=both)
    with pytest.raises(Refusal) as refused:
        office.confirm(receipt, by=both)
    assert refused.value.code == "receipt_by_consultant"


def test_a_receipt_is_confirmed_once(office: SalesOffice) -> None:
    receipt = office.request_deposit(subscribed(office))
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


def test_money_that_came_is_confirmed_even_when_the_deal_has_ended(office: SalesOffice) -> None:
    deal = subscribed(office)
    receipt = office.request_deposit(deal)
    office.cancel(deal)
    assert office.confirm(receipt)["status"] == "confirmed"


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
            page = queries.list_receipts(session, asked(operations.list_receipts), by=by)
        seen.append(len(page["items"]))
    assert seen == [1, 1, 0, 0]


ME, OTHER = new_id(), new_id()


@pytest.mark.parametrize(
    ("staff", "requested_by", "may"),
    [
        (OTHER, str(ME), True),
        (ME, str(OTHER), False),
        (OTHER, str(OTHER), False),
        (None, "x", False),
    ],
)
def test_neither_consultant_nor_requester_nor_a_system_confirms(
    staff: Any, requested_by: str, may: bool
) -> None:
    assert may_confirm(staff, consultant=ME, requested_by=requested_by) == may


amounts = st.decimals("0", "1000000", places=2)


@given(amounts, st.lists(amounts))
def test_what_is_outstanding_and_what_is_confirmed_make_the_deposit(
    deposit: Decimal, confirmed: list[Decimal]
) -> None:
    left = outstanding(deposit, confirmed)
    assert left >= 0
    assert left + sum(confirmed, Decimal(0)) == max(deposit, sum(confirmed, Decimal(0)))
