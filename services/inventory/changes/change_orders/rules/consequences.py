"""The consequences of a change over plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from contracts.inventory.register.deals import deposit_above_cap
from contracts.office.roles import Role
from services.inventory.changes.change_orders.rules.order import Settlement
from services.inventory.changes.owners.rules import Shares
from services.inventory.changes.unit_changes.rules import Onward
from services.inventory.pricing.authority import rules as authority_rules
from services.inventory.pricing.authority.rules import Price, Tiers
from services.inventory.pricing.payment_plans.rules import Line, Plan
from services.inventory.register.deals import rules as deals


@dataclass(frozen=True)
class Target:
    """Another unit, the status that it would have, and until when it is kept for the buyer."""

    id: UUID
    number: str
    status: str
    kept_until: datetime


@dataclass(frozen=True)
class Foreseen:
    """What a change would do; what it leaves alone is `None` or empty. `beside` are roles whose
    consent its terms ask for, whatever the deal's stage; `told` those of them that are told to who
    doesn't know the floors."""

    unit_status: str
    beside: tuple[Role, ...] = ()
    told: tuple[Role, ...] = ()
    settlement: Settlement | None = None
    target: Target | None = None
    onward: Onward | None = None
    price: Price | None = None
    lines: Sequence[Line] = ()
    refund: Decimal | None = None
    sign_by: datetime | None = None
    owners: Shares | None = None
    main: UUID | None = None
    plan: Plan | None = None


def priced(
    amount: Decimal | None, tiers: Tiers, authority: Mapping[str, Decimal]
) -> tuple[Price, tuple[Role, ...], tuple[Role, ...]]:
    """A price by an order, the list price by default, whose consents it takes, and which of them
    are told.

    Raises `price_missing`, `price_above_list`.
    """
    list_price = authority_rules.checked_list_price(amount, tiers)
    amount = list_price if amount is None else amount
    consents = tuple(authority_rules.consents_needed(amount, tiers, authority))
    told = tuple(authority_rules.consents_told(amount, tiers, authority))
    discount = authority_rules.discount(amount, list_price)
    limit = authority.get(told[0], discount)
    return Price(amount, list_price, discount, told[0], limit), consents, told


def check_deposit(deposit: Decimal | None, price: Decimal, cap: Decimal) -> None:
    """A deposit that was agreed on stays within the law at a lower price. Raises
    `deposit_above_cap`."""
    most = deals.deposit_due(None, price, default=price, cap=cap)
    if deposit is not None and deposit > most:
        raise deposit_above_cap(field="price", most=f"{most:.2f}")
