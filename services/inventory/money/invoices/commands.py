"""Ask for, review, issue, hand over, take back. Every step locks the deal first, so that money is
invoiced once."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import clock, outbox
from common.actor import Actor
from contracts.consent.approvals import Verdict
from contracts.inventory.money.invoices import (
    INVOICE_CHANGED,
    INVOICE_ISSUED,
    InvoiceKind,
    InvoiceStatus,
)
from contracts.inventory.register.units import reason_needed
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.money.accounts.queries import account as instalments
from services.inventory.money.invoices import queries, rules
from services.inventory.money.invoices.models import Invoice
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import locked
from services.inventory.register.deals.rules import business_day_between
from services.inventory.register.projects.models import Project
from services.inventory.register.projects.rules import settings_of


def request(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Ask for an invoice over money that was received (开票申请). Raises `not_found`,
    `invoice_above_received`."""
    _, deal = locked(session, ask.deal_id, by, "invoice.request")
    most = rules.invoiceable(_held(session, deal.id, at), queries.entries(session, deal.id))
    amount = most if ask.amount is None else ask.amount
    rules.check_amount(amount, most)
    invoice = _requested(deal, ask.id, InvoiceKind.BLUE, amount, by=by, at=at)
    invoice.title = ask.title
    invoice.tax_number = ask.tax_number
    return _added(session, invoice, by=by, at=at)


