"""The archive within the caller's scope."""

from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from contracts.inventory.papers.borrowing import BorrowingStatus
from contracts.schema import Ask
from services.inventory.papers.archive.models import ArchivedDocument, Borrowing
from services.inventory.papers.archive.rules import OFFERS
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import reach
from services.inventory.register.units import queries as units
from services.inventory.register.units.models import Unit

_SORTS = {
    "filed_at": ArchivedDocument.filed_at,
    "title": ArchivedDocument.title,
}


def list_archive(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    lent = exists().where(
        Borrowing.document_id == ArchivedDocument.id, Borrowing.status == BorrowingStatus.LENT
    )
    wanted = units.placed(
        select(ArchivedDocument, Deal, Unit.number, lent.label("lent"))
        .join(Deal, Deal.id == ArchivedDocument.deal_id)
        .join(Unit, Unit.id == Deal.unit_id)
        .where(reach(by, "deal.read", project=ArchivedDocument.project_id))
    )
    wanted = paging.given(
        wanted,
        (ArchivedDocument.project_id, ask.project_id),
        (ArchivedDocument.deal_id, ask.deal_id),
        (ArchivedDocument.kind, ask.kind),
    )
    rows, after = paging.listed(
        session, wanted, ask, ArchivedDocument.filed_at, ArchivedDocument.id, sorts=_SORTS
    )
    return {"items": [_facts(row, by) for row in rows], "next": after}


def _facts(row: Any, by: Actor) -> dict[str, Any]:
    document = row.ArchivedDocument
    facts = {column.key: getattr(document, column.key) for column in document.__table__.columns}
    return facts | {
        "building": row.building,
        "stair": row.stair,
        "number": row.number,
        "contract_number": row.Deal.contract_number,
        "lent": row.lent,
        "can": OFFERS.of(document, by, whose=row.Deal),
    }
