from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from common.actor import Actor
from common.consent.models import Delegation


def list_delegations(session: Session, *, by: Actor, at: datetime) -> dict[str, Any]:
    mine = or_(Delegation.from_staff_id == by.staff_id, Delegation.to_staff_id == by.staff_id)
    running = select(Delegation).where(mine, Delegation.until > at).order_by(Delegation.until)
    return {"items": session.scalars(running).all()}
