"""What a deal may cost, who may say so, and when it must be signed (design §8; seeds 001, 003)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from uuid import UUID

from common import clock
from common.money import CENT, YUAN
from contracts.inventory.refusals import (
    date_out_of_range,
    deposit_above_cap,
    handover_in_past,
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
    for role in entitled(amount, tiers, authority):
        if role in roles:
            return Price(amount, list_price, discount(amount, list_price), role, authority[role])
    raise price_beyond_authority(
        field="price",
        who=[str(role) for role in consents_needed(amount, tiers, authority)],
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


def _may_give(role: Role, amount: Decimal, tiers: Tiers, authority: Mapping[str, Decimal]) -> bool:
    assert tiers.list_price is not None
    if _below(amount, tiers.director_floor):
        return False
    if _below(amount, tiers.manager_floor) and role is not Role.SALES_DIRECTOR:
        return False
    return amount > 0 and amount >= tiers.list_price * (1 - authority[role])


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


def deposit_due(
    asked: Decimal | None, price: Decimal, *, default: Decimal, cap: Decimal
) -> Decimal:
    """The deposit (定金): at most `cap` of the price, by law 20 %. Raises `deposit_above_cap`."""
    most = (price * cap).quantize(CENT, ROUND_FLOOR)
    if asked is None:
        return min(default, most.quantize(YUAN, ROUND_FLOOR).quantize(CENT))
    if asked > most:
        raise deposit_above_cap(field="deposit", most=f"{most:.2f}")
    return asked


def check_handover(handover: date, at: datetime) -> None:
    """Raises `handover_in_past`."""
    if handover < clock.business_day(at):
        raise handover_in_past(field="handover_date")


def sign_by(at: datetime, days: int) -> datetime:
    """Until when the contract must be signed: the end of the business day `days` after today."""
    return clock.end_of(clock.business_day(at) + timedelta(days=days))


def business_day_between(asked: date | None, *, field: str, first: date, at: datetime) -> date:
    """`asked`, today by default, from `first` to today. Raises `date_out_of_range`."""
    today = clock.business_day(at)
    day = today if asked is None else asked
    if not first <= day <= today:
        raise date_out_of_range(field=field, first=first.isoformat(), last=today.isoformat())
    return day
