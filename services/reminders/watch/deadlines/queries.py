"""Deadlines as they are read."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from common.scope import visible
from contracts.schema import Ask
from services.reminders.watch.deadlines.models import Deadline


def listed(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """Deadlines within the caller's scope, latest first."""
    within = visible(
        by,
        "notice.read",
        owner=Deadline.consultant_id,
        team=Deadline.team_id,
        project=Deadline.project_id,
    )
    found = select(Deadline).where(within | (Deadline.responsible_id == by.staff_id))
    found = paging.given(
        found,
        (Deadline.status, ask.status),
        (Deadline.kind, ask.kind),
        (Deadline.subject_id, ask.subject_id),
        (Deadline.deal_id, ask.deal_id),
    )
    items, after = paging.newest_first(session, found, ask, Deadline.id)
    return {"items": items, "next": after}
