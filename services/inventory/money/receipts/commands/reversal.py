"""Finance asks for a counter-entry; the manager's consent makes it count."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from common.consent.deciding import Deciding
from contracts.inventory.consent.approvals import ApprovalKind
from contracts.inventory.money.receipts import (
    RECEIPT_REVERSED,
    ReceiptStatus,
    receipt_by_consultant,
)
from contracts.office.roles import Role
from contracts.schema import Ask
from services.inventory.consent.asking import consent
from services.inventory.money.accounts.models.receipts import Receipt
from services.inventory.money.accounts.queries.account import disposable
from services.inventory.money.instalments.commands import allocation as allocations
from services.inventory.money.receipts import rules
from services.inventory.money.receipts.commands import receipt as receipts
from services.inventory.register.deals.models import Deal
from services.inventory.register.units.models import Unit


def request(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Finance asks to undo a receipt, once, for a reason of its own.

    Raises `not_found`, `receipt_not_reversible`, `receipt_wrong_status`,
    `receipt_reversed_already`, `money_gone`.
    """
    deal, original = receipts.locked_receipt(session, ask.receipt_id, by, "receipt.reverse")
    rules.check_reversal(original, by)
    rules.check_there(original.amount, disposable(session, original.deal_id, at=at))
    counter = receipts.entry(deal, original.kind, original.amount, by=by, at=at)
    counter.counter = True
    counter.reverses_id = original.id
    counter.method = original.method
    counter.reason = ask.reason
    approval = consent.ask(
        session,
        ApprovalKind.RECEIPT_REVERSAL,
        counter,
        project_id=deal.project_id,
        needs=[Role.SALES_MANAGER],
        facts={
            "deal_id": deal.id,
            "unit_id": deal.unit_id,
            "unit_number": session.get_one(Unit, deal.unit_id).number,
            "receipt_id": original.id,
            "receipt_kind": original.kind,
            "amount": original.amount,
            "received_on": original.received_on,
        },
        reason=ask.reason,
        by=by,
        at=at,
    )
    answer = receipts.moved(session, counter, ReceiptStatus.REQUESTED, by=by, at=at)
    return answer | {"approval_id": approval.id}


def grant(session: Session, deciding: Deciding) -> None:
    """The counter-entry counts: what the receipt paid is open again.

    Raises `receipt_by_consultant`, `money_gone`.
    """
    deal, counter = _locked(session, deciding.approval.subject_id)
    if counter.consultant_id == deciding.by.staff_id:
        raise receipt_by_consultant()
    rules.check_there(counter.amount, disposable(session, deal.id, at=deciding.at))
    original = session.get_one(Receipt, counter.reverses_id, with_for_update=True)
    original.reversed_at = deciding.at
    original.version += 1
    allocations.take_back(session, original.id)
    allocations.make_room(session, deal.id, original.amount, at=deciding.at)
    counter.received_on = clock.business_day(deciding.at)
    receipts.count(counter, by=deciding.by, at=deciding.at)
    receipts.settle(session, deal, by=deciding.by, at=deciding.at)
    receipts.tell(session, RECEIPT_REVERSED, counter, by=deciding.by, at=deciding.at)


def refuse(session: Session, deciding: Deciding) -> None:
    """The receipt stays; another reversal may be asked for."""
    _, counter = _locked(session, deciding.approval.subject_id)
    counter.rejected_at = deciding.at
    counter.rejected_by = deciding.by.id
    receipts.moved(session, counter, ReceiptStatus.REJECTED, by=deciding.by, at=deciding.at)


def _locked(session: Session, counter_id: UUID) -> tuple[Deal, Receipt]:
    deal_id = session.get_one(Receipt, counter_id).deal_id
    deal = session.get_one(Deal, deal_id, with_for_update=True)
    return deal, session.get_one(Receipt, counter_id, with_for_update=True)
