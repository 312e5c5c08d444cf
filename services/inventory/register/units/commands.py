"""Moves of single units: state, history and event change together, by the table of moves."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from common import outbox
from common.actor import Actor
from common.prepared import Prepared, insertion
from contracts.inventory.register.units import UNIT_CHANGED, UnitStatus, unit_wrong_state
from services.inventory.base import table
from services.inventory.register.units.models import Unit, UnitChange
from services.inventory.register.units.rules import MOVES, Move, Note, permits

_history = table(UnitChange)
_NOTE = insert(_history).inline()
_CHANGE = tuple(column.name for column in _history.c if column.name != "id")
WRITE_DOWN = insertion(_history, _CHANGE).add_cte(outbox.INSERTION.cte("told"))
"""One change of one unit into history and outbox; see `written_down`."""
_ONE = Prepared(WRITE_DOWN)


def move(
    session: Session,
    step: Move,
    unit: Unit,
    data: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
    reason: str | None = None,
    holder: UUID | None = None,
) -> None:
    """Move a unit that is locked by this transaction; `data` is the event's, `holder` in whose
    place it is done, if not the caller's own. A unit that becomes free forgets its claim; who
    frees one calls `control.claims`, which sees to its prices. Raises `unit_wrong_state`."""
    to = MOVES[step].to
    if to is None or not permits(step, unit.position, at=at, staff=holder or by.staff_id):
        raise unit_wrong_state(status=unit.status, move=step, allowed=list(MOVES[step].since))
    before, deal_id = unit.status, unit.deal_id
    unit.status = to
    unit.version += 1
    unit.locked_by = unit.held_for = unit.expires_at = None
    if to in (UnitStatus.AVAILABLE, UnitStatus.UNRELEASED):
        unit.buyer_id = unit.deal_id = None
    noted = change(unit, step, before, by=by, at=at, reason=reason, deal_id=deal_id)
    event = told(session, step, unit, before, {"deal_id": deal_id, **data}, by=by, at=at)
    write_down(session, noted, event)


def change(
    unit: Any,
    step: Move | Note | str,
    before: str | None,
    *,
    by: Actor,
    at: datetime,
    reason: str | None = None,
    deal_id: Any = None,
) -> dict[str, Any]:
    """One row of a unit's history; `unit` is as it is after the change."""
    return {
        "unit_id": unit.id,
        "version": unit.version,
        "move": step,
        "from_status": before,
        "to_status": unit.status,
        "reason": reason,
        "deal_id": deal_id,
        "by": by.id,
        "at": at,
    }


def note(session: Session, changes: Sequence[Mapping[str, Any]]) -> None:
    """Write history (I-07): who, when, why, from, to."""
    session.execute(_NOTE, changes)


def write_down(session: Session, noted: Mapping[str, Any], event: Mapping[str, Any]) -> None:
    """Write one `change` and what was `told` of it, with the session's next statement."""
    _ONE.later(session, written_down(noted, event))


def written_down(noted: Mapping[str, Any], event: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of `WRITE_DOWN`, from a `change` and what was `told` of it."""
    history = {f"{_history.name}_{name}": value for name, value in noted.items()}
    return history | outbox.written(event)


def told(
    session: Session,
    step: Move,
    unit: Any,
    before: str,
    data: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
) -> dict[str, Any]:
    """The outbox row of the move's event; `unit` is as it is after the move."""
    event = MOVES[step].event
    assert event is not None, f"{step} has no event"
    facts = {
        "unit_id": unit.id,
        "unit_number": unit.number,
        "status": unit.status,
        "previous_status": before,
    }
    return outbox.row_of(
        event,
        aggregate_id=unit.id,
        version=unit.version,
        project_id=unit.project_id,
        data={**facts, **data},
        by=by,
        at=at,
        request_id=session.info.get("request_id"),
    )


def tell_changed(
    session: Session,
    unit: Unit,
    note_of: Note,
    *,
    by: Actor,
    at: datetime,
    reason: str | None = None,
) -> None:
    """Count the version of a unit up that did not move, note it and tell it, so that boards are
    read again."""
    unit.version += 1
    note(session, [change(unit, note_of, unit.status, by=by, at=at, reason=reason)])
    status = unit.position.shown(at)
    outbox.record(
        session,
        UNIT_CHANGED,
        aggregate_id=unit.id,
        version=unit.version,
        project_id=unit.project_id,
        data={
            "unit_id": unit.id,
            "unit_number": unit.number,
            "status": status,
            "previous_status": status,
            "reason": note_of,
        },
        by=by,
        at=at,
    )
