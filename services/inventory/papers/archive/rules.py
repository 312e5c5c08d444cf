"""By when a document must be in the archive."""

from datetime import datetime
from uuid import UUID

from common import clock
from common.deadlines.rules import Due
from contracts.deadline_kinds import ARCHIVE


def archived_by(deal_id: UUID, responsible_id: UUID | None, signed_at: datetime) -> Due:
    """A signed contract is to be archived the same day (seed 003)."""
    due_at = clock.end_of(clock.business_day(signed_at))
    return Due(ARCHIVE, deal_id, due_at, responsible_id)
