"""Deadlines follow from events that come once or twice, late, and in any order; notices follow from
deadlines."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from common import recordset
from common.actor import Actor
from contracts.event import Event
from contracts.inventory.register.deadlines import DeadlineStatus
from contracts.schema import new_id
from services.reminders import settings
from services.reminders.notices.notices import commands as notices
from services.reminders.notices.notices.rules import about_deadline, kind_of
from services.reminders.watch.deadlines import rules
from services.reminders.watch.deadlines.models import Deadline

_WHOSE = ("deal_id", "unit_id", "unit_number", "consultant_id", "team_id")
_TOLD = (*_WHOSE, "responsible_id")
_OPEN = recordset.insertion("deadline", Deadline.__table__.columns.keys(), "DO NOTHING")


def open_signing(session: Session, event: Event, *, at: datetime) -> None:
    """A subscription starts the deadline, unless it was already moved or closed."""
    deadline = _signing(session, event)
    _complete(deadline, event)
    if deadline.terms_version is None:
        _set_due(deadline, event.data.sign_by, version=0, at=at)


def move_signing(session: Session, event: Event, *, at: datetime) -> None:
    """An extension (延期签约) moves the deadline; older terms than those known change nothing."""
    if event.data.stage != "subscribed" or event.data.sign_by is None:
        return
    deadline = _signing(session, event)
    _complete(deadline, event)
    if event.version > (deadline.terms_version or 0):
        moved = event.data.sign_by != deadline.due_at
        deadline.terms_version = event.version
        if moved:
            _set_due(deadline, event.data.sign_by, version=event.version, at=at)


def close_signing(session: Session, event: Event, outcome: str) -> None:
    """Signed or cancelled: nothing more is told. A cancellation has the last word in any order."""
    deadline = _signing(session, event)
    _complete(deadline, event)
    if deadline.outcome != rules.CANCELLED:
        deadline.outcome = outcome
    _close(session, deadline)


def open_all(session: Session, event: Event, *, at: datetime) -> None:
    """A deal's new deadlines. One that is known already has been told of in a later version."""
    told = event.data
    whose = {name: getattr(told, name) for name in _WHOSE} | {"project_id": event.project_id}
    rows = [
        whose
        | {
            "id": new_id(),
            "kind": started.kind,
            "subject_id": started.subject_id,
            "responsible_id": started.responsible_id,
            "due_at": started.due_at,
            "terms_version": 1,
            "status": rules.OPEN,
            "next_notice_at": rules.first_moment(started.due_at, settings.deadline_notices(), at),
        }
        for started in told.deadlines
    ]
    session.execute(_OPEN, recordset.given(rows))


def follow(session: Session, event: Event, *, at: datetime) -> None:
    """Any other deadline as inventory told it last: an older version changes nothing."""
    told = event.data
    deadline = _of(session, told.kind, told.subject_id)
    if event.version <= (deadline.terms_version or 0):
        return
    moved = deadline.due_at != told.due_at
    deadline.project_id, deadline.terms_version = event.project_id, event.version
    for name in _TOLD:
        setattr(deadline, name, getattr(told, name))
    if told.status != DeadlineStatus.OPEN:
        deadline.due_at, deadline.outcome = told.due_at, told.status
        _close(session, deadline)
    elif moved or deadline.status != rules.OPEN:
        deadline.status, deadline.outcome = rules.OPEN, None
        _set_due(deadline, told.due_at, version=event.version, at=at)


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
    before = _ahead(deadline)
    moment = rules.moment_reached(deadline.due_at, before, at)
    kind = kind_of(deadline.kind, has_come=moment >= deadline.due_at)
    _send_notice(session, deadline, kind, moment, by=by, at=at)
    deadline.next_notice_at = rules.moment_after(deadline.due_at, before, at)


def _send_notice(
    session: Session, deadline: Deadline, kind: str, occasion: datetime, *, by: Actor, at: datetime
) -> None:
    """Remind who is responsible, by default the consultant; of one occasion only once."""
    recipient_id = deadline.responsible_id or deadline.consultant_id
    assert deadline.due_at is not None
    assert recipient_id is not None
    deal_id = deadline.deal_id or deadline.subject_id
    title, body = about_deadline(
        kind,
        deadline.kind,
        unit=deadline.unit_number or "—",
        deal=str(deal_id)[-8:],
        due_at=deadline.due_at,
    )
    draft = {
        "kind": kind,
        "recipient_id": recipient_id,
        "deadline_id": deadline.id,
        "occasion": occasion,
        "subject_id": deal_id,
        "unit_id": deadline.unit_id,
        "project_id": deadline.project_id,
        "team_id": deadline.team_id,
        "title": title,
        "body": body,
        "due_at": deadline.due_at,
        "acknowledge_by": at + settings.acknowledge_within(),
    }
    notices.put_origin(session, draft, by=by, at=at)


def _ahead(deadline: Deadline) -> tuple[timedelta, ...]:
    signing = deadline.kind == rules.SIGNING
    return settings.signing_notices() if signing else settings.deadline_notices()


def _set_due(deadline: Deadline, due_at: datetime, *, version: int, at: datetime) -> None:
    deadline.due_at, deadline.terms_version = due_at, version
    if deadline.status == rules.OPEN:
        deadline.next_notice_at = rules.first_moment(due_at, _ahead(deadline), at)


def _close(session: Session, deadline: Deadline) -> None:
    if deadline.status == rules.OPEN:
        deadline.status = rules.CLOSED
        deadline.next_notice_at = None
        notices.close_all(session, deadline.id)


def _signing(session: Session, event: Event) -> Deadline:
    """The signing deadline of the event's deal."""
    deadline = _of(session, rules.SIGNING, event.data.deal_id)
    deadline.deal_id = event.data.deal_id
    return deadline


def _of(session: Session, kind: str, subject_id: UUID) -> Deadline:
    """A subject's deadline, locked; a new one if this is the first that is heard of it."""
    found = select(Deadline).where(Deadline.kind == kind, Deadline.subject_id == subject_id)
    deadline = session.scalars(found.with_for_update()).first()
    if deadline is None:
        first = {"id": new_id(), "kind": kind, "subject_id": subject_id, "status": rules.OPEN}
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
