"""Collection rates (回款率, I-19)."""

from decimal import ROUND_HALF_UP, Decimal

_PLACES = Decimal("0.0001")


def rate(received: Decimal, of: Decimal) -> Decimal | None:
    """`received` as a share of `of`, to four decimals; `None` when there is nothing to divide by.
    Above one when more came than was due; never below zero."""
    if of <= 0:
        return None
    return max(received / of, Decimal(0)).quantize(_PLACES, ROUND_HALF_UP)
