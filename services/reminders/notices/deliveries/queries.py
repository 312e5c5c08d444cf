"""Deliveries as operators read them."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import paging
from contracts.schema import Ask
from services.reminders.notices.deliveries.models import Delivery


def listed(session: Session, ask: Ask) -> dict[str, Any]:
    """Deliveries, latest first."""
    found = paging.given(
        select(Delivery), (Delivery.status, ask.status), (Delivery.notice_id, ask.notice_id)
    )
    items, after = paging.newest_first(session, found, ask, Delivery.id)
    return {"items": items, "next": after}
