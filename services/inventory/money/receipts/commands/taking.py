"""Register money that a consultant had to take, hand it in."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.deadlines import commands as deadlines
from common.deadlines.rules import Due
from contracts.deadline_kinds import HAND_IN
from contracts.inventory.money.receipts import ReceiptStatus
from contracts.schema import Ask
from services.inventory.money.receipts import rules
from services.inventory.money.receipts.commands import receipt as receipts
from services.inventory.register.deadlines.queries import about
from services.inventory.register.deals.queries import locked
from services.inventory.register.projects.models import Project
from services.inventory.register.projects.rules import settings_of


def take(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """The consultant had to take money: it is to be handed in by the project's deadline.

    Raises `not_found`, `deal_wrong_stage`, `nothing_due`, `receipt_open`, `deposit_above_cap`.
    """
    _, deal = locked(session, ask.deal_id, by, "receipt.take")
    settings = settings_of(session.get_one(Project, deal.project_id).settings)
    receipt = receipts.asked(session, ask, deal, ReceiptStatus.TAKEN, by=by, at=at)
    receipt.reason = ask.reason
    receipt.hand_in_by = at + settings.hand_in
    due = Due(HAND_IN, receipt.id, receipt.hand_in_by)
    deadlines.watch(session, about(session, deal), due, by=by, at=at)
    return receipts.moved(session, receipt, ReceiptStatus.TAKEN, by=by, at=at)


def hand_in(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Taken money is handed in; from here it is confirmed like any other.

    Raises `not_found`, `receipt_wrong_status`.
    """
    _, receipt = receipts.locked_receipt(session, ask.receipt_id, by, "receipt.take")
    rules.check_hand_in(receipt, by)
    receipt.handed_in_at = at
    deadlines.met(session, HAND_IN, receipt.id, by=by, at=at)
    return receipts.moved(session, receipt, ReceiptStatus.REQUESTED, by=by, at=at)
