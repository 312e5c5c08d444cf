"""What may be filed, and by when a document must be in the archive."""

from datetime import datetime
from uuid import UUID

from common import clock
from common.actor import Actor
from common.deadlines.rules import Due
from common.offers import Offer, Offers
from contracts.deadline_kinds import ARCHIVE
from contracts.inventory.papers.archive import file_document, shelve_document
from services.inventory.register.deals import rules as deals
from services.inventory.register.deals.rules import Deal


def check_filing(deal: Deal, by: Actor) -> None:
    """Every deal has documents to file; of which kind is seen when one is filed."""


deals.OFFERS.add(Offer(file_document, check_filing))

OFFERS = Offers[object]("ArchivedDocument", Offer(shelve_document))
"""What may be done with a document whose deal one reaches."""


def archived_by(deal_id: UUID, responsible_id: UUID | None, signed_at: datetime) -> Due:
    """A signed contract is to be archived the same day (seed 003)."""
    due_at = clock.end_of(clock.business_day(signed_at))
    return Due(ARCHIVE, deal_id, due_at, responsible_id)
