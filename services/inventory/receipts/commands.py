"""A deposit is requested by sales and confirmed by finance."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import clock, outbox
from common.actor import Actor
from contracts.inventory.events import RECEIPT_CONFIRMED
from contracts.inventory.refusals import (
    deposit_above_cap,
    receipt_by_consultant,
    receipt_confirmed_already,
    receipt_open,
)
from contracts.inventory.states import DealStage, ReceiptKind, ReceiptStatus
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.deals import commands as deals
from services.inventory.deals.models import Deal
from services.inventory.deals.queries import locked
from services.inventory.deals.rules import business_day_between
from services.inventory.projects.models import Project
from services.inventory.projects.rules import settings_of
from services.inventory.receipts.models import Receipt
from services.inventory.receipts.queries import reach
from services.inventory.receipts.rules import may_confirm, outstanding


def request_deposit(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Sales says that a deposit was paid (收款申请). Raises `receipt_open` when one is waiting or
    nothing is outstanding."""
    _, deal = locked(session, ask.deal_id, by, "deal.make")
    deals.require_stage(deal, DealStage.SUBSCRIBED)
    still_due = _still_due(session, deal)
    if still_due == 0:
        raise receipt_open()
    amount = still_due if ask.amount is None else ask.amount
    if amount > still_due:
        raise deposit_above_cap(field="amount", most=f"{still_due:.2f}")
    receipt = Receipt(
        id=ask.id,
        deal_id=deal.id,
        unit_id=deal.unit_id,
        project_id=deal.project_id,
        customer_id=deal.customer_id,
        consultant_id=deal.consultant_id,
        team_id=deal.team_id,
        kind=ReceiptKind.DEPOSIT,
        amount=amount,
        status=ReceiptStatus.REQUESTED,
        version=1,
        requested_at=at,
        requested_by=by.id,
    )
    session.add(receipt)
    session.flush()
    return _answer(receipt)


def confirm(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Finance has seen the money (收款确认). It is confirmed even if the deal has ended meanwhile.

    Raises `receipt_confirmed_already`, `receipt_by_consultant`, `date_out_of_range`.
    """
    mine = Receipt.id == ask.receipt_id, reach(by, "receipt.confirm")
    deal_id = session.scalar(select(Receipt.deal_id).where(*mine))
    if deal_id is None:
        raise not_found(what="receipt")
    deal = session.get_one(Deal, deal_id, with_for_update=True)
    receipt = session.scalars(select(Receipt).where(*mine).with_for_update()).one()
    if receipt.status != ReceiptStatus.REQUESTED:
        raise receipt_confirmed_already()
    if not may_confirm(
        by.staff_id, consultant=receipt.consultant_id, requested_by=receipt.requested_by
    ):
        raise receipt_by_consultant()
    project = session.get_one(Project, deal.project_id)
    first = clock.business_day(deal.created_at) - settings_of(project.settings).late_entry
    receipt.received_on = business_day_between(
        ask.received_on, field="received_on", first=first, at=at
    )
    receipt.status = ReceiptStatus.CONFIRMED
    receipt.confirmed_at = at
    receipt.confirmed_by = by.id
    receipt.version += 1
    _tell(session, receipt, by=by, at=at)
    if deal.stage == DealStage.SUBSCRIBED and _still_due(session, deal) == 0:
        deal.deposit_confirmed_at = at
        deals.tell_change(session, deal, "deposit_confirmed", by=by, at=at)
    return _answer(receipt)


def _still_due(session: Session, deal: Deal) -> Decimal:
    confirmed = select(Receipt.amount).where(
        Receipt.deal_id == deal.id,
        Receipt.kind == ReceiptKind.DEPOSIT,
        Receipt.status == ReceiptStatus.CONFIRMED,
    )
    return outstanding(deal.deposit or Decimal(0), session.scalars(confirmed))


def _tell(session: Session, receipt: Receipt, *, by: Actor, at: datetime) -> None:
    outbox.record(
        session,
        RECEIPT_CONFIRMED,
        aggregate_id=receipt.id,
        version=receipt.version,
        project_id=receipt.project_id,
        data={
            "receipt_id": receipt.id,
            "deal_id": receipt.deal_id,
            "unit_id": receipt.unit_id,
            "customer_id": receipt.customer_id,
            "consultant_id": receipt.consultant_id,
            "team_id": receipt.team_id,
            "amount": receipt.amount,
            "kind": receipt.kind,
            "business_day": receipt.received_on,
        },
        by=by,
        at=at,
    )


def _answer(receipt: Receipt) -> dict[str, Any]:
    return {"id": receipt.id, "status": receipt.status, "version": receipt.version}
