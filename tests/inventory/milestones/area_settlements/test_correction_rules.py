"""What a correction leaves to be claimed or paid back."""

from decimal import Decimal

import pytest

from services.inventory.milestones.area_settlements.rules.correction import counter_claim


@pytest.mark.parametrize(
    ("amount", "paid", "paid_back", "rest"),
    [
        ("15000.00", "0.00", "0.00", "15000.00"),
        ("15000.00", "20000.00", "0.00", "-5000.00"),
        ("0.00", "20000.00", "0.00", "-20000.00"),
        ("-15000.00", "20000.00", "0.00", "-35000.00"),
        ("-15000.00", "0.00", "15000.00", "0.00"),
        ("-15000.00", "0.00", "20000.00", "5000.00"),
        ("15000.00", "0.00", "20000.00", "35000.00"),
        ("-10000.00", "25000.00", "35000.00", "0.00"),
    ],
)
def test_what_was_paid_either_way_is_made_up_for(
    amount: str, paid: str, paid_back: str, rest: str
) -> None:
    assert counter_claim(Decimal(amount), Decimal(paid), Decimal(paid_back)) == Decimal(rest)
