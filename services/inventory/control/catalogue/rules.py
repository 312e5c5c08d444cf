"""What may be done with a unit now, as far as its claim tells; whose customer it is, the command
asks."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from common.actor import Actor
from common.offers import Offer, Offers
from contracts.inventory.control.claims import lock_unit, unlock_unit
from contracts.inventory.control.data_changes import request_data_change
from contracts.inventory.control.holds import request_hold
from contracts.inventory.control.suspensions import resume_units, suspend_units
from contracts.inventory.register.units import UnitStatus, unit_wrong_state
from contracts.inventory.selling.subscriptions import reserve_unit, subscribe_unit
from services.inventory.register.units.rules import MOVES, Move, Note, Position, permits


@dataclass(frozen=True)
class Claimed:
    """What a step looks at. `customer_id` is the one whom the present hold or reservation is for,
    where that is a customer of the caller's."""

    project_id: UUID
    position: Position
    at: datetime
    customer_id: UUID | None = None


def check_lock(unit: Claimed, by: Actor) -> None:
    """Raises `unit_wrong_state`, as all of these do."""
    _require(Move.LOCK, unit, by)


def check_unlock(unit: Claimed, by: Actor) -> None:
    if unit.position.shown(unit.at) is not UnitStatus.LOCKED:
        raise _wrong_state(Move.FREE, unit, UnitStatus.LOCKED)
    _require(Move.FREE, unit, by)


def check_reservation(unit: Claimed, by: Actor) -> None:
    _require(Move.RESERVE, unit, by)


def check_subscription(unit: Claimed, by: Actor) -> None:
    _require(Move.SUBSCRIBE, unit, by)


def check_hold(unit: Claimed, by: Actor) -> None:
    _require(Move.HOLD, unit, by)


def check_suspension(unit: Claimed, by: Actor) -> None:
    _require(Move.SUSPEND, unit, by)


def check_resumption(unit: Claimed, by: Actor) -> None:
    _require(Move.RESUME, unit, by)


def check_data_change(unit: Claimed, by: Actor) -> None:
    if unit.position.status is UnitStatus.DRAFT:
        others = (status for status in UnitStatus if status is not UnitStatus.DRAFT)
        raise _wrong_state(Note.CHANGE, unit, *others)


OFFERS = Offers[Claimed](
    "Unit",
    Offer(lock_unit, check_lock),
    Offer(unlock_unit, check_unlock),
    Offer(reserve_unit, check_reservation),
    Offer(subscribe_unit, check_subscription),
    Offer(request_hold, check_hold),
    Offer(request_data_change, check_data_change),
    Offer(suspend_units, check_suspension),
    Offer(resume_units, check_resumption),
    owner=None,
    team=None,
)


def _require(move: Move, unit: Claimed, by: Actor) -> None:
    if not permits(move, unit.position, at=unit.at, staff=by.staff_id, customer=unit.customer_id):
        raise _wrong_state(move, unit, *MOVES[move].since)


def _wrong_state(move: Move | Note, unit: Claimed, *allowed: UnitStatus) -> Exception:
    shown = unit.position.shown(unit.at)
    return unit_wrong_state(status=shown, move=move, allowed=[str(status) for status in allowed])
