"""Whether a contract is filed."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.inventory.milestones.filings.models import FilingCase
from services.inventory.milestones.procedures.rules import FILED


def is_filed(session: Session, deal_id: UUID) -> bool:
    """Whether the deal's contract is filed now: then the filing is revoked before anything undoes
    the contract (design §8)."""
    filed = select(FilingCase.id).where(FilingCase.deal_id == deal_id, FilingCase.status == FILED)
    return session.scalar(filed) is not None
