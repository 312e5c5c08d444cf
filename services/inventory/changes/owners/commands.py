"""Owners change; the caller has locked unit and deal."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from common.actor import Actor
from services.inventory.changes.owners import rules
from services.inventory.changes.owners.models import DealOwner
from services.inventory.changes.owners.queries import shares
from services.inventory.changes.owners.rules import Shares
from services.inventory.register.deals import commands as deals
from services.inventory.register.deals.models import Deal
from services.inventory.register.units import commands as units
from services.inventory.register.units.models import Unit
from services.inventory.register.units.rules import Note

RENAMED = "renamed"
"""The word by which other services follow a deal to its new buyer."""


def rename(
    session: Session, unit: Unit, deal: Deal, customer_id: UUID, *, by: Actor, at: datetime
) -> None:
    """The deal has another buyer (更名); who has paid so far stays in the receipts."""
    found = rules.renamed(shares(session, deal), deal.customer_id, customer_id)
    if len(found) > 1:
        replace(session, deal.id, found, at=at)
    deal.customer_id = unit.buyer_id = customer_id
    units.tell_changed(session, unit, Note.RENAME, by=by, at=at)
    deals.tell_change(session, deal, RENAMED, by=by, at=at)


def add(
    session: Session, deal: Deal, customer_id: UUID, share: Decimal, *, by: Actor, at: datetime
) -> None:
    """One owner more (加名)."""
    found = rules.with_owner(shares(session, deal), deal.customer_id, customer_id, share)
    replace(session, deal.id, found, at=at)
    deals.tell_change(session, deal, "owner_added", by=by, at=at)


def remove(session: Session, deal: Deal, customer_id: UUID, *, by: Actor, at: datetime) -> None:
    """One owner less (减名)."""
    found = rules.without_owner(shares(session, deal), deal.customer_id, customer_id)
    replace(session, deal.id, found, at=at)
    deals.tell_change(session, deal, "owner_removed", by=by, at=at)


def replace(session: Session, deal_id: UUID, found: Shares, *, at: datetime) -> None:
    """Write the owners down as they are from now on."""
    session.execute(delete(DealOwner).where(DealOwner.deal_id == deal_id))
    session.add_all(
        DealOwner(deal_id=deal_id, customer_id=customer, share=share, since=at)
        for customer, share in found.items()
    )
    session.flush()
