"""What a request is for, by default and by what it names (I-19)."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.money.instalments.rules.schedule import Claim
from services.inventory.money.receipts.rules import asked_for

DEPOSIT, DOWN, PART, LOAN = (new_id() for _ in range(4))
CLAIMS = [
    Claim(DEPOSIT, "deposit", 1, date(2026, 11, 1), Decimal("500.00")),
    Claim(DOWN, "down_payment", 2, date(2026, 11, 8), Decimal("0.00")),
    Claim(PART, "instalment", 3, date(2026, 12, 1), Decimal("2000.00")),
    Claim(LOAN, "loan", 4, None, Decimal("7000.00")),
]


@pytest.mark.parametrize(
    ("kind", "amount", "named", "expected"),
    [
        (None, None, (), ("deposit", "500.00")),
        (None, "1.00", (), ("deposit", "1.00")),
        ("instalment", None, (), ("instalment", "2000.00")),
        ("loan", "9000.00", (), ("loan", "9000.00")),
        (None, None, (PART, LOAN), ("instalment", "9000.00")),
        ("late_fee", "12.34", (), ("late_fee", "12.34")),
    ],
)
def test_kind_and_amount_follow_from_what_is_due(
    kind: str | None, amount: str | None, named: tuple[UUID, ...], expected: tuple[str, str]
) -> None:
    wanted = None if amount is None else Decimal(amount)
    found = asked_for(CLAIMS, kind, wanted, named)
    assert found == (expected[0], Decimal(expected[1]))


@pytest.mark.parametrize(
    ("kind", "amount", "named", "code"),
    [
        ("deposit", "500.01", (), "deposit_above_cap"),
        ("down_payment", None, (), "nothing_due"),
        (None, None, (DOWN,), "nothing_due"),
        (None, None, (new_id(),), "not_found"),
    ],
)
def test_what_cannot_be_asked_for(
    kind: str | None, amount: str | None, named: tuple[UUID, ...], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        asked_for(CLAIMS, kind, None if amount is None else Decimal(amount), named)
    assert refused.value.code == code


def test_a_deposit_that_is_paid_is_not_asked_for_again() -> None:
    with pytest.raises(Refusal) as refused:
        asked_for(CLAIMS[1:], "deposit", Decimal("1.00"), ())
    assert refused.value.code == "receipt_open"
