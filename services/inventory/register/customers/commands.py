"""Keeps the copy of whose customer it is: a copy of state, so an older version changes nothing."""

from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.schema import Ask
from services.inventory.register.customers.models import Customer

LEARNT = 0
"""The version of what was asked for: any event is newer."""


def keep(session: Session, told: Ask, *, version: int) -> None:
    """Keep what `told` says of a customer: `customer_id`, `owner_id`, `team_id`."""
    session.execute(_keep(told.customer_id, told.owner_id, told.team_id, version))


def _keep(customer_id: UUID, owner_id: UUID | None, team_id: UUID | None, version: int) -> Any:
    fresh = insert(Customer).values(
        id=customer_id, owner_id=owner_id, team_id=team_id, version=version
    )
    return fresh.on_conflict_do_update(
        index_elements=[Customer.id],
        set_={name: fresh.excluded[name] for name in ("owner_id", "team_id", "version")},
        where=Customer.version < fresh.excluded.version,
    )
