"""Schedules sum to the cent; days come from the plan (I-17)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from contracts.inventory.pricing.payment_plans import InstalmentKind
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.money.accounts.rules import overdue
from services.inventory.money.instalments.rules.schedule import check_sum, dated
from services.inventory.pricing.payment_plans.rules import Line

DUE = date(2026, 11, 20)


def lines(*amounts: str) -> list[Line]:
    return [Line("款", InstalmentKind.INSTALMENT, Decimal(amount), None) for amount in amounts]


def test_a_schedule_that_sums_to_the_price_is_agreed() -> None:
    check_sum(lines("333333.33", "333333.33", "333333.34"), Decimal("1000000.00"))


@pytest.mark.parametrize("last", ["333333.33", "333333.35"])
def test_a_cent_too_much_or_too_little_is_refused(last: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_sum(lines("333333.33", "333333.33", last), Decimal("1000000.00"))
    assert refused.value.code == "schedule_sum_wrong"


@pytest.mark.parametrize(
    ("paid", "due_on", "on", "expected"),
    [
        ("0", DUE, date(2026, 11, 20), "0.00"),
        ("0", DUE, date(2026, 11, 21), "100.00"),
        ("99.99", DUE, date(2026, 11, 21), "0.01"),
        ("100.00", DUE, date(2026, 12, 21), "0.00"),
        ("0", None, date(2026, 12, 21), "0.00"),
    ],
)
def test_overdue_is_what_is_unpaid_after_its_day(
    paid: str, due_on: date | None, on: date, expected: str
) -> None:
    assert overdue(Decimal(100), Decimal(paid), due_on, on) == Decimal(expected)


A, B, C = new_id(), new_id(), new_id()


@pytest.mark.parametrize(
    ("waiting", "plan", "expected"),
    [
        ([(A, "instalment", "尾款")], [("instalment", "尾款", DUE)], {A: DUE}),
        ([(A, "loan", "贷款")], [("loan", "贷款", None)], {}),
        ([(A, "instalment", "自定")], [("instalment", "尾款", DUE)], {}),
        (
            [(A, "instalment", "分期"), (B, "instalment", "分期"), (C, "loan", "贷款")],
            [
                ("instalment", "分期", DUE),
                ("instalment", "分期", date(2027, 1, 1)),
                ("loan", "贷款", None),
            ],
            {A: DUE, B: date(2027, 1, 1)},
        ),
    ],
)
def test_claims_that_hung_on_signing_get_the_days_of_their_lines(
    waiting: Any, plan: Any, expected: Any
) -> None:
    assert dated(waiting, plan) == expected
