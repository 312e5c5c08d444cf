"""Suspend with consent, resume: one statement each for state, history and events."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, case, null, select, update
from sqlalchemy.orm import Session

from common.actor import Actor
from common.consent.deciding import Deciding
from contracts.inventory.consent.approvals import ApprovalKind
from contracts.inventory.control.suspensions import nothing_to_suspend
from contracts.inventory.register.units import UnitStatus
from contracts.schema import Ask
from services.inventory.consent.asking import consent
from services.inventory.control.releases import commands as releases
from services.inventory.control.suspensions.models import Suspension
from services.inventory.control.suspensions.rules import consent_needed
from services.inventory.register.projects import queries as projects
from services.inventory.register.units import commands as units
from services.inventory.register.units.models import Unit, UnitChange
from services.inventory.register.units.queries import may
from services.inventory.register.units.rules import Move


def request(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Ask that units be taken off sale. Raises `units_wrong_state`, `nothing_to_suspend`."""
    project = projects.project(session, ask.project_id, by, "unit.suspend")
    fitting = session.execute(
        select(Unit.id, Unit.number)
        .where(Unit.project_id == project.id, releases.chosen(ask), may(Move.SUSPEND))
        .order_by(Unit.id)
    ).all()
    if ask.unit_ids:
        releases.refuse_others(session, ask, Move.SUSPEND, {unit.id for unit in fitting})
    if not fitting:
        raise nothing_to_suspend()
    suspension = Suspension(
        id=ask.id,
        project_id=project.id,
        unit_ids=ask.unit_ids,
        building_id=ask.building_id,
        reason=ask.reason,
        requested_at=at,
    )
    approval = consent.ask(
        session,
        ApprovalKind.SUSPENSION,
        suspension,
        project_id=project.id,
        needs=[consent_needed(by.roles)],
        facts={
            "count": len(fitting),
            "unit_id": fitting[0].id if len(fitting) == 1 else None,
            "unit_numbers": [unit.number for unit in fitting[: releases.NAMED]],
            "building_id": ask.building_id,
        },
        reason=ask.reason,
        by=by,
        at=at,
    )
    return {
        "id": suspension.id,
        "status": approval.status,
        "version": approval.version,
        "approval_id": approval.id,
        "count": len(fitting),
    }


def grant(session: Session, deciding: Deciding) -> None:
    """With the consent the units are off sale; a hold on one of them ends. Raises
    `units_wrong_state` when a named unit fits no more."""
    suspension = session.get_one(Suspension, deciding.approval.subject_id)
    moved = _move(session, Move.SUSPEND, suspension, UnitStatus.SUSPENDED, deciding.by, deciding.at)
    if suspension.unit_ids:
        releases.refuse_others(session, suspension, Move.SUSPEND, {unit.id for unit in moved})


def refuse(session: Session, deciding: Deciding) -> None:
    """Rejected or withdrawn: no unit was touched."""


def resume(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Units go back to the state before; a held one is for sale again. Raises
    `units_wrong_state`."""
    projects.project(session, ask.project_id, by, "unit.resume")
    moved = _move(session, Move.RESUME, ask, _state_before(), by, at)
    if ask.unit_ids:
        releases.refuse_others(session, ask, Move.RESUME, {unit.id for unit in moved})
    return {"count": len(moved), "unit_ids": [unit.id for unit in moved]}


def _state_before() -> ColumnElement[str]:
    last = (
        select(UnitChange.from_status)
        .where(UnitChange.unit_id == Unit.id, UnitChange.move == Move.SUSPEND)
        .order_by(UnitChange.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    unreleased = UnitStatus.UNRELEASED
    return case((last == unreleased, unreleased), else_=UnitStatus.AVAILABLE)


def _move(
    session: Session,
    step: Move,
    choice: Any,
    to: UnitStatus | ColumnElement[str],
    by: Actor,
    at: datetime,
) -> Sequence[Row[Any]]:
    before = (
        select(Unit.id, Unit.status)
        .where(Unit.project_id == choice.project_id, releases.chosen(choice), may(step))
        .order_by(Unit.id)
        .with_for_update()
        .cte("before")
    )
    moved = session.execute(
        update(Unit)
        .where(Unit.id == before.c.id)
        .values(status=to, version=Unit.version + 1, held_for=null(), expires_at=null())
        .returning(
            Unit.id,
            Unit.project_id,
            Unit.version,
            Unit.status,
            Unit.number,
            before.c.status.label("previous"),
        )
        .execution_options(synchronize_session=False)
    ).all()
    if moved:
        units.note(
            session,
            [
                units.change(unit, step, unit.previous, by=by, at=at, reason=choice.reason)
                for unit in moved
            ],
        )
        pairs = [(unit, unit.previous) for unit in moved]
        releases.tell_all(session, step, pairs, by=by, at=at)
    return moved
