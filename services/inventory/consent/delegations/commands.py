from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import outbox
from common.actor import Actor
from common.consent.models import Delegation
from contracts.event import EventType
from contracts.inventory.consent.delegations import (
    APPROVALS_DELEGATED,
    DELEGATION_ENDED,
    MOST_DELEGATION_DAYS,
    delegation_invalid,
)
from contracts.refusals import not_found
from contracts.schema import Ask


def delegate(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Let somebody decide in the caller's place. Raises `delegation_invalid`."""
    longest = at + timedelta(days=MOST_DELEGATION_DAYS)
    if not at < ask.until <= longest:
        raise delegation_invalid(field="until")
    if by.staff_id is None or ask.to_staff_id == by.staff_id:
        raise delegation_invalid(field="to_staff_id")
    delegation = Delegation(
        id=ask.id,
        from_staff_id=by.staff_id,
        to_staff_id=ask.to_staff_id,
        roles=sorted(by.roles),
        project_ids=sorted(by.projects | by.region_projects),
        since=at,
        until=ask.until,
        version=1,
    )
    session.add(delegation)
    session.flush()
    _record(session, APPROVALS_DELEGATED, delegation, by=by, at=at)
    return {"id": delegation.id, "status": "running", "version": delegation.version}


def end(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """End one's own delegation now. Raises `not_found`."""
    mine = select(Delegation).where(
        Delegation.id == ask.delegation_id, Delegation.from_staff_id == by.staff_id
    )
    delegation = session.scalars(mine.with_for_update()).first()
    if delegation is None:
        raise not_found(what="delegation")
    delegation.until = min(delegation.until, at)
    delegation.version += 1
    _record(session, DELEGATION_ENDED, delegation, by=by, at=at)
    return {"id": delegation.id, "status": "ended", "version": delegation.version}


def _record(
    session: Session, event: EventType, delegation: Delegation, *, by: Actor, at: datetime
) -> None:
    columns = {
        column.key: getattr(delegation, column.key) for column in Delegation.__table__.columns
    }
    outbox.record(
        session,
        event,
        aggregate_id=delegation.id,
        version=delegation.version,
        data=columns | {"delegation_id": delegation.id},
        by=by,
        at=at,
    )
