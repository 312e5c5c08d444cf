from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.pay.commission.rules import Progress, Rating, commission, payable
from services.reporting.pay.commission_plans.rules import DEFAULT_PLAN

FULL = Decimal("1000000.00")


@pytest.mark.parametrize(
    ("reached", "rate"),
    [
        ("-500000.00", "0.003"),
        ("0.00", "0.003"),
        ("599999.99", "0.003"),
        ("600000.00", "0.004"),
        ("800000.00", "0.004"),
        ("800000.01", "0.005"),
        ("3000000.00", "0.005"),
    ],
)
def test_the_tier_follows_from_the_attainment_to_the_cent(reached: str, rate: str) -> None:
    rating = Rating(
        DEFAULT_PLAN, units=1, amount=Decimal(reached), target_units=None, target_amount=FULL
    )
    assert rating.rate == Decimal(rate)


def test_without_a_target_the_first_tier_holds() -> None:
    rating = Rating(DEFAULT_PLAN, units=9, amount=FULL, target_units=None, target_amount=None)
    assert (rating.attainment, rating.rate) == (None, Decimal("0.003"))


def test_a_target_in_units_only_is_attained_by_units() -> None:
    rating = Rating(DEFAULT_PLAN, units=7, amount=FULL, target_units=10, target_amount=None)
    assert rating.rate == Decimal("0.004")


@pytest.mark.parametrize(
    ("price", "rate", "amount"),
    [
        ("1280000.00", "0.003", "3840.00"),
        ("1234567.89", "0.004", "4938.27"),
        ("1001.00", "0.005", "5.01"),
        ("0.01", "0.005", "0.00"),
    ],
)
def test_a_commission_is_rounded_half_up_to_the_cent(price: str, rate: str, amount: str) -> None:
    assert commission(Decimal(price), Decimal(rate)) == Decimal(amount)


@pytest.mark.parametrize(
    ("received", "paid"),
    [
        ("0.00", "0.00"),
        ("299999.99", "0.00"),
        ("300000.00", "3500.00"),
        ("999999.99", "3500.00"),
        ("1000000.00", "4500.00"),
    ],
)
def test_what_is_payable_follows_the_receipts(received: str, paid: str) -> None:
    amount = commission(FULL, Decimal("0.005"))
    assert payable(DEFAULT_PLAN, amount, FULL, Progress(Decimal(received))) == Decimal(paid)


@pytest.mark.parametrize(
    ("received", "loan_paid_out", "handed_over", "paid"),
    [
        ("299999.99", True, True, "0.00"),
        ("300000.00", True, False, "4500.00"),
        ("300000.00", False, True, "4000.00"),
        ("300000.00", True, True, "5000.00"),
        ("1000000.00", False, True, "5000.00"),
    ],
)
def test_a_fifth_follows_the_loan_and_a_tenth_the_handover(
    received: str, loan_paid_out: bool, handed_over: bool, paid: str
) -> None:
    progress = Progress(Decimal(received), loan_paid_out, handed_over)
    amount = commission(FULL, Decimal("0.005"))
    assert payable(DEFAULT_PLAN, amount, FULL, progress) == Decimal(paid)


@given(
    price=st.decimals("0.01", "99999999.99", places=2),
    share=st.decimals("0", "2", places=4),
    loan_paid_out=st.booleans(),
    handed_over=st.booleans(),
)
def test_never_more_is_payable_than_the_commission(
    price: Decimal, share: Decimal, loan_paid_out: bool, handed_over: bool
) -> None:
    amount = commission(price, Decimal("0.005"))
    progress = Progress(price * share, loan_paid_out, handed_over)
    assert Decimal(0) <= payable(DEFAULT_PLAN, amount, price, progress) <= amount
