"""Receipts within the caller's scope."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from common.scope import visible
from contracts.inventory.money.receipts import ReceiptStatus
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.money.accounts.models.receipts import Receipt
from services.inventory.money.instalments.queries.allocation import paid_by
from services.inventory.money.receipts import rules
from services.inventory.register.units import queries as units
from services.inventory.register.units.models import Unit

_SORTS = {
    "amount": Receipt.amount,
    "requested_at": Receipt.requested_at,
    "received_on": Receipt.received_on,
}


def reach(by: Actor, permission: str) -> ColumnElement[bool]:
    return visible(
        by,
        permission,
        owner=Receipt.consultant_id,
        team=Receipt.team_id,
        project=Receipt.project_id,
    )


def list_receipts(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    wanted = _rows(by)
    wanted = paging.given(
        wanted,
        (Receipt.project_id, ask.project_id),
        (Receipt.deal_id, ask.deal_id),
        (Receipt.status, ask.status),
    )
    if ask.overdue:
        wanted = wanted.where(Receipt.status == ReceiptStatus.TAKEN, Receipt.hand_in_by < at)
    rows, after = paging.listed(
        session, wanted, ask, Receipt.requested_at, Receipt.id, sorts=_SORTS
    )
    return {"items": [_facts(row, by) for row in rows], "next": after}


def read_receipt(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """Raises `not_found`."""
    found = session.execute(_rows(by).where(Receipt.id == ask.receipt_id)).first()
    if found is None:
        raise not_found(what="receipt")
    return _facts(found, by) | {"allocations": paid_by(session, ask.receipt_id)}


def _rows(by: Actor) -> Select[Any]:
    wanted = select(Receipt, Unit.number.label("unit_number"))
    joined = wanted.join(Unit, Unit.id == Receipt.unit_id)
    return units.placed(joined).where(reach(by, "receipt.read"))


def _facts(row: Any, by: Actor) -> dict[str, Any]:
    facts = {column.key: getattr(row.Receipt, column.key) for column in Receipt.__table__.columns}
    place = {"building": row.building, "stair": row.stair, "unit_number": row.unit_number}
    return facts | place | {"can": rules.offers(row.Receipt, by)}
