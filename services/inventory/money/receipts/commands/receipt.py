"""Money comes in: requested by sales, endorsed, confirmed by finance; or turned down."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import clock, outbox
from common.actor import Actor
from common.deadlines import commands as deadlines
from contracts.deadline_kinds import HAND_IN
from contracts.event import EventType
from contracts.inventory.money.receipts import (
    RECEIPT_CHANGED,
    RECEIPT_CONFIRMED,
    RECEIPT_REVERSED,
    ReceiptKind,
    ReceiptMethod,
    ReceiptStatus,
)
from contracts.inventory.register.deals import DealStage
from contracts.refusals import not_found
from contracts.schema import Ask, new_id
from services.inventory.money.accounts.models.receipts import Receipt
from services.inventory.money.accounts.queries import account as accounts
from services.inventory.money.instalments.commands import allocation as allocations
from services.inventory.money.instalments.commands import schedule as instalments
from services.inventory.money.instalments.queries import schedule as claims
from services.inventory.money.receipts import rules
from services.inventory.money.receipts.queries import reach
from services.inventory.register.deals import commands as deals
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import locked
from services.inventory.register.deals.rules import business_day_between
from services.inventory.register.projects.models import Project
from services.inventory.register.projects.rules import Settings, settings_of
from services.inventory.register.units.queries import place_of


def request(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Sales says that money is to come or has come (收款申请).

    Raises `not_found`, `deal_wrong_stage`, `nothing_due`, `receipt_open`, `deposit_above_cap`.
    """
    _, deal = locked(session, ask.deal_id, by, "receipt.request")
    receipt = asked(session, ask, deal, ReceiptStatus.REQUESTED, by=by, at=at)
    return moved(session, receipt, receipt.status, by=by, at=at)


