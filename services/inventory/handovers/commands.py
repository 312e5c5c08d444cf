"""Notice, inspection, fees, area settlement, exception, keys."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from contracts.inventory.approvals import ApprovalKind
from contracts.inventory.cases import HANDOVER_DONE, MilestoneKind
from contracts.inventory.handovers import (
    AreaSettlement,
    FeeRow,
    area_settled,
    buyer_may_rescind,
    defect_rectified,
    handover_not_ready,
    nothing_deviates,
)
from contracts.inventory.instalments import InstalmentKind
from contracts.inventory.refunds import RefundCause
from contracts.office.roles import Role
from contracts.refusals import not_found
from contracts.schema import Ask, new_id
from services.inventory.approvals import commands as approvals
from services.inventory.approvals.commands import Deciding
from services.inventory.cases import commands as cases
from services.inventory.cases.queries import locked
from services.inventory.cases.rules import WAITING, Step, check_open
from services.inventory.deals import commands as deals
from services.inventory.deals import queries as deal_queries
from services.inventory.deals.models import Deal
from services.inventory.handovers import queries, rules
from services.inventory.handovers.models import Defect, HandoverCase
from services.inventory.handovers.rules import Settlement
from services.inventory.instalments import commands as instalments
from services.inventory.instalments.rules import Line
from services.inventory.projects.models import Project
from services.inventory.projects.rules import milestone_terms_of
from services.inventory.refunds import commands as refunds
from services.inventory.titles import commands as titles
from services.inventory.units import commands as units
from services.inventory.units.rules import Move

KIND = MilestoneKind.HANDOVER
_settlement, _fee = AreaSettlement(), FeeRow()


def open_handover(session: Session, deal: Deal, *, by: Actor, at: datetime) -> None:
    """A signed contract's handover is due on the day that the subscription states."""
    terms = milestone_terms_of(session.get_one(Project, deal.project_id).settings)
    handover = HandoverCase(
        id=new_id(),
        deal_id=deal.id,
        status=WAITING,
        due_on=deal.handover_date or clock.business_day(at),
        missing=list(terms.handover_documents),
    )
    cases.begin(session, deal, handover, KIND, by=by, at=at)


