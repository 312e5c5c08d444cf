"""What a handover still lacks."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common.actor import Actor
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


def open_defects(session: Session, handover_id: UUID) -> list[Defect]:
    """Those that are not repaired and that no consent covers."""
    return [
        defect
        for defect in defects_of(session, handover_id)
        if defect.rectified_on is None and not defect.accepted
    ]


def standing(session: Session, deal: Deal, handover: HandoverCase) -> rules.Standing:
    """Nothing more is needed of a handover that is over."""
    missing = rules.open_documents(handover.missing, handover.accepted_missing)
    return rules.Standing(
        status=handover.status,
        stage=deal.stage,
        settled_at=handover.settled_at,
        needs=[] if handover.ended_at else needs(session, deal, handover),
        deviates=bool(missing or open_defects(session, handover.id)),
    )


def details(session: Session, deal: Deal, handover: HandoverCase, by: Actor) -> dict[str, Any]:
    """What is read of a handover beside what all cases have."""
    now = standing(session, deal, handover)
    return {
        "defects": [
            _defect_facts(defect, handover, deal, by) for defect in defects_of(session, handover.id)
        ],
        "needs": now.needs,
        "can": rules.OFFERS.of(now, by, whose=deal),
    }


def _defect_facts(defect: Defect, handover: HandoverCase, deal: Deal, by: Actor) -> dict[str, Any]:
    facts = {column.key: getattr(defect, column.key) for column in Defect.__table__.columns}
    found = rules.Found(handover.status, defect.rectified_on)
    return facts | {"can": rules.DEFECTS.of(found, by, whose=deal)}


def _is_paid(session: Session, deal: Deal) -> bool:
    claims = instalments.live(session, deal.id)
    return rules.is_paid(
        ((claim.kind == InstalmentKind.LOAN, claim.amount - claim.paid) for claim in claims),
        loans_paid_out=loans.all_paid_out(session, deal),
    )