def endorse(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Sales confirms (销售确认): neither the requester nor the deal's consultant.

    Raises `not_found`, `receipt_wrong_status`, `receipt_by_consultant`.
    """
    _, receipt = locked_receipt(session, ask.receipt_id, by, "receipt.endorse")
    rules.check_endorsement(receipt, by)
    receipt.endorsed_at = at
    receipt.endorsed_by = by.id
    return moved(session, receipt, ReceiptStatus.ENDORSED, by=by, at=at)


def confirm(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Finance has seen the money (收款确认), which pays what is due. It is confirmed even if the
    deal has ended meanwhile: then it waits for its refund.

    Raises `not_found`, `receipt_confirmed_already`, `receipt_wrong_status`,
    `receipt_by_consultant`, `receipt_same_person`, `date_out_of_range`.
    """
    deal, receipt = locked_receipt(session, ask.receipt_id, by, "receipt.confirm")
    rules.check_confirmation(receipt, by)
    first = clock.business_day(deal.created_at) - _settings(session, deal).late_entry
    receipt.received_on = business_day_between(
        ask.received_on, field="received_on", first=first, at=at
    )
    count(receipt, by=by, at=at)
    settle(session, deal, by=by, at=at)
    tell(session, RECEIPT_CONFIRMED, receipt, by=by, at=at)
    return _answer(receipt)


def reject(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Sales or finance turns it down, saying why (退回). Raises `not_found`,
    `receipt_wrong_status`."""
    _, receipt = locked_receipt(session, ask.receipt_id, by, "receipt.reject")
    rules.check_rejection(receipt, by)
    receipt.rejected_at = at
    receipt.rejected_by = by.id
    receipt.reason = ask.reason
    deadlines.drop(session, HAND_IN, receipt.id, by=by, at=at)
    return moved(session, receipt, ReceiptStatus.REJECTED, by=by, at=at)


def transfer(
    session: Session, from_deal: Deal, to_deal: Deal, amount: Decimal, *, by: Actor, at: datetime
) -> None:
    """换房 moves money: a counter-entry on the one deal, a receipt on the other. The caller has
    locked both deals. Raises `money_gone`."""
    rules.check_there(amount, accounts.disposable(session, from_deal.id, at=at))
    allocations.make_room(session, from_deal.id, amount, at=at)
    for deal, event in ((from_deal, RECEIPT_REVERSED), (to_deal, RECEIPT_CONFIRMED)):
        receipt = entry(deal, ReceiptKind.TRANSFER, amount, by=by, at=at)
        receipt.counter = event is RECEIPT_REVERSED
        receipt.received_on = clock.business_day(at)
        count(receipt, by=by, at=at)
        session.add(receipt)
        settle(session, deal, by=by, at=at)
        tell(session, event, receipt, by=by, at=at)


def settle(session: Session, deal: Deal, *, by: Actor, at: datetime) -> None:
    """Let the deal's money pay what is due; a subscription's deposit counts once it is all paid,
    and no longer when it was taken back."""
    instalments.settle(session, deal, by=by, at=at)
    paid = claims.deposit_is_paid(session, deal.id)
    if deal.stage != DealStage.SUBSCRIBED or paid == (deal.deposit_confirmed_at is not None):
        return
    deal.deposit_confirmed_at = at if paid else None
    change = "deposit_confirmed" if paid else "deposit_reversed"
    deals.tell_change(session, deal, change, by=by, at=at)


def entry(deal: Deal, kind: str, amount: Decimal, *, by: Actor, at: datetime) -> Receipt:
    """A new receipt of the deal, not yet in the session."""
    return Receipt(
        id=new_id(),
        deal_id=deal.id,
        unit_id=deal.unit_id,
        project_id=deal.project_id,
        customer_id=deal.customer_id,
        consultant_id=deal.consultant_id,
        team_id=deal.team_id,
        kind=kind,
        amount=amount,
        status=ReceiptStatus.REQUESTED,
        counter=False,
        method=ReceiptMethod.TRANSFER,
        instalment_ids=[],
        version=0,
        requested_at=at,
        requested_by=by.id,
    )


def tell(session: Session, event: EventType, receipt: Receipt, *, by: Actor, at: datetime) -> None:
    facts = {column.key: getattr(receipt, column.key) for column in Receipt.__table__.columns}
    if receipt.status in rules.TOLD:
        facts |= _for_customer(session, receipt)
    outbox.record(
        session,
        event,
        aggregate_id=receipt.id,
        version=receipt.version,
        project_id=receipt.project_id,
        data=facts | {"receipt_id": receipt.id, "business_day": receipt.received_on},
        by=by,
        at=at,
    )


def _for_customer(session: Session, receipt: Receipt) -> dict[str, Any]:
    """What the customer is told, as it is after the fact (see `ForCustomer`)."""
    unpaid = claims.open_claims(session, receipt.deal_id)
    return place_of(session, receipt.unit_id) | {
        **rules.for_customer(unpaid, receipt.kind, receipt.instalment_ids),
        "taken": receipt.handed_in_at is not None,
    }


def asked(
    session: Session, ask: Ask, deal: Deal, status: ReceiptStatus, *, by: Actor, at: datetime
) -> Receipt:
    rules.check_request(deal, by)
    instalments.ensure(session, deal, by=by, at=at)
    named = ask.instalment_ids or []
    kind, amount = rules.asked_for(
        claims.open_claims(session, deal.id), ask.kind, ask.amount, named
    )
    receipt = entry(deal, kind, amount, by=by, at=at)
    receipt.id = ask.id
    receipt.method = ask.method
    receipt.instalment_ids = named
    receipt.status = status
    session.add(receipt)
    session.flush()
    return receipt


def locked_receipt(
    session: Session, receipt_id: UUID, by: Actor, permission: str
) -> tuple[Deal, Receipt]:
    """A receipt that is no counter-entry, and its deal, both locked, the deal first.

    Raises `not_found`."""
    mine = Receipt.id == receipt_id, ~Receipt.counter, reach(by, permission)
    deal_id = session.scalar(select(Receipt.deal_id).where(*mine))
    if deal_id is None:
        raise not_found(what="receipt")
    deal = session.get_one(Deal, deal_id, with_for_update=True)
    return deal, session.scalars(select(Receipt).where(*mine).with_for_update()).one()


def count(receipt: Receipt, *, by: Actor, at: datetime) -> None:
    """From now on the receipt counts."""
    receipt.status = ReceiptStatus.CONFIRMED
    receipt.confirmed_at = at
    receipt.confirmed_by = by.id
    receipt.version += 1


def moved(
    session: Session, receipt: Receipt, status: str, *, by: Actor, at: datetime
) -> dict[str, Any]:
    receipt.status = status
    receipt.version += 1
    tell(session, RECEIPT_CHANGED, receipt, by=by, at=at)
    return _answer(receipt)


def _answer(receipt: Receipt) -> dict[str, Any]:
    return {"id": receipt.id, "status": receipt.status, "version": receipt.version}


def _settings(session: Session, deal: Deal) -> Settings:
    return settings_of(session.get_one(Project, deal.project_id).settings)
