"""Escalation in three steps: claim in one transaction, ask office outside any, tell in another."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from common.actor import Actor
from contracts.deadlines import KINDS, SALES_LINE
from contracts.office.roles import Role
from contracts.reminders.events import ESCALATED
from contracts.schema import Ask, new_id
from services.reminders import settings
from services.reminders.notices.notices import commands as notices
from services.reminders.notices.notices.models import Notice
from services.reminders.notices.notices.rules import CLOSED, OPEN, escalated
from services.reminders.watch.deadlines.models import Deadline
from services.reminders.watch.escalations import rules
from services.reminders.watch.escalations.models import Rung

LEASE = timedelta(seconds=30)
"""How long a claim keeps other replicas away; after it an interrupted escalation is repeated."""


@dataclass(frozen=True)
class Due:
    """A notice that nobody dealt with in time. `has_ladder`: office need not be asked again."""

    notice_id: UUID
    concerned_id: UUID
    has_ladder: bool


def claim(session: Session, *, at: datetime, limit: int) -> list[Due]:
    """Take notices whose time has run out, for the length of the lease."""
    overdue = (
        select(Notice)
        .where(Notice.escalate_at <= at)
        .order_by(Notice.escalate_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    claimed = session.scalars(overdue).all()
    for notice in claimed:
        notice.escalate_at = at + LEASE
    return [_due(session, notice) for notice in claimed]


def keep_ladder(session: Session, due: Due, chain: Collection[Ask]) -> None:
    """Keep what office answered as the ladder of the notice's origin."""
    notice = session.get_one(Notice, due.notice_id)
    ranks = [(rank.staff_id, rank.role) for rank in chain]
    for level, recipient_id in rules.rungs(ranks, due.concerned_id, _ladder(session, notice)):
        rung = insert(Rung).values(
            origin_id=notice.origin_id, level=level, recipient_id=recipient_id
        )
        session.execute(rung.on_conflict_do_nothing())


def tell_next_level(session: Session, due: Due, *, by: Actor, at: datetime) -> None:
    """Tell the next level, unless the matter was dealt with meanwhile."""
    notice = session.get_one(Notice, due.notice_id)
    if notice.deadline_id:
        session.get_one(Deadline, notice.deadline_id, with_for_update=True)
    notices.lock(session, notice)
    if notice.escalate_at is None or notice.status == CLOSED:
        return
    notice.escalate_at = None
    session.flush()
    ladder = session.scalars(select(Rung).where(Rung.origin_id == notice.origin_id)).all()
    level = rules.next_level([rung.level for rung in ladder], notice.level)
    if level is None:
        return
    is_last = rules.next_level([rung.level for rung in ladder], level) is None
    for rung in ladder:
        if rung.level == level:
            _tell(session, notice, rung, is_last=is_last, by=by, at=at)


def _tell(
    session: Session, notice: Notice, rung: Rung, *, is_last: bool, by: Actor, at: datetime
) -> None:
    origin = session.get_one(Notice, notice.origin_id)
    title, body = escalated(origin.kind, origin.title, origin.body, notice.acknowledge_by)
    acknowledge_by = at + settings.acknowledge_within()
    told = {
        name: getattr(origin, name)
        for name in (
            "kind",
            "deadline_id",
            "occasion",
            "subject_id",
            "unit_id",
            "project_id",
            "team_id",
            "due_at",
            "sender_id",
        )
    }
    written = notices.put(
        session,
        told
        | {
            "id": new_id(),
            "origin_id": origin.id,
            "level": rung.level,
            "status": OPEN,
            "recipient_id": rung.recipient_id,
            "title": title,
            "body": body,
            "sent_at": at,
            "acknowledge_by": acknowledge_by,
            "escalate_at": None if is_last else acknowledge_by,
        },
        by=by,
        at=at,
    )
    if written is not None:
        notices.tell(session, ESCALATED, written, version=1, by=by, at=at)


def _ladder(session: Session, notice: Notice) -> tuple[Role, ...]:
    """That of the deadline's kind; the sales line for a task."""
    if notice.deadline_id is None:
        return SALES_LINE
    return KINDS[session.get_one(Deadline, notice.deadline_id).kind].escalation


def _due(session: Session, notice: Notice) -> Due:
    origin = session.get_one(Notice, notice.origin_id)
    known = select(Rung.level).where(Rung.origin_id == origin.id).limit(1)
    return Due(notice.id, origin.recipient_id, session.scalar(known) is not None)
