"""What a batch needs before it goes on sale (I-05)."""

from collections.abc import Iterable
from decimal import Decimal


def missing_for_release(
    presale_permit: str | None,
    prices: Iterable[tuple[Decimal | None, Decimal | None]],
    *,
    approved: bool = True,
) -> list[str]:
    """What is missing (vocabulary `release_need`); `prices` are list and filed price per unit.

    A list price is `approved` by the review of the entry as long as the project has had no version
    of its price list; from its first one on, only by the version in force (ADR 0018).
    """
    pairs = list(prices)
    there = {
        "presale_permit": bool(presale_permit),
        "list_price": all(listed is not None for listed, _ in pairs),
        "filed_price": all(filed is not None for _, filed in pairs),
        "approved_price": approved,
    }
    return [need for need, met in there.items() if not met]
