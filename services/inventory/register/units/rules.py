"""The states of a unit and the moves between them (design §8), on one page.

A move that is not in the table is refused by name. A lock, hold or reservation whose time has run
out counts as free, however late the timer is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from common.money import whole_yuan
from contracts.event import EventType
from contracts.inventory.register import units as events
from contracts.inventory.register.projects import PriceBasis
from contracts.inventory.register.units import UnitStatus, price_too_large
from contracts.numbers import MOST_MONEY

DRAFT, UNRELEASED, AVAILABLE = UnitStatus.DRAFT, UnitStatus.UNRELEASED, UnitStatus.AVAILABLE
HELD, LOCKED, RESERVED = UnitStatus.HELD, UnitStatus.LOCKED, UnitStatus.RESERVED
SUBSCRIBED, SOLD, DELIVERED = UnitStatus.SUBSCRIBED, UnitStatus.SOLD, UnitStatus.DELIVERED
SUSPENDED = UnitStatus.SUSPENDED


class Move(StrEnum):
    """What can be done to a unit."""

    CORRECT = "correct"
    REJECT = "reject"
    APPROVE = "approve"
    RELEASE = "release"
    WITHDRAW = "withdraw"
    HOLD = "hold"
    LOCK = "lock"
    RESERVE = "reserve"
    SUBSCRIBE = "subscribe"
    SIGN = "sign"
    DELIVER = "deliver"
    FREE = "free"
    EXPIRE = "expire"
    CANCEL = "cancel"
    SUSPEND = "suspend"
    RESUME = "resume"


class Note(StrEnum):
    """What is done to a unit that stays where it is: a fact corrected, bound to a home, unbound,
    new prices taken, another buyer."""

    CHANGE = "change"
    BIND = "bind"
    UNBIND = "unbind"
    REPRICE = "reprice"
    RENAME = "rename"


class Guard(StrEnum):
    """What must be true of the unit's present claim; one of a state's guards is enough."""

    ALWAYS = "always"
    BY_HOLDER = "the lock is the caller's"
    FOR_BENEFICIARY = "the hold is for this customer"
    SAME_CUSTOMER = "the reservation is this customer's"
    RUN_OUT = "the claim's time has run out"


@dataclass(frozen=True)
class Step:
    """`to` is `None` where the unit goes back to the state it came from."""

    since: Mapping[UnitStatus, tuple[Guard, ...]]
    to: UnitStatus | None
    event: EventType | None = None


_always = (Guard.ALWAYS,)
_run_out = (Guard.RUN_OUT,)
_free = {AVAILABLE: _always, HELD: _run_out, LOCKED: _run_out, RESERVED: _run_out}
_free_for_buyer = _free | {
    LOCKED: (Guard.BY_HOLDER, Guard.RUN_OUT),
    HELD: (Guard.FOR_BENEFICIARY, Guard.RUN_OUT),
}
_free_or_reserved = _free_for_buyer | {RESERVED: (Guard.SAME_CUSTOMER, Guard.RUN_OUT)}

MOVES: dict[Move, Step] = {
    Move.CORRECT: Step({DRAFT: _always}, DRAFT),
    Move.REJECT: Step({DRAFT: _always}, DRAFT),
    Move.APPROVE: Step({DRAFT: _always}, UNRELEASED, events.UNIT_APPROVED),
    Move.RELEASE: Step({UNRELEASED: _always}, AVAILABLE, events.UNIT_RELEASED),
    Move.WITHDRAW: Step({AVAILABLE: _always}, UNRELEASED, events.UNIT_WITHDRAWN),
    Move.HOLD: Step(_free, HELD, events.UNIT_HELD),
    Move.LOCK: Step(_free, LOCKED, events.UNIT_LOCKED),
    Move.RESERVE: Step(_free_for_buyer, RESERVED, events.UNIT_RESERVED),
    Move.SUBSCRIBE: Step(_free_or_reserved, SUBSCRIBED, events.UNIT_SUBSCRIBED),
    Move.SIGN: Step({SUBSCRIBED: _always}, SOLD, events.UNIT_SOLD),
    Move.DELIVER: Step({SOLD: _always}, DELIVERED, events.UNIT_DELIVERED),
    Move.FREE: Step(
        {LOCKED: (Guard.BY_HOLDER,), HELD: _always, RESERVED: _always},
        AVAILABLE,
        events.UNIT_FREED,
    ),
    Move.EXPIRE: Step(
        {LOCKED: _run_out, HELD: _run_out, RESERVED: _run_out}, AVAILABLE, events.UNIT_FREED
    ),
    Move.CANCEL: Step({SUBSCRIBED: _always, SOLD: _always}, UNRELEASED, events.SALE_CANCELLED),
    Move.SUSPEND: Step(
        {UNRELEASED: _always, AVAILABLE: _always, HELD: _always}, SUSPENDED, events.UNIT_SUSPENDED
    ),
    Move.RESUME: Step({SUSPENDED: _always}, None, events.UNIT_SUSPENDED),
}

SHORT_CLAIMS = frozenset({LOCKED, HELD, RESERVED})
TAKEN = SHORT_CLAIMS | {SUBSCRIBED, SOLD, DELIVERED}


@dataclass(frozen=True)
class Position:
    """Where a unit stands, and whose claim is on it."""

    status: UnitStatus
    locked_by: UUID | None = None
    held_for: UUID | None = None
    buyer_id: UUID | None = None
    expires_at: datetime | None = None

    @classmethod
    def of(cls, unit: Any) -> Self:
        """From a row that has these columns."""
        return cls(
            UnitStatus(unit.status),
            unit.locked_by,
            unit.held_for,
            unit.buyer_id,
            unit.expires_at,
        )

    def has_run_out(self, at: datetime) -> bool:
        """Whether a lock, hold or reservation has outlived its time."""
        return self.expires_at is not None and self.expires_at <= at

    def shown(self, at: datetime) -> UnitStatus:
        """The status that others see: a claim that has run out is free."""
        return AVAILABLE if self.has_run_out(at) else self.status


def permits(
    move: Move, unit: Position, *, at: datetime, staff: UUID | None, customer: UUID | None = None
) -> bool:
    """Whether `move` is legal now for this member of staff and customer."""
    meets = {
        Guard.ALWAYS: True,
        Guard.BY_HOLDER: staff is not None and unit.locked_by == staff,
        Guard.FOR_BENEFICIARY: customer is not None and unit.held_for == customer,
        Guard.SAME_CUSTOMER: customer is not None and unit.buyer_id == customer,
        Guard.RUN_OUT: unit.has_run_out(at),
    }
    return any(meets[guard] for guard in MOVES[move].since.get(unit.status, ()))


def total(
    rate: Decimal | None, basis: PriceBasis, *, gross: Decimal, inner: Decimal | None
) -> Decimal | None:
    """A unit's price in whole yuan (HALF_UP) from a price in the project's basis; `None` without a
    rate, or without the area that the basis needs. Raises `price_too_large`."""
    factor = area_of(basis, gross=gross, inner=inner)
    if rate is None or factor is None:
        return None
    price = whole_yuan(rate * factor)
    if price > MOST_MONEY:
        raise price_too_large(field="list_rate", most=f"{MOST_MONEY:.2f}")
    return price


def area_of(basis: PriceBasis, *, gross: Decimal, inner: Decimal | None) -> Decimal | None:
    """What a rate is multiplied with: an area in m², or 1 where prices are per unit."""
    return {PriceBasis.GROSS_AREA: gross, PriceBasis.INNER_AREA: inner}.get(basis, Decimal(1))
