"""In which capacities somebody decides, and which delegations give them more."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from common.actor import Actor
from common.consent.models import Delegation
from common.consent.rules import LADDER, Seat, fills
from contracts.event import Event
from contracts.office.roles import Role, Scope

_EVERYWHERE = frozenset({Role.SALES_DIRECTOR.value, Role.GENERAL_MANAGER.value})
_NARROW = Scope.OWN


def seats(session: Session, by: Actor, at: datetime) -> list[Seat]:
    """The caller's own seat first, then those delegated to them; none for a system."""
    if by.staff_id is None:
        return []
    scope = by.scope("approval.decide") or _NARROW
    own = Seat(by.staff_id, by.roles, by.projects_for(scope), scope)
    return [own, *(_delegated(row, by.staff_id) for row in _running_to(session, by.staff_id, at))]


def needs_filled(seats: Iterable[Seat]) -> list[str]:
    """The needs that the roles of the seats fill, lower ones of the line included."""
    roles = {role for seat in seats for role in seat.roles}
    lower = {str(step) for step in LADDER if any(fills(role, step) for role in roles)}
    return sorted(roles | lower)


def _running_to(session: Session, staff_id: UUID, at: datetime) -> Sequence[Delegation]:
    running = select(Delegation).where(
        Delegation.to_staff_id == staff_id, Delegation.since <= at, Delegation.until > at
    )
    return session.scalars(running).all()


def _delegated(row: Delegation, staff_id: UUID) -> Seat:
    scope = Scope.ALL if _EVERYWHERE.intersection(row.roles) else Scope.REGION
    roles, projects = frozenset(row.roles), frozenset(row.project_ids)
    return Seat(staff_id, roles, projects, scope, row.from_staff_id)


def keep_delegation(session: Session, event: Event) -> None:
    """Take over a delegation made or ended elsewhere, unless we know something newer."""
    told = event.data
    fresh = insert(Delegation).values(
        id=told.delegation_id,
        from_staff_id=told.from_staff_id,
        to_staff_id=told.to_staff_id,
        roles=told.roles,
        project_ids=told.project_ids,
        since=told.since,
        until=told.until,
        version=event.version,
    )
    session.execute(
        fresh.on_conflict_do_update(
            index_elements=[Delegation.id],
            set_={"until": fresh.excluded.until, "version": fresh.excluded.version},
            where=Delegation.version < fresh.excluded.version,
        )
    )
