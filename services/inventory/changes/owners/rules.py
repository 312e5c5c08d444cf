"""Who owns which share of a deal's unit, over plain values; the shares always sum to one."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from contracts.inventory.changes.change_terms import (
    changes_nothing,
    not_an_owner,
    owner_already,
    share_too_high,
)

WHOLE = Decimal(1)

Shares = Mapping[UUID, Decimal]
"""Customer → share; the deal's own customer is one of them."""


def renamed(shares: Shares, main: UUID, to: UUID) -> dict[UUID, Decimal]:
    """The main buyer's share is somebody else's. Raises `changes_nothing`, `owner_already`."""
    if to == main:
        raise changes_nothing(field="customer_id")
    if to in shares:
        raise owner_already(field="customer_id")
    return {to if owner == main else owner: share for owner, share in shares.items()}


def with_owner(shares: Shares, main: UUID, owner: UUID, share: Decimal) -> dict[UUID, Decimal]:
    """The main buyer gives a share to one owner more. Raises `owner_already`,
    `share_too_high`."""
    if owner in shares:
        raise owner_already(field="customer_id")
    if share >= shares[main]:
        raise share_too_high(field="share", most=format(shares[main].normalize(), "f"))
    return dict(shares) | {main: shares[main] - share, owner: share}


def without_owner(shares: Shares, main: UUID, owner: UUID) -> dict[UUID, Decimal]:
    """A co-owner's share goes back to the main buyer. Raises `not_an_owner`."""
    if owner == main or owner not in shares:
        raise not_an_owner(field="customer_id")
    left = {other: share for other, share in shares.items() if other != owner}
    return left | {main: shares[main] + shares[owner]}
