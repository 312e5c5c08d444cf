"""Batches of units move with one statement each for state, history and events."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select, true, update
from sqlalchemy.orm import Session

from common import outbox
from common.actor import Actor
from contracts.consent.approvals import Verdict
from contracts.inventory.control.releases import release_not_ready
from contracts.inventory.register.units import reason_needed, units_wrong_state
from contracts.schema import Ask
from services.inventory.control.releases.rules import missing_for_release
from services.inventory.pricing.repricing.commands import reprice
from services.inventory.pricing.repricing.queries import without_price_in_force
from services.inventory.register.projects import queries as projects
from services.inventory.register.units import commands as units
from services.inventory.register.units.models import Unit
from services.inventory.register.units.queries import may
from services.inventory.register.units.rules import MOVES, Move

NAMED = 20
"""How many units a refusal names."""


def review(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Approve entries, or reject them with a reason: they stay drafts (I-04; seed 002)."""
    rejects = ask.decision == Verdict.REJECT
    if rejects and not ask.reason:
        raise reason_needed(field="reason")
    projects.project(session, ask.project_id, by, "unit.review")
    step = Move.REJECT if rejects else Move.APPROVE
    moved = _move(session, step, ask, by=by, at=at, note=ask.reason if rejects else None)
    return _answer(step, moved)


def release(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Put units on sale (推盘) at the prices of the version in force, if there is one. Raises
    `release_not_ready` naming what is missing."""
    project = projects.project(session, ask.project_id, by, "unit.release")
    moved = _move(session, Move.RELEASE, ask, by=by, at=at)
    unit_ids = [unit.id for unit in moved]
    reprice(session, unit_ids, at=at)
    unapproved = without_price_in_force(session, unit_ids)
    priced = _priced(session, unit_ids)
    prices = [(unit.list_price, unit.filed_price) for unit in priced]
    missing = missing_for_release(project.presale_permit, prices, approved=not unapproved)
    if missing:
        unpriced = [u for u in priced if u.list_price is None or u.filed_price is None]
        raise release_not_ready(missing=missing, units=_named(unpriced or unapproved))
    return _answer(Move.RELEASE, moved)


def _priced(session: Session, unit_ids: Sequence[UUID]) -> Sequence[Row[Any]]:
    wanted = select(Unit.id, Unit.number, Unit.status, Unit.list_price, Unit.filed_price)
    return session.execute(wanted.where(Unit.id.in_(unit_ids)).order_by(Unit.id)).all()


def withdraw(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Close units (封盘)."""
    projects.project(session, ask.project_id, by, "unit.release")
    return _answer(Move.WITHDRAW, _move(session, Move.WITHDRAW, ask, by=by, at=at))


def _move(
    session: Session,
    step: Move,
    ask: Ask,
    *,
    by: Actor,
    at: datetime,
    note: str | None = None,
) -> Sequence[Row[Any]]:
    before = next(iter(MOVES[step].since))
    moved = session.execute(
        update(Unit)
        .where(Unit.project_id == ask.project_id, chosen(ask), may(step))
        .values(status=MOVES[step].to, version=Unit.version + 1, review_note=note)
        .returning(
            Unit.id,
            Unit.project_id,
            Unit.version,
            Unit.status,
            Unit.number,
            Unit.list_price,
            Unit.filed_price,
        )
        .execution_options(synchronize_session=False)
    ).all()
    if ask.unit_ids:
        refuse_others(session, ask, step, {unit.id for unit in moved})
    if moved:
        changes = [
            units.change(unit, step, before, by=by, at=at, reason=ask.reason) for unit in moved
        ]
        units.note(session, changes)
        tell_all(session, step, [(unit, before) for unit in moved], by=by, at=at)
    return moved


def chosen(ask: Any) -> ColumnElement[bool]:
    """The units that a selection means, within its project."""
    if ask.unit_ids:
        return Unit.id.in_(ask.unit_ids)
    return Unit.building_id == ask.building_id if ask.building_id else true()


def refuse_others(session: Session, ask: Any, step: Move, moved: set[Any]) -> None:
    """Named units must all fit: nothing is done by halves."""
    left = set(ask.unit_ids) - moved
    if left:
        found = session.execute(
            select(Unit.id, Unit.number, Unit.status).where(
                Unit.project_id == ask.project_id, Unit.id.in_(left)
            )
        ).all()
        unknown = left - {unit.id for unit in found}
        raise units_wrong_state(
            move=step,
            allowed=list(MOVES[step].since),
            units=_named(found),
            unknown=[str(unit_id) for unit_id in sorted(unknown)[:NAMED]],
        )


def _named(found: Sequence[Row[Any]]) -> list[dict[str, str]]:
    return [
        {"id": str(unit.id), "number": unit.number, "status": unit.status} for unit in found[:NAMED]
    ]


def tell_all(
    session: Session,
    step: Move,
    moved: Sequence[tuple[Row[Any], str]],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Record the move's event of every unit; each comes with its state before."""
    event = MOVES[step].event
    if event is None:
        return
    request_id = session.info.get("request_id")
    outbox.write(
        session,
        [
            outbox.row_of(
                event,
                aggregate_id=unit.id,
                version=unit.version,
                project_id=unit.project_id,
                data={
                    "unit_id": unit.id,
                    "unit_number": unit.number,
                    "status": unit.status,
                    "previous_status": before,
                },
                by=by,
                at=at,
                request_id=request_id,
            )
            for unit, before in moved
        ],
    )


def _answer(step: Move, moved: Sequence[Row[Any]]) -> dict[str, Any]:
    return {
        "count": len(moved),
        "status": MOVES[step].to,
        "unit_ids": [unit.id for unit in moved],
    }
