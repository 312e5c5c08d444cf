"""Sums of money in CNY: `Decimal`, two decimals, HALF_UP; the total is authoritative."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
YUAN = Decimal("1")


def cents(amount: Decimal) -> Decimal:
    """`amount` rounded to the cent."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def whole_yuan(amount: Decimal) -> Decimal:
    """`amount` rounded to the yuan, still written with two decimals."""
    return amount.quantize(YUAN, ROUND_HALF_UP).quantize(CENT)


def split(total: Decimal, shares: Sequence[Decimal]) -> list[Decimal]:
    """`total` in proportion to `shares`, to the cent; the residue goes to the last part.

    Raises `ValueError` when there is no share or they sum to zero.
    """
    whole = sum(shares, Decimal(0))
    if not shares or whole == 0:
        raise ValueError("shares must sum to more than zero")
    parts = [cents(total * share / whole) for share in shares[:-1]]
    return [*parts, total - sum(parts, Decimal(0))]
