from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from common.actor import Actor
from services.inventory.consent.delegations.models import Delegation


def running_to(session: Session, staff_id: UUID, at: datetime) -> Sequence[Delegation]:
    """In whose place this person decides now."""
    running = select(Delegation).where(
        Delegation.to_staff_id == staff_id, Delegation.since <= at, Delegation.until > at
    )
    return session.scalars(running).all()


def list_delegations(session: Session, *, by: Actor, at: datetime) -> dict[str, Any]:
    mine = or_(Delegation.from_staff_id == by.staff_id, Delegation.to_staff_id == by.staff_id)
    running = select(Delegation).where(mine, Delegation.until > at).order_by(Delegation.until)
    return {"items": session.scalars(running).all()}
