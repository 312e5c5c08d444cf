"""The timeline of a customer."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import paging
from contracts.schema import Ask
from services.crm.contact.follow_ups.models import FollowUp


def timeline(session: Session, ask: Ask) -> dict[str, Any]:
    """Contacts, newest first. Whose customer it is was checked before."""
    found = select(FollowUp).where(FollowUp.customer_id == ask.customer_id)
    items, after = paging.newest_first(session, found, ask, FollowUp.contacted_at, FollowUp.id)
    return {"items": items, "next": after}
