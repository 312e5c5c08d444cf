"""What a handover still lacks."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.inventory.milestones.handovers import HandoverNeed
from contracts.inventory.pricing.payment_plans import InstalmentKind
from contracts.inventory.register.projects import PriceBasis
from services.inventory.milestones.handovers import rules
from services.inventory.milestones.handovers.models import Defect, HandoverCase
from services.inventory.milestones.loans import queries as loans
from services.inventory.money.accounts.queries import claims as instalments
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import basis_of


def defects_of(session: Session, handover_id: UUID) -> Sequence[Defect]:
    wanted = select(Defect).where(Defect.handover_id == handover_id)
    return session.scalars(wanted.order_by(Defect.found_on, Defect.id)).all()


def needs(session: Session, deal: Deal, handover: HandoverCase) -> list[HandoverNeed]:
    """What must be there before the unit is handed over, and is not (design §8)."""
    defects = defects_of(session, handover.id)
    missing = rules.open_documents(handover.missing, handover.accepted_missing)
    return rules.needs(
        {
            HandoverNeed.NOTICE: handover.notified_on is not None,
            HandoverNeed.PAYMENT: _is_paid(session, deal),
            HandoverNeed.INSPECTION: handover.inspected_on is not None,
            HandoverNeed.DEFECTS: all(d.rectified_on or d.accepted for d in defects),
            HandoverNeed.DOCUMENTS: not missing,
            HandoverNeed.FEES: all(fee["paid_on"] for fee in handover.fees),
            HandoverNeed.SETTLEMENT: handover.settled_at is not None
            or basis_of(deal) is PriceBasis.UNIT,
        }
    )


def details(session: Session, deal: Deal, handover: HandoverCase) -> dict[str, Any]:
    """What is read of a handover beside what all cases have."""
    return {
        "defects": defects_of(session, handover.id),
        "needs": [] if handover.ended_at else needs(session, deal, handover),
    }


def _is_paid(session: Session, deal: Deal) -> bool:
    claims = instalments.live(session, deal.id)
    return rules.is_paid(
        ((claim.kind == InstalmentKind.LOAN, claim.amount - claim.paid) for claim in claims),
        loans_paid_out=loans.all_paid_out(session, deal),
    )
