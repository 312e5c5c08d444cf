"""Who may change a deal at which stage (I-21; design §8)."""

from collections.abc import Collection
from datetime import datetime, timedelta

from contracts.inventory.states import DealStage
from contracts.office.roles import Role

ACTIVE = (DealStage.RESERVED, DealStage.SUBSCRIBED, DealStage.SOLD)
UNDO_ROLES = (Role.SALES_MANAGER, Role.SALES_DIRECTOR)
"""Who undoes a subscription or a sale; a reservation its consultant may give up."""


def may_cancel(stage: str, roles: Collection[str]) -> bool:
    return stage == DealStage.RESERVED or any(role in roles for role in UNDO_ROLES)


def extended(expires_at: datetime, hours: int | None, most: timedelta) -> datetime:
    """The new end of a reservation: `hours` longer, at most the project's reservation time."""
    return expires_at + (most if hours is None else min(most, timedelta(hours=hours)))