def request_red(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Ask for an issued invoice to be taken back (红冲申请). Raises `not_found`,
    `invoice_wrong_status`, `invoice_reversed`."""
    deal, original = _locked(session, ask.invoice_id, by, "invoice.request")
    now = queries.standing(session, original)
    rules.check_red(now, by)
    most = now.left
    amount = most if ask.amount is None else ask.amount
    rules.check_reversal(amount, most)
    red = _red(deal, original, ask.id, amount, ask.reason, by=by, at=at)
    return _added(session, red, by=by, at=at)


def review(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Sales reviews what somebody else asked for (开票审核). Raises `not_found`,
    `invoice_wrong_status`, `invoice_same_person`, `reason_needed`."""
    _, invoice = _locked(session, ask.invoice_id, by, "invoice.review")
    rules.check_review(queries.standing(session, invoice), by)
    if ask.decision == Verdict.REJECT:
        if not ask.reason:
            raise reason_needed(field="reason")
        return _reject(session, invoice, ask.reason, by=by, at=at)
    invoice.reviewed_at = at
    invoice.reviewed_by = by.id
    return _moved(session, invoice, InvoiceStatus.REVIEWED, by=by, at=at)


def issue(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Finance has issued it: what is invoiced never exceeds what the company holds.

    Raises `not_found`, `invoice_wrong_status`, `invoice_same_person`, `invoice_above_received`,
    `invoice_number_taken`, `date_out_of_range`.
    """
    deal, invoice = _locked(session, ask.invoice_id, by, "invoice.issue")
    rules.check_issue(queries.standing(session, invoice), by)
    if invoice.kind == InvoiceKind.BLUE:
        free = _held(session, deal.id, at) - queries.invoiced(session, deal.id)
        rules.check_amount(invoice.amount, max(free, rules.NOTHING))
    late_entry = settings_of(session.get_one(Project, deal.project_id).settings).late_entry
    invoice.issued_on = business_day_between(
        ask.issued_on,
        field="issued_on",
        first=clock.business_day(invoice.requested_at) - late_entry,
        at=at,
    )
    invoice.issued_by = by.id
    invoice.code = ask.code
    invoice.number = ask.number
    return _moved(session, invoice, InvoiceStatus.ISSUED, by=by, at=at)


def reject(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Finance can't issue it as it was asked for. Raises `not_found`, `invoice_wrong_status`."""
    _, invoice = _locked(session, ask.invoice_id, by, "invoice.issue")
    rules.check_rejection(queries.standing(session, invoice), by)
    return _reject(session, invoice, ask.reason, by=by, at=at)


def sign(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """The customer signed for it; who says so handed it over (发票签收). Raises `not_found`,
    `invoice_wrong_status`, `date_out_of_range`."""
    _, invoice = _locked(session, ask.invoice_id, by, "invoice.hand_over")
    rules.check_signature(queries.standing(session, invoice), by)
    assert invoice.issued_on is not None
    invoice.signed_on = business_day_between(
        ask.signed_on, field="signed_on", first=invoice.issued_on, at=at
    )
    invoice.signed_by = by.id
    return _moved(session, invoice, InvoiceStatus.SIGNED, by=by, at=at)


def _held(session: Session, deal_id: UUID, at: datetime) -> Decimal:
    return instalments.account(session, deal_id, on=clock.business_day(at)).balance


def _requested(
    deal: Deal, invoice_id: UUID, kind: InvoiceKind, amount: Decimal, *, by: Actor, at: datetime
) -> Invoice:
    return Invoice(
        id=invoice_id,
        deal_id=deal.id,
        unit_id=deal.unit_id,
        project_id=deal.project_id,
        customer_id=deal.customer_id,
        consultant_id=deal.consultant_id,
        team_id=deal.team_id,
        kind=kind,
        amount=amount,
        status=InvoiceStatus.REQUESTED,
        requested_at=at,
        requested_by=by.id,
        code="",
        version=1,
    )


def _red(
    deal: Deal,
    original: Invoice,
    invoice_id: UUID,
    amount: Decimal,
    reason: str,
    *,
    by: Actor,
    at: datetime,
) -> Invoice:
    """Made out like the invoice that it takes back."""
    red = _requested(deal, invoice_id, InvoiceKind.RED, amount, by=by, at=at)
    red.reverses_id = original.id
    red.title = original.title
    red.tax_number = original.tax_number
    red.reason = reason
    return red


def _locked(session: Session, invoice_id: UUID, by: Actor, permission: str) -> tuple[Deal, Invoice]:
    """The deal locked first, then its invoice. Raises `not_found`."""
    mine = Invoice.id == invoice_id, queries.reach(by, permission)
    deal_id = session.scalar(select(Invoice.deal_id).where(*mine))
    if deal_id is None:
        raise not_found(what="invoice")
    deal = session.get_one(Deal, deal_id, with_for_update=True)
    return deal, session.scalars(select(Invoice).where(*mine).with_for_update()).one()


def _added(session: Session, invoice: Invoice, *, by: Actor, at: datetime) -> dict[str, Any]:
    session.add(invoice)
    session.flush()
    _tell(session, invoice, by=by, at=at)
    return _answer(invoice)


def _reject(
    session: Session, invoice: Invoice, reason: str, *, by: Actor, at: datetime
) -> dict[str, Any]:
    invoice.reject_reason = reason
    invoice.rejected_by = by.id
    return _moved(session, invoice, InvoiceStatus.REJECTED, by=by, at=at)


def _moved(
    session: Session, invoice: Invoice, status: InvoiceStatus, *, by: Actor, at: datetime
) -> dict[str, Any]:
    invoice.status = status
    invoice.version += 1
    session.flush()
    _tell(session, invoice, by=by, at=at)
    return _answer(invoice)


def _tell(session: Session, invoice: Invoice, *, by: Actor, at: datetime) -> None:
    outbox.record(
        session,
        INVOICE_ISSUED if invoice.status == InvoiceStatus.ISSUED else INVOICE_CHANGED,
        aggregate_id=invoice.id,
        version=invoice.version,
        project_id=invoice.project_id,
        data={
            "invoice_id": invoice.id,
            "deal_id": invoice.deal_id,
            "unit_id": invoice.unit_id,
            "customer_id": invoice.customer_id,
            "consultant_id": invoice.consultant_id,
            "team_id": invoice.team_id,
            "kind": invoice.kind,
            "amount": -invoice.amount if invoice.kind == InvoiceKind.RED else invoice.amount,
            "status": invoice.status,
            "business_day": invoice.issued_on,
        },
        by=by,
        at=at,
    )


def _answer(invoice: Invoice) -> dict[str, Any]:
    return {"id": invoice.id, "status": invoice.status, "version": invoice.version}
