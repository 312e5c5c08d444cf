"""Notice, inspection, fees, keys."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from common.deadlines import commands as deadlines
from common.deadlines.rules import Due
from contracts.inventory.milestones.handovers import FeeRow
from contracts.inventory.milestones.procedures import HANDOVER_DONE, MilestoneKind
from contracts.refusals import not_found
from contracts.schema import Ask, new_id
from services.inventory.milestones.handovers import queries, rules
from services.inventory.milestones.handovers.models import Defect, HandoverCase
from services.inventory.milestones.procedures import commands as cases
from services.inventory.milestones.procedures.queries import locked
from services.inventory.milestones.procedures.rules import WAITING, Step, check_open
from services.inventory.milestones.titles import commands as titles
from services.inventory.register.deadlines.queries import about
from services.inventory.register.deals import queries as deal_queries
from services.inventory.register.deals.models import Deal
from services.inventory.register.projects.models import Project
from services.inventory.register.projects.rules import milestone_terms_of
from services.inventory.register.units import commands as units
from services.inventory.register.units.rules import Move

KIND = MilestoneKind.HANDOVER
_fee = FeeRow()


def open_handover(session: Session, deal: Deal, *, at: datetime) -> Due:
    """A signed contract's handover is due on the day that the subscription states."""
    terms = milestone_terms_of(session.get_one(Project, deal.project_id).settings)
    handover = HandoverCase(
        id=new_id(),
        deal_id=deal.id,
        status=WAITING,
        due_on=deal.handover_date or clock.business_day(at),
        missing=list(terms.handover_documents),
    )
    return cases.begin(session, handover, KIND, at=at)


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
    """A defect was repaired. Raises `not_found`, `milestone_over`, `defect_rectified`."""
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
    defect = session.get_one(Defect, ask.defect_id, with_for_update=True)
    rules.check_rectification(rules.Found(handover.status, defect.rectified_on), by)
    defect.rectified_on = cases.day_of(ask.rectified_on, deal, "rectified_on", at)
    cases.note(session, deal, handover, "defect_rectified", by=by, at=at)
    return cases.answer(handover)


def record_fees(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """What is to be paid at the handover, and what is. Raises `milestone_over`."""
    _, deal, handover = locked(session, HandoverCase, ask.deal_id, by, "milestone.manage")
    check_open(handover, by)
    handover.fees = [_fee.dump(fee) for fee in ask.fees]
    cases.note(session, deal, handover, "handover_fees", by=by, at=at)
    return cases.answer(handover)


def hand_over(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """The keys are the buyer's; the title procedure begins (交房). Raises `handover_not_ready`,
    `milestone_wrong_status`."""
    unit, deal, handover = locked(session, HandoverCase, ask.deal_id, by, "handover.deliver")
    rules.check_delivery(queries.standing(session, deal, handover), by)
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
    due = titles.open_title(session, deal, day, at=at)
    deadlines.start(session, about(session, deal), [due], by=by, at=at)
    return cases.answer(handover)


def _settled_amount(handover: HandoverCase) -> Decimal:
    return Decimal(handover.settlement["amount"]) if handover.settlement else Decimal("0.00")
