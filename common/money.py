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
    """`total` in proportion to `shares`, to the cent. The residue goes to the last part that has a
    share; a share of zero gets nothing, and no part has another sign than the total.

    Raises `ValueError` for a negative share, and when they sum to nothing.
    """
    whole = sum(shares, Decimal(0))
    if whole <= 0 or min(shares) < 0:
        raise ValueError("shares must be zero or more, and sum to more than zero")
    last = max(place for place, share in enumerate(shares) if share)
    left, parts = abs(total), []
    for place, share in enumerate(shares):
        part = left if place == last else min(left, cents(abs(total) * share / whole))
        parts.append(part.copy_sign(total) if part else abs(part))
        left -= part
    return parts
