"""Ask for a correction; with consent what is open of the old settlement is withdrawn, and what was
paid of it is made up for by a counter-claim."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from common.consent.deciding import Deciding, sets
from contracts.consent.approvals import consent_outdated
from contracts.inventory.consent.approvals import ApprovalKind
from contracts.inventory.control.data_changes import nothing_changes
from contracts.inventory.milestones.area_settlements import AreaSettlement
from contracts.inventory.money.refunds import OPEN, RefundCause, RefundStatus
from contracts.inventory.pricing.payment_plans import InstalmentKind
from contracts.inventory.selling.specials import GrantStatus
from contracts.schema import Ask
from services.inventory.consent.asking import consent
from services.inventory.milestones.area_settlements import queries
from services.inventory.milestones.area_settlements.commands import settlement as settlements
from services.inventory.milestones.area_settlements.models import AreaCorrection
from services.inventory.milestones.area_settlements.rules import correction as rules
from services.inventory.milestones.area_settlements.rules.settlement import Settlement
from services.inventory.milestones.handovers.models import HandoverCase
from services.inventory.milestones.procedures import commands as cases
from services.inventory.milestones.procedures.queries import locked
from services.inventory.money.accounts.models.refunds import Refund
from services.inventory.money.accounts.queries.claims import live
from services.inventory.money.instalments.commands import schedule as instalments
from services.inventory.money.refunds import commands as refunds
from services.inventory.register.deals.models import Deal

REASON = "面积差更正"
_settlement = AreaSettlement()


def request(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Ask that a settled area be settled anew, also after the handover; until everybody consents
    the old settlement stands.

    Raises `deal_wrong_stage`, `area_not_settled`, `nothing_changes`, `area_needed`,
    `buyer_may_rescind`, `approval_pending`.
    """
    unit, deal, handover = locked(session, HandoverCase, ask.deal_id, by, "handover.settle")
    before, after = handover.settlement, _anew(session, deal, handover, ask, by)
    settlements.check_kept(after, keeps=ask.keeps)
    told = _settlement.dump(after)
    assert before is not None
    if told == before:
        raise nothing_changes()
    correction = AreaCorrection(
        id=ask.id,
        deal_id=deal.id,
        gross_area=ask.gross_area,
        inner_area=ask.inner_area,
        before=before,
        after=told,
        reason=ask.reason,
        status=GrantStatus.REQUESTED,
        requested_by=by.id,
        requested_at=at,
        version=1,
    )
    approval = consent.ask(
        session,
        ApprovalKind.AREA_CORRECTION,
        correction,
        project_id=deal.project_id,
        needs=rules.NEEDS,
        facts={
            "deal_id": deal.id,
            "unit_number": unit.number,
            "measured_area": told["measured_area"],
            "measured_before": before["measured_area"],
            "amount": told["amount"],
            "amount_before": before["amount"],
        },
        reason=ask.reason,
        by=by,
        at=at,
    )
    return consent.answer(correction, approval)


def grant(session: Session, deciding: Deciding) -> None:
    """With the last consent the area is settled anew. Raises `deal_wrong_stage` when the deal has
    ended, `consent_outdated` when the settlement would be another by now."""
    correction = deciding.matter(session, AreaCorrection)
    by, at = deciding.by, deciding.at
    deal = session.get_one(Deal, correction.deal_id, with_for_update=True, populate_existing=True)
    mine = select(HandoverCase).where(HandoverCase.deal_id == deal.id)
    handover = session.scalars(mine.with_for_update()).one()
    after = _anew(session, deal, handover, correction, by)
    if handover.settlement != correction.before or _settlement.dump(after) != correction.after:
        raise consent_outdated(needs=deciding.approval.needs)
    handover.settlement = correction.after
    handover.settled_at, handover.settled_by = at, correction.requested_by
    cases.note(session, deal, handover, "area_corrected", by=by, at=at)
    paid = _withdraw_claims(session, deal, by=by, at=at)
    paid_back = _withdraw_refunds(session, deal, by=by, at=at)
    rest = rules.counter_claim(after.amount, paid, paid_back)
    due_on = max(handover.due_on, clock.business_day(at) + rules.PAYABLE_WITHIN)
    settlements.book(session, deal, rest, correction.id, due_on=due_on, by=by, at=at)
    correction.status = GrantStatus.GRANTED
    correction.version += 1


refuse = sets(AreaCorrection, GrantStatus.REFUSED)
"""Rejected or withdrawn: the settlement stands."""


def _anew(
    session: Session, deal: Deal, handover: HandoverCase, areas: Any, by: Actor
) -> Settlement:
    rules.check_correction(rules.Standing(deal.stage, handover.settled_at), by)
    return queries.settlement(session, deal, areas)


def _withdraw_claims(session: Session, deal: Deal, *, by: Actor, at: datetime) -> Decimal:
    """Nothing more is claimed for the area than was paid, which is answered."""
    claims = [
        claim for claim in live(session, deal.id) if claim.kind == InstalmentKind.AREA_SETTLEMENT
    ]
    for claim in claims:
        if claim.paid < claim.amount:
            instalments.lower(session, deal, claim, claim.amount - claim.paid, by=by, at=at)
    return sum((claim.paid for claim in claims), Decimal(0))


def _withdraw_refunds(session: Session, deal: Deal, *, by: Actor, at: datetime) -> Decimal:
    """Nothing more goes back for the area than went back already, which is answered."""
    of_area = select(Refund).where(
        Refund.deal_id == deal.id, Refund.cause == RefundCause.AREA_SETTLEMENT
    )
    found = session.scalars(of_area.with_for_update()).all()
    for refund in found:
        if refund.status in OPEN:
            refunds.withdraw(session, refund, REASON, by=by, at=at)
    paid = (refund.amount for refund in found if refund.status == RefundStatus.PAID)
    return sum(paid, Decimal(0))
