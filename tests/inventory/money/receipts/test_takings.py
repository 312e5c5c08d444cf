"""Money that a consultant had to take: registered at once, handed in by a deadline (I-19, R-06)."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from common import clock
from contracts.inventory.money import receipts as operations
from contracts.refusals import Refusal
from services.inventory.money.receipts import queries
from tests.commands import answered, asked
from tests.inventory.till import Till


def overdue(till: Till, at: datetime) -> list[Any]:
    operation = operations.list_receipts
    ask = asked(operation, overdue=True)
    with till.transaction() as session:
        page = queries.list_receipts(session, ask, by=till.finance, at=at)
        return list(answered(operation, page)["items"])


def test_taken_money_has_a_deadline_until_it_is_handed_in(till: Till) -> None:
    taken = till.take(till.subscribed())
    assert taken["status"] == "taken"
    [deadline] = till.started("hand_in")
    assert deadline["subject_id"] == taken["id"]
    assert till.hand_in(taken)["status"] == "requested"
    [met] = till.told("deadline_met")
    assert met["data"]["status"] == "met"


def test_it_is_overdue_after_the_project_s_hours(till: Till) -> None:
    taken = till.take(till.subscribed())
    assert overdue(till, clock.now()) == []
    [late] = overdue(till, clock.now() + timedelta(hours=24, minutes=1))
    assert late["id"] == taken["id"]
    till.hand_in(taken)
    assert overdue(till, clock.now() + timedelta(hours=25)) == []


def test_it_counts_only_when_two_others_have_confirmed_it(till: Till) -> None:
    deal = till.subscribed()
    taken = till.take(deal, amount="20000.00")
    for too_early in (till.endorse, till.confirm):
        with pytest.raises(Refusal) as refused:
            too_early(taken)
        assert refused.value.code == "receipt_wrong_status"
    assert till.account(deal)["received"] == "0.00"
    till.confirm(till.hand_in(taken))
    assert till.account(deal)["received"] == "20000.00"


def test_what_was_registered_by_mistake_is_turned_down_and_its_deadline_dropped(
    till: Till,
) -> None:
    till.reject(till.take(till.subscribed()))
    [dropped] = till.told("deadline_met")
    assert dropped["data"]["status"] == "dropped"
