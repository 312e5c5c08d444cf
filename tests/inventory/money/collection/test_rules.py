"""Collection rates."""

from decimal import Decimal

import pytest

from services.inventory.money.collection.rules import rate


@pytest.mark.parametrize(
    ("received", "of", "share"),
    [
        ("300000", "400000", "0.7500"),
        ("1", "3", "0.3333"),
        ("2", "3", "0.6667"),
        ("500", "400", "1.2500"),
        ("0", "400", "0.0000"),
        ("-20", "400", "0.0000"),
    ],
)
def test_it_is_a_share_to_four_decimals(received: str, of: str, share: str) -> None:
    assert str(rate(Decimal(received), Decimal(of))) == share


def test_without_anything_due_there_is_no_rate() -> None:
    assert rate(Decimal(5), Decimal(0)) is None
