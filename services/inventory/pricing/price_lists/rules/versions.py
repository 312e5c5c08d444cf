"""What the price tiers of a unit may be (I-11) and what becomes of a version (I-12).

Tiers are compared by their rates: what is in order per square metre is so for the total too.
"""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Protocol

from common.actor import Actor
from common.money import whole_yuan
from common.offers import Offer, Offers
from contracts.inventory.pricing import price_lists as operations
from contracts.inventory.pricing.columns import RowFault
from contracts.inventory.pricing.price_lists import PriceListStatus, price_list_wrong_status
from contracts.office.roles import Role

RATES = {
    "list_rate": "list_price",
    "filed_rate": "filed_price",
    "manager_floor_rate": "manager_floor",
    "director_floor_rate": "director_floor",
    "channel_rate": "channel_price",
}
"""The price in the project's basis → the unit's total."""

FLOOR_RATES = ("manager_floor_rate", "director_floor_rate")

_BELOW = (
    ("manager_floor_rate", "list_rate", RowFault.FLOOR_ABOVE_LIST),
    ("channel_rate", "list_rate", RowFault.CHANNEL_ABOVE_LIST),
    ("director_floor_rate", "list_rate", RowFault.FLOOR_ABOVE_LIST),
    ("director_floor_rate", "manager_floor_rate", RowFault.FLOORS_CROSSED),
    ("director_floor_rate", "channel_rate", RowFault.FLOOR_ABOVE_CHANNEL),
)
"""A tier, one above it, and what is wrong when it isn't."""


def faults(
    rates: Mapping[str, Decimal | None], *, gap: Decimal = Decimal(0)
) -> dict[str, RowFault]:
    """What is wrong, by tier: filed ≥ list ≥ manager floor, channel price ≥ director floor, each
    tier by the share `gap` below the next. The filed price is a ceiling: no gap is asked for."""
    found: dict[str, RowFault] = {}
    if _above(rates.get("list_rate"), rates.get("filed_rate")):
        found["list_rate"] = RowFault.ABOVE_FILED
    for tier, above, crossed in _BELOW:
        lower, higher = rates.get(tier), rates.get(above)
        if tier in found or lower is None or higher is None:
            continue
        if lower > higher:
            found[tier] = crossed
        elif lower > higher * (1 - gap):
            found[tier] = RowFault.GAP_TOO_SMALL
    return found


def submitted_faults(rates: Mapping[str, Decimal | None], *, gap: Decimal) -> dict[str, RowFault]:
    """The same of a unit that a submitted version prices: what is for sale is filed too."""
    missing = {} if rates["filed_rate"] is not None else {"filed_rate": RowFault.MISSING}
    return missing | faults(rates, gap=gap)


def adjusted(rate: Decimal, *, share: Decimal | None, amount: Decimal | None) -> Decimal:
    """A rate raised (or lowered) by a share of itself or by an amount, in whole yuan HALF_UP."""
    return whole_yuan(rate * (1 + share) if share is not None else rate + (amount or Decimal(0)))


def consent_needed(roles: Collection[str]) -> Role:
    """The director's; to the director's own version the general manager's."""
    return Role.GENERAL_MANAGER if Role.SALES_DIRECTOR in roles else Role.SALES_DIRECTOR


class Version(Protocol):
    """What a step looks at."""

    @property
    def status(self) -> str: ...


def check_draft(version: Version, by: Actor) -> None:
    """What takes a draft: to change prices, to submit. Raises `price_list_wrong_status`."""
    require(version.status, PriceListStatus.DRAFT)


def check_end(version: Version, by: Actor) -> None:
    """Raises `price_list_wrong_status`."""
    require(version.status, PriceListStatus.DRAFT, PriceListStatus.APPROVED)


OFFERS = Offers[Version](
    "PriceList",
    Offer(operations.set_prices, check_draft),
    Offer(operations.submit_price_list, check_draft),
    Offer(operations.end_price_list, check_end),
    owner=None,
    team=None,
)


def require(status: str, *allowed: PriceListStatus) -> None:
    """Raises `price_list_wrong_status`."""
    if status not in allowed:
        raise price_list_wrong_status(status=status, allowed=[str(one) for one in allowed])


def _above(higher: Decimal | None, lower: Decimal | None) -> bool:
    return higher is not None and lower is not None and higher > lower
