"""What is claimed of a deal."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.inventory.money.accounts import rules
from services.inventory.money.accounts.models.instalments import Instalment


def live(session: Session, deal_id: UUID) -> Sequence[Instalment]:
    """What is claimed of the deal, in the schedule's order."""
    wanted = select(Instalment).where(Instalment.deal_id == deal_id, Instalment.ended_at.is_(None))
    return session.scalars(wanted.order_by(Instalment.number)).all()


def overdue_of(claim: Instalment, on: date) -> Decimal:
    """What of the instalment is unpaid after its due day."""
    return rules.overdue(claim.amount, claim.paid, claim.due_on, on)
