"""Borrowings within the caller's scope, and one's own."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from common import clock, paging
from common.actor import Actor
from common.scope import visible
from contracts.inventory.papers.borrowing import BorrowingStatus
from contracts.schema import Ask
from services.inventory.papers.archive.models import ArchivedDocument, Borrowing
from services.inventory.papers.borrowing import rules
from services.inventory.register.deals.models import Deal
from services.inventory.register.units import queries as units
from services.inventory.register.units.models import Unit

_SORTS = {
    "requested_at": Borrowing.requested_at,
    "due_on": Borrowing.due_on,
}


def list_borrowings(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    today = clock.business_day(at)
    overdue = and_(Borrowing.status == BorrowingStatus.LENT, Borrowing.due_on < today)
    mine = visible(by, "borrowing.read", owner=Borrowing.borrower_id, project=Borrowing.project_id)
    wanted = units.placed(
        select(
            Borrowing,
            ArchivedDocument.kind,
            ArchivedDocument.title,
            Unit.number,
            overdue.label("overdue"),
        )
        .join(ArchivedDocument, ArchivedDocument.id == Borrowing.document_id)
        .join(Deal, Deal.id == Borrowing.deal_id)
        .join(Unit, Unit.id == Deal.unit_id)
        .where(or_(mine, Borrowing.borrower_id == by.staff_id))
    )
    wanted = paging.given(
        wanted,
        (Borrowing.project_id, ask.project_id),
        (Borrowing.deal_id, ask.deal_id),
        (Borrowing.status, ask.status),
    )
    if ask.overdue:
        wanted = wanted.where(overdue)
    rows, after = paging.listed(
        session, wanted, ask, Borrowing.requested_at, Borrowing.id, sorts=_SORTS
    )
    return {"items": [_facts(row, by) for row in rows], "next": after}


def _facts(row: Any, by: Actor) -> dict[str, Any]:
    borrowing = row.Borrowing
    facts = {column.key: getattr(borrowing, column.key) for column in borrowing.__table__.columns}
    return facts | {
        "kind": row.kind,
        "title": row.title,
        "building": row.building,
        "stair": row.stair,
        "number": row.number,
        "overdue": row.overdue,
        "can": rules.OFFERS.of(borrowing, by),
    }
