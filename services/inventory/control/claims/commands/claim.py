"""The claim (design §8): one conditional statement decides who gets a unit.

A lock, hold or reservation that has run out counts as free; it is closed, and told as freed, in the
transaction that takes the unit over. Units are always locked before deals.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    DateTime,
    Integer,
    Row,
    Uuid,
    any_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    literal_column,
    null,
    select,
    update,
)
from sqlalchemy.orm import Session

from common.actor import Actor
from common.prepared import Prepared, insertion
from contracts.inventory.control.claims import lock_not_yours
from contracts.inventory.register.units import UnitStatus, unit_wrong_state
from contracts.refusals import in_progress
from contracts.schema import Ask
from services.inventory.base import table
from services.inventory.control.bindings.queries import may_claim, may_lock
from services.inventory.control.claims.commands import expiry
from services.inventory.control.claims.queries import refuse_unless_free_now
from services.inventory.pricing.repricing.commands import reprice
from services.inventory.register.customers.models import Customer
from services.inventory.register.deals.models import Deal
from services.inventory.register.projects.models import Project
from services.inventory.register.units import commands as units
from services.inventory.register.units.models import Unit
from services.inventory.register.units.queries import locked_unit, may
from services.inventory.register.units.rules import MOVES, Move

_TRIES = 3
_at = bindparam("at", type_=DateTime(timezone=True))
_staff = bindparam("staff", type_=Uuid)
_customer = bindparam("customer", type_=Uuid)
_KEPT = (
    "id",
    "project_id",
    "number",
    "status",
    "version",
    "deal_id",
    "expires_at",
    "gross_area",
    "usage",
    "list_rate",
    "list_price",
    "manager_floor",
    "director_floor",
)
"""What of a unit its taker needs."""
_units, _projects, _customers = table(Unit), table(Project), table(Customer)


def _take(move: Move) -> Any:
    """`UPDATE unit … WHERE` the table of moves allows it `RETURNING` the unit as it is now, what it
    was before, and the project's settings. No row: somebody else has it, or it isn't ours to take.
    """
    before = (
        select(
            _units.c.id, _units.c.status, _units.c.deal_id, _units.c.locked_by, _units.c.expires_at
        )
        .where(
            _units.c.id == bindparam("unit", type_=Uuid),
            _units.c.project_id == any_(bindparam("projects", type_=ARRAY(Uuid))),
            may(move),
            may_lock() if move is Move.LOCK else may_claim(),
        )
        .with_for_update()
        .cte("before")
    )
    ran_out = func.coalesce(before.c.expires_at <= _at, False)
    goes_on = (before.c.status == UnitStatus.RESERVED) & ~ran_out
    locks = move is Move.LOCK
    taken = (
        update(_units)
        .where(_units.c.id == before.c.id, _projects.c.id == _units.c.project_id)
        .values(
            status=MOVES[move].to,
            version=_units.c.version + case((ran_out, 2), else_=1),
            locked_by=_staff if locks else null(),
            held_for=null(),
            buyer_id=null() if locks else _customer,
            deal_id=null()
            if locks
            else case((goes_on, before.c.deal_id), else_=cast(bindparam("deal", type_=Uuid), Uuid)),
            expires_at=_until(move),
        )
        .returning(
            *(_units.c[name] for name in _KEPT),
            _projects.c.settings,
            before.c.status.label("previous"),
            before.c.deal_id.label("previous_deal_id"),
            before.c.locked_by.label("previous_locked_by"),
            ran_out.label("ran_out"),
        )
    )
    if locks:
        return taken
    own = exists().where(_customers.c.id == _customer, _customers.c.owner_id == _staff)
    return taken.where(own)


def _until(move: Move) -> Any:
    """When the claim runs out, by the project's settings."""
    setting = {
        Move.LOCK: ("lock_minutes", "1 minute"),
        Move.RESERVE: ("reservation_hours", "1 hour"),
    }.get(move)
    if setting is None:
        return null()
    name, unit = setting
    count = cast(_projects.c.settings[name].astext, Integer)
    return _at + count * literal_column(f"interval '{unit}'")


_DEAL = tuple(column.name for column in table(Deal).c if column.name != "documents_missing")
_WRITE_WITH_DEAL = Prepared(units.WRITE_DOWN.add_cte(insertion(table(Deal), _DEAL).cte("opened")))
_TAKE = {move: Prepared(_take(move)) for move in (Move.LOCK, Move.RESERVE, Move.SUBSCRIBE)}


