"""Deadlines follow from events that come once or twice, late, and in any order; notices follow from
deadlines."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from common.actor import Actor
from contracts.event import Event
from contracts.schema import new_id
from services.reminders import settings
from services.reminders.deadlines import rules
from services.reminders.deadlines.models import Deadline
from services.reminders.notices import commands as notices
from services.reminders.notices.rules import SIGNING_DUE, SIGNING_SOON

SIGNING = "signing"


def open_signing(session: Session, event: Event, *, at: datetime) -> None:
    """A subscription starts the deadline, unless it was already moved or closed."""
    deadline = _of(session, event)
    _complete(deadline, event)
    if deadline.terms_version is None:
        _set_due(deadline, event.data.sign_by, version=0, at=at)


def move_signing(session: Session, event: Event, *, at: datetime) -> None:
    """An extension (延期签约) moves the deadline; older terms than those known change nothing."""
    if event.data.stage != "subscribed" or event.data.sign_by is None:
        return
    deadline = _of(session, event)
    _complete(deadline, event)
    if event.version > (deadline.terms_version or 0):
        moved = event.data.sign_by != deadline.due_at
        deadline.terms_version = event.version
        if moved:
            _set_due(deadline, event.data.sign_by, version=event.version, at=at)


def close_signing(session: Session, event: Event, outcome: str) -> None:
    """Signed or cancelled: nothing more is told. A cancellation has the last word in any order."""
    deadline = _of(session, event)
    _complete(deadline, event)
    if deadline.outcome != rules.CANCELLED:
        deadline.outcome = outcome
    if deadline.status == rules.OPEN:
        deadline.status = rules.CLOSED
        deadline.next_notice_at = None
        notices.close_all(session, deadline.id)


def send_due_notices(session: Session, *, by: Actor, at: datetime, limit: int) -> int:
    """Send the notices whose moment has come; answers for how many deadlines."""
    due = (
        select(Deadline)
        .where(Deadline.next_notice_at <= at)
        .order_by(Deadline.next_notice_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    deadlines = session.scalars(due).all()
    for deadline in deadlines:
        _remind(session, deadline, by=by, at=at)
    return len(deadlines)


def _remind(session: Session, deadline: Deadline, *, by: Actor, at: datetime) -> None:
    assert deadline.due_at is not None
    before = settings.signing_notices()
    moment = rules.moment_reached(deadline.due_at, before, at)
    kind = SIGNING_DUE if moment >= deadline.due_at else SIGNING_SOON
    notices.send_about(session, deadline, kind, moment, by=by, at=at)
    deadline.next_notice_at = rules.moment_after(deadline.due_at, before, at)


def _set_due(deadline: Deadline, due_at: datetime, *, version: int, at: datetime) -> None:
    deadline.due_at, deadline.terms_version = due_at, version
    if deadline.status == rules.OPEN:
        deadline.next_notice_at = rules.first_moment(due_at, settings.signing_notices(), at)


def _of(session: Session, event: Event) -> Deadline:
    """The deadline of the event's deal, locked; a new one if this is its first event."""
    deal_id = event.data.deal_id
    found = select(Deadline).where(Deadline.kind == SIGNING, Deadline.subject_id == deal_id)
    deadline = session.scalars(found.with_for_update()).first()
    if deadline is None:
        first = {"id": new_id(), "kind": SIGNING, "subject_id": deal_id, "status": rules.OPEN}
        session.execute(insert(Deadline).values(first).on_conflict_do_nothing())
        deadline = session.scalars(found.with_for_update()).one()
    return deadline


def _complete(deadline: Deadline, event: Event) -> None:
    told = event.data
    deadline.unit_id = deadline.unit_id or told.unit_id
    deadline.project_id = deadline.project_id or event.project_id
    deadline.consultant_id = deadline.consultant_id or told.consultant_id
    deadline.team_id = deadline.team_id or getattr(told, "team_id", None)
    deadline.unit_number = deadline.unit_number or getattr(told, "unit_number", None)
