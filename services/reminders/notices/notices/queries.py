"""Notices as they are read."""

from typing import Any

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.orm import Session

from common.actor import Actor
from common.scope import visible
from contracts.refusals import not_found
from contracts.schema import Ask, MomentCursor
from services.reminders.notices.notices.models import Notice
from services.reminders.notices.notices.rules import OPEN


def listed(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """Notices to the caller, or all within their scope, newest first."""
    found = select(Notice).where(_reach(by))
    if ask.mine:
        found = found.where(Notice.recipient_id == by.staff_id)
    if ask.open is not None:
        is_open = Notice.status == OPEN
        found = found.where(is_open if ask.open else ~is_open)
    if ask.kind:
        found = found.where(Notice.kind == ask.kind)
    if ask.subject_id:
        found = found.where(Notice.subject_id == ask.subject_id)
    if ask.cursor:
        found = found.where(tuple_(Notice.sent_at, Notice.id) < ask.cursor)
    newest = found.order_by(Notice.sent_at.desc(), Notice.id.desc())
    rows = session.scalars(newest.limit(ask.page_size + 1)).all()
    page = rows[: ask.page_size]
    more = len(rows) > ask.page_size
    last = MomentCursor.of(page[-1].sent_at, page[-1].id) if more else None
    return {"items": page, "next": last}


def read(session: Session, ask: Ask, *, by: Actor) -> Notice:
    """One notice to the caller or within their scope. Raises `not_found`."""
    found = session.scalars(select(Notice).where(Notice.id == ask.notice_id, _reach(by))).first()
    if found is None:
        raise not_found(what="notice")
    return found


def _reach(by: Actor) -> ColumnElement[bool]:
    within = visible(
        by,
        "notice.read",
        owner=Notice.recipient_id,
        team=Notice.team_id,
        project=Notice.project_id,
    )
    return within | (Notice.recipient_id == by.staff_id)