def take(
    session: Session,
    move: Move,
    unit_id: UUID,
    *,
    by: Actor,
    at: datetime,
    customer_id: UUID | None = None,
    deal_id: UUID | None = None,
) -> Row[Any]:
    """The unit, now ours. Raises `not_found`, `unit_taken`, `unit_wrong_state`, `bound_to_home`,
    `customer_not_yours`, or `NotKnownYet` for a customer whose owner hasn't been told."""
    wanted = {
        "unit": unit_id,
        "projects": list(by.projects),
        "staff": by.staff_id,
        "customer": customer_id,
        "deal": deal_id,
        "at": at,
    }
    for _ in range(_TRIES):
        taken: Row[Any] | None = _TAKE[move].first(session, wanted)
        if taken is not None:
            if taken.ran_out:
                expiry.record(session, [_ended(taken)], at)
                return _at_prices_in_force(session, taken)
            return taken
        refuse_unless_free_now(session, move, unit_id, customer_id, by=by, at=at)
    raise in_progress()


def _at_prices_in_force(session: Session, taken: Row[Any]) -> Row[Any]:
    """The taken unit again: when another's reservation had run out, it may be repriced."""
    return session.execute(
        select(
            *(_units.c[name] for name in _KEPT),
            _projects.c.settings,
            literal(taken.previous).label("previous"),
            literal(taken.ran_out).label("ran_out"),
        ).where(_units.c.id == taken.id, _projects.c.id == _units.c.project_id)
    ).one()


def _ended(taken: Row[Any]) -> expiry.Ended:
    return expiry.Ended(
        unit_id=taken.id,
        project_id=taken.project_id,
        version=taken.version - 1,
        status=taken.previous,
        deal_id=taken.previous_deal_id,
        locked_by=taken.previous_locked_by,
        number=taken.number,
    )


def lock(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Lock a free unit for a short while (锁定)."""
    unit = take(session, Move.LOCK, ask.unit_id, by=by, at=at)
    claimed = {
        "consultant_id": by.staff_id,
        "team_id": by.team_id,
        "expires_at": unit.expires_at,
    }
    write_down(session, Move.LOCK, unit, claimed, by=by, at=at)
    return state_of(unit)


def unlock(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Give up one's own lock. Raises `unit_wrong_state` or `lock_not_yours`."""
    unit = locked_unit(session, ask.unit_id, by)
    if unit.position.shown(at) is not UnitStatus.LOCKED:
        raise unit_wrong_state(
            status=unit.position.shown(at), move=Move.FREE, allowed=[UnitStatus.LOCKED]
        )
    if unit.locked_by != by.staff_id:
        raise lock_not_yours()
    data = {"consultant_id": by.staff_id, "team_id": by.team_id, "reason": "released"}
    free(session, unit, data, by=by, at=at)
    return state_of(unit)


def free(
    session: Session,
    unit: Unit,
    data: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
    reason: str | None = None,
    holder: UUID | None = None,
) -> None:
    """End the claim on a unit locked by this transaction; `data` is the event's, `holder` in
    whose place it is done, if not the caller's own. The unit takes the prices in force where a deal
    had kept older ones. Raises `unit_wrong_state`."""
    had_deal = unit.deal_id is not None
    units.move(session, Move.FREE, unit, data, by=by, at=at, reason=reason, holder=holder)
    if had_deal:
        reprice(session, [unit.id], at=at)


def write_down(
    session: Session,
    move: Move,
    unit: Row[Any],
    data: dict[str, Any],
    *,
    by: Actor,
    at: datetime,
    deal: Mapping[str, Any] | None = None,
) -> None:
    """History and event of a unit that `take` answered, and a new deal behind it: one statement."""
    before = UnitStatus.AVAILABLE if unit.ran_out else unit.previous
    noted = units.change(unit, move, before, by=by, at=at, deal_id=unit.deal_id)
    event = units.told(session, move, unit, before, data, by=by, at=at)
    if deal is None:
        units.write_down(session, noted, event)
    else:
        opened = {f"deal_{name}": deal.get(name) for name in _DEAL}
        _WRITE_WITH_DEAL.later(session, units.written_down(noted, event) | opened)


def state_of(unit: Any) -> dict[str, Any]:
    return {
        "unit_id": unit.id,
        "status": unit.status,
        "version": unit.version,
        "expires_at": unit.expires_at,
    }
