"""Deadlines follow from events that come once or twice, late, and in any order; notices follow from
deadlines."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from common import postings, recordset
from common.actor import Actor
from contracts.deadlines import KINDS, DeadlineStatus
from contracts.event import Event
from contracts.office.roles import Role
from contracts.schema import new_id
from services.reminders import settings
from services.reminders.notices.notices import commands as notices
from services.reminders.notices.notices.rules import about_deadline, kind_of
from services.reminders.watch.deadlines import rules
from services.reminders.watch.deadlines.models import Deadline

_FACTS = ("deal_id", "unit_id", "unit_number", "consultant_id", "team_id")
_OPEN = recordset.insertion("deadline", Deadline.__table__.columns.keys(), "DO NOTHING")
_log = logging.getLogger(__name__)


def start(session: Session, event: Event, *, at: datetime) -> None:
    """New deadlines. One that is known already has come in a later version."""
    facts = {name: getattr(event.data, name) for name in _FACTS}
    rows = [
        facts
        | {
            "id": new_id(),
            "kind": started.kind,
            "subject_id": started.subject_id,
            "project_id": event.project_id,
            "responsible_id": started.responsible_id,
            "due_at": started.due_at,
            "terms_version": 1,
            "status": rules.OPEN,
            "next_notice_at": _first_notice(started.kind, started.due_at, at),
        }
        for started in event.data.deadlines
    ]
    session.execute(_OPEN, recordset.given(rows))


def follow(session: Session, event: Event, *, at: datetime) -> None:
    """A deadline as its service told it last: an older version changes nothing."""
    state = event.data
    deadline = _of(session, state.kind, state.subject_id)
    if event.version <= (deadline.terms_version or 0):
        return
    moved = deadline.due_at != state.due_at
    deadline.terms_version, deadline.project_id = event.version, event.project_id
    deadline.due_at = state.due_at
    for name in (*_FACTS, "responsible_id"):
        setattr(deadline, name, getattr(state, name))
    if state.status != DeadlineStatus.OPEN:
        deadline.outcome = state.status
        _close(session, deadline)
    elif moved or deadline.status != rules.OPEN:
        deadline.status, deadline.outcome = rules.OPEN, None
        deadline.next_notice_at = _first_notice(deadline.kind, state.due_at, at)


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
    before = settings.notices(KINDS[deadline.kind])
    moment = rules.moment_reached(deadline.due_at, before, at)
    recipients = _recipients(session, deadline)
    if not recipients:
        _log.warning("nobody is on duty for a deadline", extra={"deadline_id": str(deadline.id)})
    for recipient_id in recipients:
        draft = _draft(deadline, moment, at) | {"recipient_id": recipient_id}
        notices.put_origin(session, draft, by=by, at=at)
    deadline.next_notice_at = rules.moment_after(deadline.due_at, before, at)


def _recipients(session: Session, deadline: Deadline) -> Sequence[UUID]:
    """Who is responsible, or the staff of the role that is."""
    who = KINDS[deadline.kind].who
    if deadline.responsible_id is not None:
        return (deadline.responsible_id,)
    assert isinstance(who, Role)
    return postings.on_duty(session, who, deadline.project_id)


def _draft(deadline: Deadline, moment: datetime, at: datetime) -> dict[str, Any]:
    """The notice about a moment of the deadline, but for its recipient."""
    assert deadline.due_at is not None
    row = KINDS[deadline.kind]
    kind = kind_of(row, has_come=moment >= deadline.due_at)
    title, body = about_deadline(
        kind,
        row,
        unit=(deadline.unit_number or "—") if deadline.deal_id else None,
        number=str(deadline.deal_id or deadline.subject_id)[-8:],
        due_at=deadline.due_at,
    )
    return {
        "kind": kind,
        "deadline_id": deadline.id,
        "occasion": moment,
        "subject_id": deadline.deal_id or deadline.subject_id,
        "unit_id": deadline.unit_id,
        "project_id": deadline.project_id,
        "team_id": deadline.team_id,
        "title": title,
        "body": body,
        "due_at": deadline.due_at,
        "acknowledge_by": at + settings.acknowledge_within(),
    }


def _first_notice(kind: str, due_at: datetime, at: datetime) -> datetime:
    return rules.first_moment(due_at, settings.notices(KINDS[kind]), at)


def _close(session: Session, deadline: Deadline) -> None:
    if deadline.status == rules.OPEN:
        deadline.status = rules.CLOSED
        deadline.next_notice_at = None
        notices.close_all(session, deadline.id)


def _of(session: Session, kind: str, subject_id: UUID) -> Deadline:
    """A subject's deadline, locked; a new one if this is the first that is heard of it."""
    found = select(Deadline).where(Deadline.kind == kind, Deadline.subject_id == subject_id)
    deadline = session.scalars(found.with_for_update()).first()
    if deadline is None:
        first = {"id": new_id(), "kind": kind, "subject_id": subject_id, "status": rules.OPEN}
        session.execute(insert(Deadline).values(first).on_conflict_do_nothing())
        deadline = session.scalars(found.with_for_update()).one()
    return deadline
