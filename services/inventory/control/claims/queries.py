"""Why a claim failed, and a unit locked for a change."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, any_, bindparam, select
from sqlalchemy.orm import Session

from common.actor import Actor
from contracts.inventory.control.claims import unit_taken
from contracts.inventory.register.units import unit_wrong_state
from contracts.refusals import not_found
from services.inventory.base import table
from services.inventory.control.bindings.queries import refuse_unless_buyer
from services.inventory.register.customers.queries import require_owner
from services.inventory.register.units.models import Unit
from services.inventory.register.units.queries import similar_free
from services.inventory.register.units.rules import MOVES, TAKEN, Move, Position, permits

_unit = table(Unit)
_AS_IT_IS = select(
    *_unit.c["id", "project_id", "building_id", "house_type_id", "floor", "bound_to"],
    *_unit.c["status", "locked_by", "held_for", "buyer_id", "expires_at"],
).where(
    _unit.c.id == bindparam("unit", type_=Uuid),
    _unit.c.project_id == any_(bindparam("projects", type_=ARRAY(Uuid))),
)


def refuse_unless_free_now(
    session: Session,
    move: Move,
    unit_id: UUID,
    customer_id: UUID | None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Say why a claim failed. Returns when the unit is free by now: nobody is wrongly refused."""
    wanted = {"unit": unit_id, "projects": list(by.projects)}
    unit = session.execute(_AS_IT_IS, wanted).first()
    if unit is None:
        raise not_found(what="unit")
    if customer_id is not None:
        require_owner(session, customer_id, by.staff_id)
    position = Position.of(unit)
    if permits(move, position, at=at, staff=by.staff_id, customer=customer_id):
        refuse_unless_buyer(session, unit, customer_id, by.staff_id, at)
        return
    status = position.shown(at)
    if status not in TAKEN:
        raise unit_wrong_state(status=status, move=move, allowed=list(MOVES[move].since))
    raise unit_taken(status=status, free=[str(free) for free in similar_free(session, unit, at)])
