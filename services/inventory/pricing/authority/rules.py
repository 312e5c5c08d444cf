"""What a price may be, and who may give it (design §8; seeds 001, 003)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from uuid import UUID

from common.money import CENT
from contracts.inventory.pricing.authority import (
    price_above_list,
    price_beyond_authority,
    price_missing,
)
from contracts.office.roles import Role

DISCOUNT_ROLES = (
    Role.CONSULTANT,
    Role.SALES_SUPERVISOR,
    Role.SALES_MANAGER,
    Role.SALES_DIRECTOR,
)
"""From the narrowest authority to the widest."""


KNOW_FLOORS = (Role.SALES_MANAGER, Role.SALES_DIRECTOR)
"""Of these, who sees the floors (right `price.read_floor`). To whoever does not, no answer may tell
where they lie: such a role gives any discount within its share, or on a unit that has a floor there
none at all."""

BELOW_DIRECTOR_FLOOR = (Role.GENERAL_MANAGER, Role.FINANCE)


@dataclass(frozen=True)
class Tiers:
    """A unit's prices in yuan. Floors may be missing; the list price may not when it is sold."""

    list_price: Decimal | None
    manager_floor: Decimal | None = None
    director_floor: Decimal | None = None


@dataclass(frozen=True)
class Price:
    """An allowed deal price: `discount` is its share off the list price, `role` whose authority
    covers it, `limit` how far that authority goes, `special_id` the special discount used up."""

    amount: Decimal
    list_price: Decimal
    discount: Decimal
    role: Role
    limit: Decimal
    special_id: UUID | None = None


def deal_price(
    asked: Decimal | None,
    tiers: Tiers,
    *,
    roles: Iterable[str],
    authority: Mapping[str, Decimal],
) -> Price:
    """The price agreed on: list price ≥ price ≥ what the caller's roles may give.

    Below the manager floor it takes the director, below the director floor the general manager and
    finance. Raises `price_missing`, `price_above_list`, `price_beyond_authority`.
    """
    list_price = checked_list_price(asked, tiers)
    amount = list_price if asked is None else asked
    if any(role in roles for role in entitled(amount, tiers, authority)):
        role = next(role for role in _told(amount, tiers, authority) if role in roles)
        return Price(amount, list_price, discount(amount, list_price), role, authority[role])
    raise price_beyond_authority(
        field="price",
        who=[str(role) for role in consents_told(amount, tiers, authority)],
        lowest=_lowest(list_price, roles, authority),
    )


def checked_list_price(asked: Decimal | None, tiers: Tiers) -> Decimal:
    """Raises `price_missing`, `price_above_list`."""
    if tiers.list_price is None:
        raise price_missing()
    if asked is not None and asked > tiers.list_price:
        raise price_above_list(field="price", list_price=f"{tiers.list_price:.2f}")
    return tiers.list_price


def entitled(amount: Decimal, tiers: Tiers, authority: Mapping[str, Decimal]) -> list[Role]:
    """The roles whose own authority covers the price, the narrowest first."""
    return [role for role in DISCOUNT_ROLES if _may_give(role, amount, tiers, authority)]


def consents_needed(amount: Decimal, tiers: Tiers, authority: Mapping[str, Decimal]) -> list[Role]:
    """Whose consents, all of them, a price takes for somebody without the authority."""
    nearest = entitled(amount, tiers, authority)[:1]
    return nearest or list(BELOW_DIRECTOR_FLOOR[: 2 if _below(amount, tiers.director_floor) else 1])


def consents_told(amount: Decimal, tiers: Tiers, authority: Mapping[str, Decimal]) -> list[Role]:
    """The same as far as the discount alone tells, for everybody who doesn't know the floors: these
    may ask for more."""
    return _told(amount, tiers, authority)[:1] or [Role.GENERAL_MANAGER]


def _told(amount: Decimal, tiers: Tiers, authority: Mapping[str, Decimal]) -> list[Role]:
    return [
        role
        for role in DISCOUNT_ROLES
        if _within_share(role, amount, tiers, authority)
        and (role in KNOW_FLOORS or _gives_all_or_list(role, amount, tiers, authority))
    ]


def _may_give(role: Role, amount: Decimal, tiers: Tiers, authority: Mapping[str, Decimal]) -> bool:
    if not _within_share(role, amount, tiers, authority):
        return False
    if role not in KNOW_FLOORS:
        return _gives_all_or_list(role, amount, tiers, authority)
    if _below(amount, tiers.director_floor):
        return False
    return role is Role.SALES_DIRECTOR or not _below(amount, tiers.manager_floor)


def _within_share(
    role: Role, amount: Decimal, tiers: Tiers, authority: Mapping[str, Decimal]
) -> bool:
    return amount > 0 and amount >= _least(role, tiers, authority)


def _gives_all_or_list(
    role: Role, amount: Decimal, tiers: Tiers, authority: Mapping[str, Decimal]
) -> bool:
    least = _least(role, tiers, authority)
    floored = any(_below(least, floor) for floor in (tiers.manager_floor, tiers.director_floor))
    return amount == tiers.list_price or not floored


def _least(role: Role, tiers: Tiers, authority: Mapping[str, Decimal]) -> Decimal:
    """The price at the end of a role's share."""
    assert tiers.list_price is not None
    return tiers.list_price * (1 - authority[role])


def _below(amount: Decimal, floor: Decimal | None) -> bool:
    return floor is not None and amount < floor


def _lowest(list_price: Decimal, roles: Iterable[str], authority: Mapping[str, Decimal]) -> str:
    """The lowest price within the caller's share; says nothing about the floors."""
    limits = [authority[role] for role in DISCOUNT_ROLES if role in roles]
    lowest = list_price * (1 - max(limits, default=Decimal(0)))
    return f"{lowest.quantize(CENT, ROUND_CEILING):.2f}"


def discount(amount: Decimal, list_price: Decimal) -> Decimal:
    """The share off the list price, to six decimals."""
    return ((list_price - amount) / list_price).quantize(Decimal("0.000001"))
