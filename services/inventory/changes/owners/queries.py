"""The owners of a deal."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.inventory.changes.owners.models import DealOwner
from services.inventory.changes.owners.rules import WHOLE, Shares
from services.inventory.register.deals.models import Deal


def shares(session: Session, deal: Deal) -> dict[UUID, Decimal]:
    """Customer → share, the main buyer first."""
    wanted = select(DealOwner).where(DealOwner.deal_id == deal.id)
    rows = session.scalars(wanted.order_by(DealOwner.since, DealOwner.customer_id)).all()
    found = {row.customer_id: row.share for row in rows} or {deal.customer_id: WHOLE}
    return {deal.customer_id: found[deal.customer_id]} | found


def shown(found: Shares, main: UUID) -> list[dict[str, Any]]:
    return [
        {"customer_id": customer, "share": share, "main": customer == main}
        for customer, share in found.items()
    ]
