"""What a handover still lacks, and how its area would be settled."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common.actor import Actor
from contracts.inventory.handovers import HandoverNeed
from contracts.inventory.instalments import InstalmentKind
from contracts.inventory.states import DealStage, PriceBasis
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.deals import commands as deals
from services.inventory.deals.models import Deal
from services.inventory.deals.queries import reach
from services.inventory.handovers import rules
from services.inventory.handovers.models import Defect, HandoverCase
from services.inventory.handovers.rules import Settlement
from services.inventory.instalments import queries as instalments
from services.inventory.loans import queries as loans
from services.inventory.units.models import Unit


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


def preview(session: Session, ask: Ask, *, by: Actor) -> Settlement:
    """How the measured area would be settled. Raises `not_found`, `deal_wrong_stage`,
    `area_needed`."""
    mine = select(Deal).where(Deal.id == ask.deal_id, reach(by, "deal.read"))
    deal = session.scalars(mine).first()
    if deal is None:
        raise not_found(what="deal")
    deals.require_stage(deal, DealStage.SOLD)
    return settlement(session, deal, ask)


def settlement(session: Session, deal: Deal, ask: Ask) -> Settlement:
    """By the basis on which the price was agreed. Raises `area_needed`."""
    unit = session.get_one(Unit, deal.unit_id)
    return rules.settled(
        basis_of(deal),
        deal.price,
        contract={PriceBasis.GROSS_AREA: deal.area, PriceBasis.INNER_AREA: unit.inner_area},
        measured={
            PriceBasis.GROSS_AREA: ask.gross_area,
            PriceBasis.INNER_AREA: ask.inner_area,
        },
    )


def basis_of(deal: Deal) -> PriceBasis:
    return PriceBasis(deal.price_story["basis"])


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
