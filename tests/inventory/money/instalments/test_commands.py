"""A deal's schedule from its subscription on: what is due, paid, left over (I-17, I-19)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from common import clock
from contracts.inventory.pricing.payment_plans import InstalmentKind
from contracts.refusals import Refusal
from services.inventory.pricing.payment_plans.rules import Line
from tests.inventory.till import Till

TODAY = clock.business_day(clock.now())
KIND = InstalmentKind


def line(name: str, amount: str, due_on: date | None = None, kind: KIND = KIND.INSTALMENT) -> Line:
    return Line(name, kind, Decimal(amount), due_on)


def plan(till: Till, deal: Any) -> list[tuple[str, str, str | None]]:
    return [(row["kind"], row["amount"], row["due_on"]) for row in till.schedule(deal)]


def paid(till: Till, deal: Any) -> list[str]:
    return [row["paid"] for row in till.schedule(deal)]


def test_a_subscription_is_scheduled_to_the_cent_and_told(till: Till) -> None:
    deal = till.subscribed(payment_method="commercial_loan", price="999999.99")
    assert plan(till, deal) == [
        ("deposit", "20000.00", TODAY.isoformat()),
        ("down_payment", "289999.99", None),
        ("loan", "690000.00", None),
    ]
    assert till.account(deal)["due"] == "999999.99"
    [told] = till.told("installment_due_changed")
    assert told["aggregate_id"] == deal["id"]
    assert [one["amount"] for one in told["data"]["instalments"]] == [
        "20000.00",
        "289999.99",
        "690000.00",
    ]


def test_a_reservation_continued_is_scheduled_too(till: Till) -> None:
    [unit] = till.on_sale(1)
    customer = till.customer()
    till.reserve(unit, customer)
    deal = till.subscribe(unit, customer)
    assert [row["amount"] for row in till.schedule(deal)] == ["20000.00", "980000.00"]


def test_signing_gives_their_days_to_what_hung_on_it(till: Till) -> None:
    deal = till.subscribed()
    till.made_ready(deal)
    till.sign(deal)
    week = (TODAY + timedelta(days=7)).isoformat()
    assert plan(till, deal)[1] == ("instalment", "980000.00", week)
    assert till.told("installment_due_changed")[-1]["data"]["instalments"][1]["due_on"] == week


def test_a_deal_from_before_schedules_gets_one_when_money_is_asked_for(till: Till) -> None:
    deal = till.subscribed()
    with till.engine.begin() as connection:
        connection.execute(text("DELETE FROM instalment"))
    till.received(deal, kind="deposit")
    assert paid(till, deal) == ["20000.00", "0.00"]


def test_a_new_schedule_keeps_what_was_paid_and_sums_to_the_price(till: Till) -> None:
    deal = till.subscribed()
    till.received(deal)
    till.agree(deal, line("首期", "15000.00", TODAY), line("次期", "985000.00"))
    assert paid(till, deal) == ["15000.00", "5000.00"]
    with pytest.raises(Refusal) as refused:
        till.agree(deal, line("首期", "999999.99"))
    assert refused.value.code == "schedule_sum_wrong"


def test_claims_beyond_the_price_outlive_a_new_schedule(till: Till) -> None:
    deal = till.subscribed()
    till.claim(deal, line("面积差", "1234.56", TODAY, KIND.AREA_SETTLEMENT))
    till.agree(deal, line("全款", "1000000.00"))
    assert [(row["number"], row["amount"]) for row in till.schedule(deal)] == [
        (1, "1000000.00"),
        (2, "1234.56"),
    ]
    assert till.account(deal)["due"] == "1001234.56"


def test_money_left_over_pays_the_next_claim(till: Till) -> None:
    deal = till.subscribed()
    till.received(deal)
    till.received(deal, amount="980050.00")
    assert till.account(deal)["unallocated"] == "50.00"
    till.claim(deal, line("滞纳金", "60.00", TODAY, KIND.LATE_FEE))
    assert paid(till, deal) == ["20000.00", "980000.00", "50.00"]
    assert till.account(deal)["unallocated"] == "0.00"


def test_what_is_unpaid_after_its_day_is_overdue(till: Till) -> None:
    deal = till.subscribed()
    yesterday = TODAY - timedelta(days=1)
    till.agree(deal, line("首期", "300000.00", yesterday), line("次期", "700000.00", TODAY))
    till.received(deal, amount="120000.00")
    assert till.account(deal)["overdue"] == "180000.00"
    assert [row["overdue"] for row in till.schedule(deal)] == ["180000.00", "0.00"]


def test_after_the_end_nothing_is_due_and_all_money_waits(till: Till) -> None:
    deal = till.subscribed()
    till.received(deal)
    till.end(deal)
    assert till.schedule(deal) == []
    account = till.account(deal)
    assert (account["due"], account["balance"], account["unallocated"]) == (
        "0.00",
        "20000.00",
        "20000.00",
    )
    assert till.told("installment_due_changed")[-1]["data"]["instalments"] == []
