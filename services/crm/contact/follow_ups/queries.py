"""The timeline of a customer."""

from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from contracts.schema import Ask, MomentCursor
from services.crm.contact.follow_ups.models import FollowUp


def timeline(session: Session, ask: Ask) -> dict[str, Any]:
    """Contacts, newest first. Whose customer it is was checked before."""
    found = select(FollowUp).where(FollowUp.customer_id == ask.customer_id)
    if ask.cursor:
        found = found.where(tuple_(FollowUp.contacted_at, FollowUp.id) < ask.cursor)
    found = found.order_by(FollowUp.contacted_at.desc(), FollowUp.id.desc())
    rows = session.scalars(found.limit(ask.page_size + 1)).all()
    page = rows[: ask.page_size]
    more = len(rows) > ask.page_size
    last = MomentCursor.of(page[-1].contacted_at, page[-1].id) if more else None
    return {"items": page, "next": last}
