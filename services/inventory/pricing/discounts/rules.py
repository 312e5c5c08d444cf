"""How discounts lead from the list price to a price (I-13; seeds 002, 003)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from common.actor import Actor
from common.money import whole_yuan
from common.offers import Offer, Offers
from contracts.inventory.pricing.discounts import (
    DiscountFault,
    DiscountKind,
    DiscountMode,
    DiscountStatus,
    activate_discount,
    discount_beyond_authority,
    discount_not_applicable,
    discount_wrong_status,
    discounts_not_stackable,
    end_discount,
)
from contracts.office.roles import Role

MANAGING_ROLES = (Role.SALES_MANAGER, Role.SALES_DIRECTOR)
"""Who puts discounts in force, the narrower authority first."""


class Stored(Protocol):
    """What a step looks at."""

    @property
    def status(self) -> str: ...


def check_activation(discount: Stored, by: Actor) -> None:
    """Raises `discount_wrong_status`."""
    _require(discount, DiscountStatus.DRAFT)


def check_end(discount: Stored, by: Actor) -> None:
    """Raises `discount_wrong_status`."""
    _require(discount, DiscountStatus.DRAFT, DiscountStatus.ACTIVE)


OFFERS = Offers[Stored](
    "Discount",
    Offer(activate_discount, check_activation),
    Offer(end_discount, check_end),
    owner=None,
    team=None,
)


def _require(discount: Stored, *allowed: DiscountStatus) -> None:
    if discount.status not in allowed:
        raise discount_wrong_status(status=discount.status, allowed=list(allowed))


@dataclass(frozen=True)
class Policy:
    """A discount as a plain value; `authority` is the role that put it in force."""

    id: UUID
    name: str
    kind: DiscountKind
    mode: DiscountMode
    rate: Decimal | None = None
    amount: Decimal | None = None
    position: int = 0
    stackable: bool = True
    valid_from: date = date.min
    valid_to: date | None = None
    payment_methods: Collection[str] = ()
    house_type_ids: Collection[UUID] = ()
    status: DiscountStatus = DiscountStatus.ACTIVE
    authority: Role | None = None


@dataclass(frozen=True)
class Step:
    """One discount's part of the way: what came off, and the price after it, in whole yuan."""

    discount_id: UUID
    name: str
    mode: DiscountMode
    rate: Decimal | None
    amount: Decimal | None
    off: Decimal
    price: Decimal


@dataclass(frozen=True)
class Quote:
    """A price and how it came about. `lent`: the role whose authority stands behind it besides the
    caller's own."""

    list_price: Decimal
    price: Decimal
    steps: tuple[Step, ...] = ()
    lent: frozenset[str] = frozenset()


def quote(
    list_price: Decimal,
    policies: Sequence[Policy],
    *,
    day: date,
    payment_method: str | None,
    house_type_id: UUID,
) -> Quote:
    """The price in whole yuan (HALF_UP): 0 ≤ price ≤ list price.

    The order is the policies' `position`, never the order in which they were named. Raises
    `discount_not_applicable`, `discounts_not_stackable`.
    """
    for policy in policies:
        why = fault(policy, day=day, payment_method=payment_method, house_type_id=house_type_id)
        if why is not None:
            raise discount_not_applicable(field="discount_ids", name=policy.name, why=why)
    alone = [policy for policy in policies if not policy.stackable]
    if alone and len(policies) > 1:
        raise discounts_not_stackable(field="discount_ids", name=alone[0].name)
    steps = tuple(_steps(list_price, in_order(policies)))
    price = steps[-1].price if steps else list_price
    return Quote(list_price, price, steps, lent(policies))


def fault(
    policy: Policy, *, day: date, payment_method: str | None, house_type_id: UUID
) -> DiscountFault | None:
    """Why a discount doesn't apply; one for certain payment methods waits until it is known how
    the buyer pays."""
    if policy.status is not DiscountStatus.ACTIVE:
        return DiscountFault.NOT_IN_FORCE
    if day < policy.valid_from:
        return DiscountFault.NOT_YET
    if policy.valid_to is not None and day > policy.valid_to:
        return DiscountFault.OVER
    if policy.payment_methods and payment_method not in policy.payment_methods:
        return DiscountFault.PAYMENT_METHOD
    if policy.house_type_ids and house_type_id not in policy.house_type_ids:
        return DiscountFault.HOUSE_TYPE
    return None


def in_order(policies: Sequence[Policy]) -> list[Policy]:
    return sorted(policies, key=lambda policy: (policy.position, policy.id))


def _steps(list_price: Decimal, policies: Sequence[Policy]) -> list[Step]:
    """Exact in between, rounded only where it is shown: what came off sums to the whole."""
    reached = shown = list_price
    found = []
    for policy in policies:
        reached = max(Decimal(0), reached - _off(policy, list_price, reached))
        price = min(list_price, whole_yuan(reached))
        found.append(
            Step(
                discount_id=policy.id,
                name=policy.name,
                mode=policy.mode,
                rate=policy.rate,
                amount=policy.amount,
                off=shown - price,
                price=price,
            )
        )
        shown = price
    return found


def _off(policy: Policy, list_price: Decimal, reached: Decimal) -> Decimal:
    if policy.rate is None:
        assert policy.amount is not None
        return policy.amount
    return policy.rate * (reached if policy.mode is DiscountMode.MULTIPLY else list_price)


def lent(policies: Sequence[Policy]) -> frozenset[str]:
    """Public discounts carry the authority of who put them in force, together that of the
    narrowest; a special one is given by its user's own authority."""
    if not policies or any(policy.kind is not DiscountKind.PUBLIC for policy in policies):
        return frozenset()
    behind = {policy.authority for policy in policies}
    return frozenset([role for role in MANAGING_ROLES if role in behind][:1])


def activating_role(
    rate: Decimal | None, roles: Collection[str], authority: Mapping[str, Decimal]
) -> Role:
    """By which of the caller's roles a discount comes into force: the widest. A sum's share depends
    on the unit, so it is measured when it is used. Raises `discount_beyond_authority`."""
    role = [one for one in MANAGING_ROLES if one in roles][-1]
    if rate is not None and rate > authority[role]:
        raise discount_beyond_authority(most=format(authority[role].normalize(), "f"))
    return role
