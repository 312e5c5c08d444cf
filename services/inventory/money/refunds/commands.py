"""Owe, ask for, confirm, pay. Every step locks the deal first, so that what the company holds is
promised back once."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import clock, outbox
from common.actor import Actor
from contracts.event import EventType
from contracts.inventory.money.refunds import (
    REFUND_CHANGED,
    REFUND_PAID,
    RefundCause,
    RefundStatus,
)
from contracts.refusals import not_found
from contracts.schema import Ask, new_id
from services.inventory.money.accounts.models.refunds import Refund
from services.inventory.money.accounts.queries import account as instalments
from services.inventory.money.invoices import queries as invoices
from services.inventory.money.refunds import queries, rules
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import locked
from services.inventory.register.deals.rules import ACTIVE, business_day_between
from services.inventory.register.units.queries import place_of


def owe(
    session: Session,
    deal: Deal,
    amount: Decimal,
    *,
    cause: RefundCause,
    source_id: UUID | None,
    by: Actor,
    at: datetime,
    refund_id: UUID | None = None,
) -> Refund:
    """The company owes the customer `amount`; finance pays it later. Locks the deal.

    Raises `refund_above_balance` beyond what is held and not owed already, and
    `refund_owed_already` when the same `source_id` caused one.
    """
    _lock(session, deal.id)
    rules.check_amount(amount, instalments.disposable(session, deal.id, at=at))
    refund = Refund(
        id=refund_id or new_id(),
        deal_id=deal.id,
        unit_id=deal.unit_id,
        project_id=deal.project_id,
        customer_id=deal.customer_id,
        consultant_id=deal.consultant_id,
        team_id=deal.team_id,
        cause=cause,
        source_id=source_id,
        amount=amount,
        status=RefundStatus.OWED,
        owed_at=at,
        owed_by=by.id,
        version=1,
    )
    session.add(refund)
    session.flush()
    _tell(session, REFUND_CHANGED, refund, by=by, at=at)
    return refund


def owe_by_hand(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """What no claim uses: overpaid money of an active deal, all that is left of an ended one.
    Raises `not_found`, `refund_above_balance`."""
    _, deal = locked(session, ask.deal_id, by, "refund.request")
    most = max(instalments.free_money(session, deal.id, at=at), Decimal(0))
    amount = most if ask.amount is None else ask.amount
    rules.check_amount(amount, most)
    ended = deal.stage not in ACTIVE
    cause = RefundCause.CANCELLATION if ended else RefundCause.OVERPAYMENT
    refund = owe(session, deal, amount, cause=cause, source_id=None, by=by, at=at, refund_id=ask.id)
    return _answer(refund)


def request(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Sales asks for the payment (退款申请). Raises `not_found`, `refund_wrong_status`."""
    refund = _locked(session, ask.refund_id, by, "refund.request")
    rules.check_request(refund, by)
    refund.payee_note = ask.payee_note
    refund.requested_at = at
    refund.requested_by = by.id
    return _moved(session, refund, RefundStatus.REQUESTED, by=by, at=at)


def confirm(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """The manager confirms, never their own request. Raises `not_found`, `refund_wrong_status`,
    `refund_same_person`."""
    refund = _locked(session, ask.refund_id, by, "refund.confirm")
    rules.check_confirmation(refund, by)
    refund.confirmed_at = at
    refund.confirmed_by = by.id
    return _moved(session, refund, RefundStatus.CONFIRMED, by=by, at=at)


def pay(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Finance has paid. What was invoiced must stay covered by what the company still holds.

    Raises `not_found`, `refund_wrong_status`, `refund_same_person`, `refund_above_balance`,
    `invoice_to_reverse`, `date_out_of_range`.
    """
    refund = _locked(session, ask.refund_id, by, "refund.pay")
    rules.check_payment(refund, by)
    assert refund.confirmed_at is not None
    balance = instalments.account(session, refund.deal_id, on=clock.business_day(at)).balance
    rules.check_amount(refund.amount, balance)
    rules.check_invoiced(invoices.invoiced(session, refund.deal_id), balance - refund.amount)
    refund.paid_on = business_day_between(
        ask.paid_on, field="paid_on", first=clock.business_day(refund.confirmed_at), at=at
    )
    refund.payment_ref = ask.payment_ref
    refund.paid_at = at
    refund.paid_by = by.id
    return _moved(session, refund, RefundStatus.PAID, by=by, at=at)


def cancel(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Never paid, no longer owed: the money waits on the deal's account. Raises `not_found`,
    `refund_wrong_status`."""
    refund = _locked(session, ask.refund_id, by, "refund.confirm")
    rules.check_cancellation(refund, by)
    return withdraw(session, refund, ask.reason, by=by, at=at)


def withdraw(
    session: Session, refund: Refund, reason: str | None, *, by: Actor, at: datetime
) -> dict[str, Any]:
    """An open refund of a deal that the caller has locked is no longer owed."""
    refund.cancelled_at = at
    refund.cancelled_by = by.id
    refund.cancel_reason = reason
    return _moved(session, refund, RefundStatus.CANCELLED, by=by, at=at)


def _lock(session: Session, deal_id: UUID) -> None:
    session.execute(select(Deal.id).where(Deal.id == deal_id).with_for_update())


def _locked(session: Session, refund_id: UUID, by: Actor, permission: str) -> Refund:
    """The deal locked first, then its refund. Raises `not_found`."""
    mine = Refund.id == refund_id, queries.reach(by, permission)
    deal_id = session.scalar(select(Refund.deal_id).where(*mine))
    if deal_id is None:
        raise not_found(what="refund")
    _lock(session, deal_id)
    return session.scalars(select(Refund).where(*mine).with_for_update()).one()


def _moved(
    session: Session, refund: Refund, status: RefundStatus, *, by: Actor, at: datetime
) -> dict[str, Any]:
    refund.status = status
    refund.version += 1
    event = REFUND_PAID if status is RefundStatus.PAID else REFUND_CHANGED
    _tell(session, event, refund, by=by, at=at)
    return _answer(refund)


def _tell(session: Session, event: EventType, refund: Refund, *, by: Actor, at: datetime) -> None:
    place = place_of(session, refund.unit_id) if event is REFUND_PAID else {}
    outbox.record(
        session,
        event,
        aggregate_id=refund.id,
        version=refund.version,
        project_id=refund.project_id,
        data={
            "refund_id": refund.id,
            "deal_id": refund.deal_id,
            "unit_id": refund.unit_id,
            "customer_id": refund.customer_id,
            "consultant_id": refund.consultant_id,
            "team_id": refund.team_id,
            "cause": refund.cause,
            "status": refund.status,
            "amount": refund.amount,
            "business_day": refund.paid_on,
            **place,
        },
        by=by,
        at=at,
    )


def _answer(refund: Refund) -> dict[str, Any]:
    return {"id": refund.id, "status": refund.status, "version": refund.version}