def notify(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """The notice was sent, or sent again for another day. Raises `milestone_wrong_status`."""
    _, deal, handover = locked(session, HandoverCase, ask.deal_id, by, "milestone.manage")
    cases.take_step(session, deal, handover, KIND, Step.NOTIFY_HANDOVER, by=by, at=at)
    handover.notified_on = cases.day_of(ask.notified_on, deal, "notified_on", at)
    handover.appointed_on = ask.appointed_on
    return cases.answer(handover)


def inspect(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """The buyer has inspected the unit; new defects are added. Raises
    `milestone_wrong_status`."""
    _, deal, handover = locked(session, HandoverCase, ask.deal_id, by, "milestone.manage")
    cases.take_step(session, deal, handover, KIND, Step.INSPECT_HANDOVER, by=by, at=at)
    day = handover.inspected_on = cases.day_of(ask.inspected_on, deal, "inspected_on", at)
    for found in ask.defects:
        session.add(
            Defect(
                id=new_id(),
                handover_id=handover.id,
                what=found.what,
                severity=found.severity,
                found_on=day,
                accepted=False,
            )
        )
    return cases.answer(handover)


def rectify(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """A defect was repaired. Raises `not_found`, `defect_rectified`, `milestone_over`."""
    mine = (
        select(HandoverCase.deal_id)
        .join(Defect, Defect.handover_id == HandoverCase.id)
        .join(Deal, Deal.id == HandoverCase.deal_id)
        .where(Defect.id == ask.defect_id, deal_queries.reach(by, "milestone.manage"))
    )
    deal_id = session.scalar(mine)
    if deal_id is None:
        raise not_found(what="defect")
    _, deal, handover = locked(session, HandoverCase, deal_id, by, "milestone.manage")
    check_open(handover.status)
    defect = session.get_one(Defect, ask.defect_id, with_for_update=True)
    if defect.rectified_on is not None:
        raise defect_rectified()
    defect.rectified_on = cases.day_of(ask.rectified_on, deal, "rectified_on", at)
    _changed(session, deal, handover, "defect_rectified", by=by, at=at)
    return cases.answer(handover)


def record_fees(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """What is to be paid at the handover, and what is. Raises `milestone_over`."""
    _, deal, handover = locked(session, HandoverCase, ask.deal_id, by, "milestone.manage")
    check_open(handover.status)
    handover.fees = [_fee.dump(fee) for fee in ask.fees]
    _changed(session, deal, handover, "handover_fees", by=by, at=at)
    return cases.answer(handover)


def settle_area(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Book what the measured area makes due, or owed to the buyer, once (I-22).

    Raises `milestone_over`, `area_settled`, `area_needed`, `buyer_may_rescind`.
    """
    _, deal, handover = locked(session, HandoverCase, ask.deal_id, by, "handover.settle")
    check_open(handover.status)
    if handover.settled_at is not None:
        raise area_settled()
    settlement = queries.settlement(session, deal, ask)
    if settlement.rescindable and not ask.keeps:
        raise buyer_may_rescind(field="keeps")
    handover.settlement = _settlement.dump(settlement)
    handover.settled_at, handover.settled_by = at, by.id
    _changed(session, deal, handover, "area_settled", by=by, at=at)
    _book(session, deal, handover, settlement, by=by, at=at)
    return cases.answer(handover) | {"settlement": settlement}


def _book(
    session: Session,
    deal: Deal,
    handover: HandoverCase,
    settlement: Settlement,
    *,
    by: Actor,
    at: datetime,
) -> None:
    amount = settlement.amount
    if amount > 0:
        due_on = max(handover.due_on, clock.business_day(at))
        line = Line("面积差补款", InstalmentKind.AREA_SETTLEMENT, amount, due_on)
        instalments.add(session, deal, line, by=by, at=at)
    elif amount < 0:
        refunds.owe(
            session,
            deal,
            -amount,
            cause=RefundCause.AREA_SETTLEMENT,
            source_id=handover.id,
            by=by,
            at=at,
        )


def request_deviation(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Ask the manager to let it be handed over as it is. Raises `milestone_over`,
    `nothing_deviates`."""
    unit, deal, handover = locked(session, HandoverCase, ask.deal_id, by, "milestone.manage")
    check_open(handover.status)
    missing = rules.open_documents(handover.missing, handover.accepted_missing)
    defects = [
        defect
        for defect in queries.defects_of(session, handover.id)
        if defect.rectified_on is None and not defect.accepted
    ]
    if not missing and not defects:
        raise nothing_deviates()
    needs = [Role.SALES_MANAGER]
    approval = approvals.request(
        session,
        ApprovalKind.HANDOVER_DEVIATION,
        handover.id,
        project_id=deal.project_id,
        needs=needs,
        facts={
            "deal_id": str(deal.id),
            "unit_number": unit.number,
            "documents": missing,
            "defects": [defect.what for defect in defects],
            "defect_ids": [str(defect.id) for defect in defects],
        },
        reason=ask.reason,
        by=by,
        at=at,
    )
    return cases.answer(handover) | {"approval_id": approval.id, "needs": needs}


def accept_deviation(session: Session, deciding: Deciding) -> None:
    """What the request named may be missing or open at the handover; nothing that came later."""
    wanted = select(HandoverCase).where(HandoverCase.id == deciding.approval.subject_id)
    handover = session.scalars(wanted.with_for_update()).one()
    facts = deciding.approval.facts
    handover.accepted_missing = sorted({*handover.accepted_missing, *facts["documents"]})
    for defect in queries.defects_of(session, handover.id):
        defect.accepted = defect.accepted or str(defect.id) in facts["defect_ids"]
    handover.version += 1


def refuse_deviation(session: Session, deciding: Deciding) -> None:
    """Everything stays as it was."""


def hand_over(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """The keys are the buyer's; the title procedure begins (交房). Raises `handover_not_ready`,
    `milestone_wrong_status`."""
    unit, deal, handover = locked(session, HandoverCase, ask.deal_id, by, "handover.deliver")
    missing = queries.needs(session, deal, handover)
    if missing:
        raise handover_not_ready(missing=missing)
    cases.take_step(session, deal, handover, KIND, Step.HAND_OVER, by=by, at=at)
    day = handover.delivered_on = cases.day_of(ask.delivered_on, deal, "delivered_on", at)
    whose = {
        "deal_id": deal.id,
        "customer_id": deal.customer_id,
        "consultant_id": deal.consultant_id,
        "team_id": deal.team_id,
    }
    units.move(session, Move.DELIVER, unit, whose, by=by, at=at)
    more = {"amount": deal.price, "settlement": _settled_amount(handover)}
    cases.reached(session, HANDOVER_DONE, deal, day, more, by=by, at=at)
    titles.open_title(session, deal, day, by=by, at=at)
    return cases.answer(handover)


def _settled_amount(handover: HandoverCase) -> Decimal:
    return Decimal(handover.settlement["amount"]) if handover.settlement else rules.NOTHING


def _changed(
    session: Session, deal: Deal, handover: HandoverCase, change: str, *, by: Actor, at: datetime
) -> None:
    handover.version += 1
    deals.tell_change(session, deal, change, by=by, at=at)
