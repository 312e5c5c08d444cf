"""Money pays what was named, then its kind, then the oldest; never more than is due (I-19)."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.schema import new_id
from services.inventory.money.instalments.rules.allocation import Money, spread
from services.inventory.money.instalments.rules.schedule import Claim

DEPOSIT, FIRST, SECOND, FEE = (new_id() for _ in range(4))
CLAIMS = [
    Claim(SECOND, "instalment", 3, None, Decimal(300)),
    Claim(FIRST, "instalment", 2, date(2026, 12, 1), Decimal(200)),
    Claim(DEPOSIT, "deposit", 1, date(2026, 11, 1), Decimal(100)),
    Claim(FEE, "late_fee", 4, date(2026, 12, 24), Decimal(7)),
]


@pytest.mark.parametrize(
    ("kind", "named", "amount", "expected"),
    [
        ("instalment", (), 50, [(FIRST, 50)]),
        ("instalment", (), 600, [(FIRST, 200), (SECOND, 300), (DEPOSIT, 100)]),
        ("deposit", (), 150, [(DEPOSIT, 100), (FIRST, 50)]),
        ("late_fee", (), 20, [(FEE, 7), (DEPOSIT, 13)]),
        ("instalment", (SECOND,), 310, [(SECOND, 300), (FIRST, 10)]),
        ("down_payment", (), 310, [(DEPOSIT, 100), (FIRST, 200), (FEE, 7), (SECOND, 3)]),
    ],
)
def test_which_claims_money_pays(
    kind: str, named: tuple[UUID, ...], amount: int, expected: list[tuple[UUID, int]]
) -> None:
    money = Money(new_id(), kind, named, Decimal(amount))
    shares = spread(CLAIMS, [money], Decimal(amount))
    assert [(share.instalment_id, int(share.amount)) for share in shares] == expected


amounts = st.decimals("0", "1000", places=2)
kinds = st.sampled_from(["deposit", "instalment", "loan", "late_fee"])
days = st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1))
claims = st.lists(st.builds(Claim, st.builds(new_id), kinds, st.integers(1, 9), days, amounts))
moneys = st.lists(st.builds(Money, st.builds(new_id), kinds, st.just(()), amounts))


@given(claims, moneys, amounts)
def test_nothing_is_paid_twice_and_all_that_can_be_paid_is(
    claims: list[Claim], moneys: list[Money], most: Decimal
) -> None:
    shares = spread(claims, moneys, most)
    due = sum((claim.rest for claim in claims), Decimal(0))
    there = sum((money.rest for money in moneys), Decimal(0))
    assert sum((share.amount for share in shares), Decimal(0)) == min(due, there, most)
    for claim in claims:
        paid = [share.amount for share in shares if share.instalment_id == claim.instalment_id]
        assert sum(paid, Decimal(0)) <= claim.rest
    for money in moneys:
        used = [share.amount for share in shares if share.receipt_id == money.receipt_id]
        assert sum(used, Decimal(0)) <= money.rest
