"""Notices: sent, acknowledged, closed. Whoever changes a chain of notices locks in one order: its
deadline, its origin, the notice itself."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from common import outbox
from common.actor import Actor
from common.postings import Posting, posting_of
from contracts.event import EventType
from contracts.refusals import not_found
from contracts.reminders.events import NOTICE_ACKNOWLEDGED, NOTICE_SENT
from contracts.reminders.notices.notices import due_in_past, recipient_not_yours
from contracts.schema import Ask, new_id
from services.reminders import settings
from services.reminders.notices.deliveries import commands as deliveries
from services.reminders.notices.notices import rules
from services.reminders.notices.notices.models import Notice


def send_task(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Send a task with its time node to staff within the caller's scope (seed 000, 每日催办).
    Raises `due_in_past`, `recipient_not_yours`."""
    acknowledge_by = ask.acknowledge_by or at + settings.acknowledge_within()
    for field, moment in (("due_at", ask.due_at), ("acknowledge_by", acknowledge_by)):
        if moment <= at:
            raise due_in_past(field=field)
    sent = []
    for posting in _recipients(session, ask.recipient_ids, by):
        notice_id = put_origin(
            session,
            {
                "kind": rules.TASK,
                "recipient_id": posting.staff_id,
                "sender_id": by.staff_id,
                "project_id": _project_in_common(posting, by),
                "team_id": posting.team_id,
                "title": {"zh": ask.title, "en": ask.title},
                "body": {"zh": ask.task, "en": ask.task},
                "due_at": ask.due_at,
                "acknowledge_by": acknowledge_by,
            },
            by=by,
            at=at,
        )
        sent.append({"id": notice_id, "recipient_id": posting.staff_id})
    return {"items": sent}


def acknowledge(session: Session, ask: Ask, *, by: Actor, at: datetime) -> Notice:
    """The recipient has seen it; a second time changes nothing. Raises `not_found`."""
    mine = select(Notice).where(Notice.id == ask.notice_id, Notice.recipient_id == by.staff_id)
    notice = session.scalars(mine).first()
    if notice is None:
        raise not_found(what="notice")
    lock(session, notice)
    if notice.acknowledged_at is None:
        notice.acknowledged_at = at
        notice.status = rules.ACKNOWLEDGED
        session.flush()
        if rules.ends_by_acknowledgement(notice.kind):
            chain = update(Notice).where(Notice.origin_id == notice.origin_id)
            session.execute(chain.values(escalate_at=None))
        tell(session, NOTICE_ACKNOWLEDGED, notice, version=2, by=by, at=at)
    return notice


def lock(session: Session, notice: Notice) -> None:
    """Lock a notice by its origin, and read it anew."""
    origin = select(Notice.id).where(Notice.id == notice.origin_id)
    session.execute(origin.with_for_update())
    session.refresh(notice, with_for_update=True)


def close_all(session: Session, deadline_id: UUID) -> None:
    """The matter is done with: its notices need nobody's acknowledgement any more. The caller has
    locked the deadline, so that no more are sent."""
    origins = select(Notice.id).where(Notice.deadline_id == deadline_id, Notice.level == 0)
    if not session.execute(origins.order_by(Notice.id).with_for_update()).all():
        return
    about_it = update(Notice).where(Notice.deadline_id == deadline_id)
    session.execute(about_it.values(escalate_at=None))
    session.execute(about_it.where(Notice.status == rules.OPEN).values(status=rules.CLOSED))


def put(session: Session, notice: dict[str, Any], *, by: Actor, at: datetime) -> Notice | None:
    """Write a notice, open its deliveries and tell that it was sent; `None` when this recipient has
    it already."""
    fresh = insert(Notice).values(notice).on_conflict_do_nothing().returning(Notice)
    written = session.scalars(fresh).first()
    if written is not None:
        deliveries.open_for(session, written, at=at)
        tell(session, NOTICE_SENT, written, version=1, by=by, at=at)
    return written


def put_origin(session: Session, draft: dict[str, Any], *, by: Actor, at: datetime) -> UUID:
    """Write a notice that starts a chain: level 0, open, to be escalated when not acknowledged."""
    notice_id = new_id()
    first = {
        "id": notice_id,
        "origin_id": notice_id,
        "level": 0,
        "status": rules.OPEN,
        "sent_at": at,
        "escalate_at": draft["acknowledge_by"],
    }
    put(session, draft | first, by=by, at=at)
    return notice_id


def tell(
    session: Session, event: EventType, notice: Notice, *, version: int, by: Actor, at: datetime
) -> None:
    """Record an event about a notice: ids and times, never its text."""
    outbox.record(
        session,
        event,
        aggregate_id=notice.id,
        version=version,
        project_id=notice.project_id,
        data={
            "notice_id": notice.id,
            "recipient_id": notice.recipient_id,
            "kind": notice.kind,
            "subject_id": notice.subject_id,
            "acknowledge_by": notice.acknowledge_by,
            "level": notice.level,
        },
        by=by,
        at=at,
    )


def _recipients(session: Session, staff_ids: Collection[UUID], by: Actor) -> list[Posting]:
    found = [posting_of(session, staff_id) for staff_id in dict.fromkeys(staff_ids)]
    mine = [posting for posting in found if posting and posting.within(by, "notice.send")]
    if len(mine) < len(found):
        known = {posting.staff_id for posting in mine}
        refused = [str(staff_id) for staff_id in staff_ids if staff_id not in known]
        raise recipient_not_yours(field="recipient_ids", refused=refused)
    return mine


def _project_in_common(posting: Posting, by: Actor) -> UUID | None:
    common = [p for p in posting.project_ids if by.covers("notice.send", project=p)]
    return min(common, default=None)
