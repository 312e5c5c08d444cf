"""Invoices within the caller's scope; what of a deal's money is invoiced."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from common import clock, paging
from common.actor import Actor
from common.scope import visible
from contracts.inventory.money.invoices import IN_FORCE, InvoiceStatus
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.money.accounts.queries import account as instalments
from services.inventory.money.invoices import rules
from services.inventory.money.invoices.models import Invoice
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import reach as deals_within
from services.inventory.register.units import queries as units
from services.inventory.register.units.models import Unit

_SORTS = {
    "amount": Invoice.amount,
    "requested_at": Invoice.requested_at,
    "issued_on": Invoice.issued_on,
}


def reach(by: Actor, permission: str) -> ColumnElement[bool]:
    return visible(
        by,
        permission,
        owner=Invoice.consultant_id,
        team=Invoice.team_id,
        project=Invoice.project_id,
    )


def entries(session: Session, deal_id: UUID) -> list[rules.Entry]:
    wanted = select(Invoice.kind, Invoice.status, Invoice.amount).where(Invoice.deal_id == deal_id)
    return [rules.Entry(*row) for row in session.execute(wanted)]


def invoiced(session: Session, deal_id: UUID) -> Decimal:
    """What is issued for the deal, less red invoices."""
    return rules.in_force(entries(session, deal_id))


def outstanding_to_reverse(session: Session, deal_id: UUID) -> Decimal:
    """What has to be taken back by red invoices before all of the deal's money can go back."""
    return max(invoiced(session, deal_id), rules.NOTHING)


def reversed_of(session: Session, invoice_id: UUID) -> Decimal:
    """What red invoices, in force or under way, take back of an invoice."""
    wanted = select(func.coalesce(func.sum(Invoice.amount), rules.NOTHING)).where(
        Invoice.reverses_id == invoice_id, Invoice.status != InvoiceStatus.REJECTED
    )
    return session.execute(wanted).scalar_one()


def standing(session: Session, invoice: Invoice) -> rules.Standing:
    return _standing(invoice, reversed_of(session, invoice.id))


def _standing(invoice: Invoice, taken_back: Decimal) -> rules.Standing:
    return rules.Standing(
        kind=invoice.kind,
        status=invoice.status,
        requested_by=invoice.requested_by,
        reviewed_by=invoice.reviewed_by,
        left=invoice.amount - taken_back,
    )


def read_invoicing(session: Session, ask: Ask, *, by: Actor, at: Any) -> dict[str, Any]:
    """Raises `not_found`."""
    mine = select(Deal.id).where(Deal.id == ask.deal_id, deals_within(by, "invoice.read"))
    if session.scalar(mine) is None:
        raise not_found(what="deal")
    known = entries(session, ask.deal_id)
    held = instalments.account(session, ask.deal_id, on=clock.business_day(at)).balance
    return {
        "held": held,
        "invoiced": rules.in_force(known),
        "requested": rules.under_way(known),
        "invoiceable": rules.invoiceable(held, known),
        "to_reverse": rules.to_reverse(held, known),
    }


def list_invoices(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    wanted = units.placed(
        select(Invoice, Unit.number.label("unit_number"))
        .join(Unit, Unit.id == Invoice.unit_id)
        .where(reach(by, "invoice.read"))
    )
    wanted = paging.given(
        wanted,
        (Invoice.project_id, ask.project_id),
        (Invoice.deal_id, ask.deal_id),
        (Invoice.kind, ask.kind),
        (Invoice.status, ask.status),
    )
    rows, after = paging.listed(
        session, wanted, ask, Invoice.requested_at, Invoice.id, sorts=_SORTS
    )
    ids = [row.Invoice.id for row in rows]
    in_force = _taken_back(session, ids, Invoice.status.in_(IN_FORCE))
    asked_for = _taken_back(session, ids, Invoice.status != InvoiceStatus.REJECTED)
    return {"items": [_facts(row, in_force, asked_for, by) for row in rows], "next": after}


Sums = dict[UUID | None, Decimal]


def _taken_back(session: Session, ids: list[UUID], counted: ColumnElement[bool]) -> Sums:
    wanted = (
        select(Invoice.reverses_id, func.sum(Invoice.amount))
        .where(Invoice.reverses_id.in_(ids), counted)
        .group_by(Invoice.reverses_id)
    )
    return dict(session.execute(wanted).tuples().all())


def _facts(row: Any, in_force: Sums, asked_for: Sums, by: Actor) -> dict[str, Any]:
    invoice = row.Invoice
    now = _standing(invoice, asked_for.get(invoice.id, rules.NOTHING))
    columns = {column.key: getattr(invoice, column.key) for column in Invoice.__table__.columns}
    return columns | {
        "building": row.building,
        "stair": row.stair,
        "unit_number": row.unit_number,
        "reversed": in_force.get(invoice.id, rules.NOTHING),
        "can": rules.OFFERS.of(now, by, whose=invoice),
    }
