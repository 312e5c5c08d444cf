"""Loans against published tables, and to the cent whatever the terms."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.inventory.pricing.calculations.rules.repayments import (
    equal_instalment,
    equal_principal,
    monthly_payment,
    summed_up,
)


@pytest.mark.parametrize(
    ("amount", "rate", "months", "published"),
    [
        # Chinese banks' tables at 4.90 %, the People's Bank's rate above five years of
        # 24 October 2015: 53.07 yuan a month for each 10,000 yuan over 30 years
        ("1000000", "0.049", 360, "5307.27"),
        # US Consumer Financial Protection Bureau, sample Loan Estimate H-24(B):
        # 162,000 at 3.875 % over 30 years, principal and interest 761.78
        ("162000", "0.03875", 360, "761.78"),
        # Wikipedia, "Mortgage calculator": 200,000 at 6.5 % over 30 years
        ("200000", "0.065", 360, "1264.14"),
        ("120000", "0", 120, "1000.00"),
    ],
)
def test_the_monthly_payment_is_the_published_one(
    amount: str, rate: str, months: int, published: str
) -> None:
    assert monthly_payment(Decimal(amount), Decimal(rate), months) == Decimal(published)


def test_equal_principal_is_as_in_the_banks_tables() -> None:
    """A million at 4.90 % over 30 years: 6,861.11 in the first month, 737,041.67 interest; each
    month pays 2,777.78 of the principal."""
    months = equal_principal(Decimal("1000000"), Decimal("0.049"), 360)
    found = summed_up(months)
    assert found.first == Decimal("6861.11")
    assert months[1].payment == Decimal("6849.77")
    assert abs(found.interest - Decimal("737041.67")) < Decimal("1.80")
    assert found.last == Decimal("2788.32")


def test_equal_instalments_take_the_interest_of_the_banks_tables() -> None:
    """A million at 4.90 % over 30 years: 910,616.19 interest; rounding each month moves cents."""
    found = summed_up(equal_instalment(Decimal("1000000"), Decimal("0.049"), 360))
    assert abs(found.interest - Decimal("910616.19")) < Decimal("1.80")
    assert abs(found.last - Decimal("5307.27")) < Decimal("3.00")


def test_a_small_table_month_by_month() -> None:
    rows = [
        (month.payment, month.principal, month.interest, month.balance)
        for month in equal_instalment(Decimal("1000"), Decimal("0.12"), 3)
    ]
    assert rows == [
        (Decimal("340.02"), Decimal("330.02"), Decimal("10.00"), Decimal("669.98")),
        (Decimal("340.02"), Decimal("333.32"), Decimal("6.70"), Decimal("336.66")),
        (Decimal("340.03"), Decimal("336.66"), Decimal("3.37"), Decimal("0.00")),
    ]


def test_the_first_year_has_twelve_months_or_what_there_is() -> None:
    long = summed_up(equal_instalment(Decimal("100000"), Decimal("0.03"), 24))
    short = summed_up(equal_instalment(Decimal("100000"), Decimal("0.03"), 5))
    assert [month.number for month in long.first_year] == list(range(1, 13))
    assert len(short.first_year) == 5
    assert short.first_year[-1].balance == 0


amounts = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("99999999.99"), places=2)
rates = st.decimals(min_value=0, max_value=Decimal("0.24"), places=6)
terms = st.integers(1, 360)


@given(amounts, rates, terms, st.sampled_from([equal_instalment, equal_principal]))
def test_the_principal_paid_back_is_what_was_borrowed(
    amount: Decimal, rate: Decimal, months: int, way: object
) -> None:
    assert callable(way)
    rows = way(amount, rate, months)
    assert len(rows) == months
    assert sum(row.principal for row in rows) == amount
    assert rows[-1].balance == 0
    assert all(row.payment == row.principal + row.interest for row in rows)
    assert all(min(row.principal, row.interest, row.balance) >= 0 for row in rows)


@given(amounts, rates, terms)
def test_equal_instalments_are_equal_but_for_the_last(
    amount: Decimal, rate: Decimal, months: int
) -> None:
    rows = equal_instalment(amount, rate, months)
    payment = monthly_payment(amount, rate, months)
    assert all(row.payment == payment for row in rows[:-1] if row.balance > 0)
