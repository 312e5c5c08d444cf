"""Notices as they are read."""

from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from common.scope import visible
from contracts.refusals import not_found
from contracts.schema import Ask
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
    found = paging.given(found, (Notice.kind, ask.kind), (Notice.subject_id, ask.subject_id))
    items, after = paging.newest_first(session, found, ask, Notice.sent_at, Notice.id)
    return {"items": items, "next": after}


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
