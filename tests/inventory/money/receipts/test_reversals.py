"""A receipt is undone only by a counter-entry, once, by two people (I-19)."""

from typing import Any

import pytest

from contracts.office.roles import Role
from contracts.refusals import Refusal
from tests.inventory.till import Till


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def paid(till: Till, deal: Any) -> list[str]:
    return [row["paid"] for row in till.schedule(deal)]


def test_with_the_manager_s_consent_what_it_paid_is_open_again(till: Till) -> None:
    deal = till.subscribed()
    till.received(deal)
    receipt = till.received(deal, amount="300000.00")
    counter = till.ask_reversal(receipt)
    assert till.account(deal)["received"] == "320000.00"
    till.decide(counter)
    assert till.account(deal)["received"] == "20000.00"
    assert paid(till, deal) == ["20000.00", "0.00"]
    [fact] = till.told("receipt_reversed")
    assert (fact["data"]["amount"], fact["data"]["reverses_id"]) == ("300000.00", receipt["id"])
    assert fact["data"]["receipt_id"] == counter["id"]


def test_other_money_takes_its_place(till: Till) -> None:
    deal = till.subscribed()
    first = till.received(deal)
    till.received(deal, amount="990000.00")
    assert paid(till, deal) == ["20000.00", "980000.00"]
    till.reversed(first)
    assert paid(till, deal) == ["10000.00", "980000.00"]


def test_a_deposit_taken_back_no_longer_counts(till: Till) -> None:
    deal = till.subscribed()
    till.reversed(till.received(deal))
    assert [e["data"]["change"] for e in till.told("deal_changed")] == [
        "deposit_confirmed",
        "deposit_reversed",
    ]
    till.check_documents(deal)
    till.sign_off(deal)
    with refused("contract_not_ready"):
        till.sign(deal)
    till.received(deal)
    assert till.sign(deal)["stage"] == "sold"


def test_a_receipt_is_reversed_once(till: Till) -> None:
    receipt = till.received(till.subscribed())
    counter = till.ask_reversal(receipt)
    with refused("receipt_reversed_already"):
        till.ask_reversal(receipt)
    till.decide(counter)
    with refused("receipt_reversed_already"):
        till.ask_reversal(receipt)


def test_after_a_rejection_it_may_be_asked_for_again(till: Till) -> None:
    deal = till.subscribed()
    receipt = till.received(deal)
    till.decide(till.ask_reversal(receipt), verdict="reject")
    assert till.account(deal)["received"] == "20000.00"
    till.reversed(receipt)
    assert till.account(deal)["received"] == "0.00"


def test_a_counter_entry_is_neither_confirmed_nor_reversed_like_a_receipt(till: Till) -> None:
    counter = till.ask_reversal(till.received(till.subscribed()))
    for step in (till.endorse, till.reject, till.ask_reversal):
        with refused("not_found"):
            step(counter)


def test_only_confirmed_money_is_reversed(till: Till) -> None:
    with refused("receipt_wrong_status"):
        till.ask_reversal(till.request_deposit(till.subscribed()))


def test_nobody_consents_to_their_own_request(till: Till) -> None:
    both = till.posted_as(Role.FINANCE, Role.SALES_MANAGER)
    counter = till.ask_reversal(till.received(till.subscribed()), by=both)
    with refused("own_request"):
        till.decide(counter, by=both)


def test_money_that_went_to_another_deal_cannot_be_reversed_away(till: Till) -> None:
    units = till.on_sale(2)
    deal, other = (till.subscribe(unit, till.customer()) for unit in units)
    receipt = till.received(deal)
    till.transfer(deal, other, "20000.00")
    with refused("money_gone"):
        till.ask_reversal(receipt)
    assert till.account(other)["received"] == "20000.00"
