"""Start, move and end deadlines; each time their state is told as a whole. The caller has locked
the matter that the deadline is about."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import outbox, recordset
from common.actor import Actor
from common.prepared import Prepared
from contracts.inventory.register.deadlines import (
    DEADLINE_MET,
    DEADLINE_SET,
    DEADLINES_STARTED,
    DeadlineKind,
    DeadlineStatus,
)
from contracts.schema import new_id
from services.inventory.register.deadlines.models import Deadline
from services.inventory.register.deadlines.rules import Due
from services.inventory.register.deals.models import Deal
from services.inventory.register.units.models import Unit

_START = Prepared(
    recordset.insertion(
        "deadline",
        ("id", "kind", "subject_id", "deal_id", "responsible_id", "due_at", "status", "version"),
    )
)
_OUTLIVE = {DeadlineKind.BORROWING, DeadlineKind.HAND_IN}
"""A borrowed document comes back, and money is handed in, whatever became of the deal."""


def start(session: Session, deal: Deal, dues: Sequence[Due], *, by: Actor, at: datetime) -> None:
    """New matters of the deal, told together. The deal's consultant is reminded unless somebody
    else is responsible."""
    rows = [
        {
            "id": new_id(),
            "kind": due.kind,
            "subject_id": due.subject_id,
            "deal_id": deal.id,
            "responsible_id": due.responsible_id or deal.consultant_id,
            "due_at": due.due_at,
            "status": DeadlineStatus.OPEN,
            "version": 1,
        }
        for due in dues
    ]
    if rows:
        _START.later(session, recordset.given(rows))
        outbox.record(
            session,
            DEADLINES_STARTED,
            aggregate_id=deal.id,
            version=deal.version,
            project_id=deal.project_id,
            data=_whose(session, deal) | {"deadlines": rows},
            by=by,
            at=at,
        )


def watch(
    session: Session,
    deal: Deal,
    kind: DeadlineKind,
    subject_id: UUID,
    due_at: datetime,
    *,
    responsible_id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """As `start`, of one matter that may be known. Said again it moves, or opens again what was
    over; said with nothing new it changes nothing."""
    deadline = _found(session, kind, subject_id)
    if deadline is None:
        start(session, deal, [Due(kind, subject_id, due_at, responsible_id)], by=by, at=at)
        return
    wanted = (due_at, DeadlineStatus.OPEN, responsible_id or deal.consultant_id)
    if wanted != (deadline.due_at, deadline.status, deadline.responsible_id):
        deadline.due_at, deadline.status, deadline.responsible_id = wanted
        _tell(session, deadline, deal, by=by, at=at)


def met(session: Session, kind: DeadlineKind, subject_id: UUID, *, by: Actor, at: datetime) -> None:
    """The matter is done. One that has no deadline, or whose deadline is over, changes nothing."""
    deadline = _found(session, kind, subject_id)
    if deadline is not None:
        _end(session, deadline, DeadlineStatus.MET, by=by, at=at)


def drop(
    session: Session, kind: DeadlineKind, subject_id: UUID, *, by: Actor, at: datetime
) -> None:
    """The matter need not be done any more."""
    deadline = _found(session, kind, subject_id)
    if deadline is not None:
        _end(session, deadline, DeadlineStatus.DROPPED, by=by, at=at)


def drop_all(session: Session, deal: Deal, *kinds: DeadlineKind, by: Actor, at: datetime) -> None:
    """A deal has ended: its open deadlines of these kinds with it, by default of all that do not
    outlive a deal."""
    wanted = select(Deadline).where(
        Deadline.deal_id == deal.id,
        Deadline.status == DeadlineStatus.OPEN,
        Deadline.kind.in_(kinds or tuple(set(DeadlineKind) - _OUTLIVE)),
    )
    for deadline in session.scalars(wanted.order_by(Deadline.id).with_for_update()):
        _end(session, deadline, DeadlineStatus.DROPPED, by=by, at=at)


def _found(session: Session, kind: DeadlineKind, subject_id: UUID) -> Deadline | None:
    wanted = select(Deadline).where(Deadline.kind == kind, Deadline.subject_id == subject_id)
    return session.scalars(wanted.with_for_update()).first()


def _end(
    session: Session, deadline: Deadline, status: DeadlineStatus, *, by: Actor, at: datetime
) -> None:
    if deadline.status == DeadlineStatus.OPEN:
        deadline.status = status
        _tell(session, deadline, session.get_one(Deal, deadline.deal_id), by=by, at=at)


def _tell(session: Session, deadline: Deadline, deal: Deal, *, by: Actor, at: datetime) -> None:
    deadline.version += 1
    is_open = deadline.status == DeadlineStatus.OPEN
    outbox.record(
        session,
        DEADLINE_SET if is_open else DEADLINE_MET,
        aggregate_id=deadline.id,
        version=deadline.version,
        project_id=deal.project_id,
        data=_whose(session, deal)
        | {
            "kind": deadline.kind,
            "subject_id": deadline.subject_id,
            "responsible_id": deadline.responsible_id,
            "due_at": deadline.due_at,
            "status": deadline.status,
        },
        by=by,
        at=at,
    )


def _whose(session: Session, deal: Deal) -> dict[str, Any]:
    return {
        "deal_id": deal.id,
        "unit_id": deal.unit_id,
        "unit_number": session.get_one(Unit, deal.unit_id).number,
        "consultant_id": deal.consultant_id,
        "team_id": deal.team_id,
    }
