"""What may be bound to what (I-01)."""

from datetime import datetime
from uuid import UUID

from contracts.inventory.control.bindings import BINDABLE, binding_wrong_usage, claimed_by_another
from contracts.inventory.register.units import UnitStatus, Usage
from services.inventory.register.units.rules import TAKEN, Position


def check_usages(unit: str, home: str) -> None:
    """Raises `binding_wrong_usage`."""
    if unit not in BINDABLE:
        raise binding_wrong_usage(field="unit_id")
    if home != Usage.RESIDENCE:
        raise binding_wrong_usage(field="home_id")


def buyer_of(home: Position, at: datetime) -> UUID | None:
    """The customer whose deal on the home runs."""
    return None if home.has_run_out(at) else home.buyer_id


def check_free(unit: Position, home: Position, number: str, at: datetime) -> None:
    """The unit is free, or the home's buyer has it. Raises `claimed_by_another`."""
    status = unit.shown(at)
    buyer = buyer_of(home, at)
    if status in TAKEN and (buyer is None or buyer not in (unit.buyer_id, unit.held_for)):
        raise claimed_by_another(status=UnitStatus(status), home=number)
