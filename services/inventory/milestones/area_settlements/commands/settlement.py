"""Book what the measured area makes due, or owed."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from contracts.inventory.milestones.area_settlements import AreaSettlement, buyer_may_rescind
from contracts.inventory.money.refunds import RefundCause
from contracts.inventory.pricing.payment_plans import InstalmentKind
from contracts.schema import Ask
from services.inventory.milestones.area_settlements import queries
from services.inventory.milestones.area_settlements.rules.settlement import (
    Settlement,
    check_settlement,
)
from services.inventory.milestones.handovers.models import HandoverCase
from services.inventory.milestones.procedures import commands as cases
from services.inventory.milestones.procedures.queries import locked
from services.inventory.money.instalments.commands import schedule as instalments
from services.inventory.money.refunds import commands as refunds
from services.inventory.pricing.payment_plans.rules import Line
from services.inventory.register.deals.models import Deal

_settlement = AreaSettlement()


def settle_area(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Book what the measured area makes due, or owed to the buyer, once (I-22).

    Raises `milestone_over`, `area_settled`, `area_needed`, `buyer_may_rescind`.
    """
    _, deal, handover = locked(session, HandoverCase, ask.deal_id, by, "handover.settle")
    check_settlement(handover, by)
    settlement = queries.settlement(session, deal, ask)
    check_kept(settlement, keeps=ask.keeps)
    handover.settlement = _settlement.dump(settlement)
    handover.settled_at, handover.settled_by = at, by.id
    cases.note(session, deal, handover, "area_settled", by=by, at=at)
    due_on = max(handover.due_on, clock.business_day(at))
    book(session, deal, settlement.amount, handover.id, due_on=due_on, by=by, at=at)
    return cases.answer(handover) | {"settlement": settlement}


def check_kept(settlement: Settlement, *, keeps: bool) -> None:
    """Raises `buyer_may_rescind` unless the buyer, where they may rescind, keeps the unit."""
    if settlement.rescindable and not keeps:
        raise buyer_may_rescind(field="keeps")


def book(
    session: Session,
    deal: Deal,
    amount: Decimal,
    source_id: UUID,
    *,
    due_on: date,
    by: Actor,
    at: datetime,
) -> None:
    """The buyer is to pay an `amount`, or is owed it where it is negative; `source_id` is what
    made it so."""
    if amount > 0:
        line = Line("面积差补款", InstalmentKind.AREA_SETTLEMENT, amount, due_on)
        instalments.add(session, deal, line, by=by, at=at)
    elif amount < 0:
        refunds.owe(
            session,
            deal,
            -amount,
            cause=RefundCause.AREA_SETTLEMENT,
            source_id=source_id,
            by=by,
            at=at,
        )
