"""Deliveries as operators read them."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.schema import Ask
from services.reminders.notices.deliveries.models import Delivery


def listed(session: Session, ask: Ask) -> dict[str, Any]:
    """Deliveries, latest first."""
    found = select(Delivery)
    if ask.status:
        found = found.where(Delivery.status == ask.status)
    if ask.notice_id:
        found = found.where(Delivery.notice_id == ask.notice_id)
    if ask.cursor:
        found = found.where(Delivery.id < ask.cursor)
    rows = session.scalars(found.order_by(Delivery.id.desc()).limit(ask.page_size + 1)).all()
    page = rows[: ask.page_size]
    return {"items": page, "next": str(page[-1].id) if len(rows) > ask.page_size else None}
