"""Whose consent a hold takes, and how long a unit is kept (I-08)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from common.actor import Actor
from common.offers import Offer, Offers
from contracts.inventory.control.holds import USUAL_DAYS, cancel_hold, hold_not_running
from contracts.inventory.register.units import UnitStatus
from contracts.office.roles import Role
from services.inventory.register.units.rules import Position

_FOR_A_CUSTOMER = (UnitStatus.HELD, UnitStatus.RESERVED)


@dataclass(frozen=True)
class Running:
    """What a step looks at: whether the hold keeps its unit now."""

    status: str
    running: bool


def check_cancellation(hold: Running, by: Actor) -> None:
    """Raises `hold_not_running`."""
    if not hold.running:
        raise hold_not_running(status=hold.status)


OFFERS = Offers[Running]("Hold", Offer(cancel_hold, check_cancellation), owner="requested_by")


def consent_needed(roles: Collection[str]) -> Role:
    """The manager consents; to the manager's own request the director, to the director's the
    general manager."""
    if Role.SALES_DIRECTOR in roles:
        return Role.GENERAL_MANAGER
    return Role.SALES_DIRECTOR if Role.SALES_MANAGER in roles else Role.SALES_MANAGER


def is_kept(unit: Position, at: datetime) -> bool:
    """Whether the unit is held or reserved for somebody."""
    return unit.shown(at) in _FOR_A_CUSTOMER


def kept_until(unit: Position, at: datetime, at_most: datetime | None = None) -> datetime:
    """Until when a unit that waits for a decision is kept: as it is kept already, or as long as a
    hold usually lasts, and not after `at_most`."""
    if is_kept(unit, at) and unit.expires_at is not None:
        return unit.expires_at
    usual = at + timedelta(days=USUAL_DAYS)
    return usual if at_most is None else min(usual, at_most)


def days_kept(until: datetime, at: datetime) -> int:
    """In how many days a hold ends, a part of a day counted as one."""
    return -((at - until) // timedelta(days=1))
