"""The archive within the caller's scope."""

from typing import Any

from sqlalchemy import exists, select, tuple_
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from contracts.inventory.papers.borrowing import BorrowingStatus
from contracts.schema import Ask
from services.inventory.papers.archive.models import ArchivedDocument
from services.inventory.papers.borrowing.models import Borrowing
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import reach
from services.inventory.register.units import queries as units
from services.inventory.register.units.models import Unit


def list_archive(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    lent = exists().where(
        Borrowing.document_id == ArchivedDocument.id, Borrowing.status == BorrowingStatus.LENT
    )
    wanted = units.placed(
        select(ArchivedDocument, Unit.number, Deal.contract_number, lent.label("lent"))
        .join(Deal, Deal.id == ArchivedDocument.deal_id)
        .join(Unit, Unit.id == Deal.unit_id)
        .where(reach(by, "deal.read"))
    )
    for column, value in (
        (ArchivedDocument.project_id, ask.project_id),
        (ArchivedDocument.deal_id, ask.deal_id),
        (ArchivedDocument.kind, ask.kind),
    ):
        if value is not None:
            wanted = wanted.where(column == value)
    moment = (ArchivedDocument.filed_at, ArchivedDocument.id)
    if ask.cursor:
        wanted = wanted.where(tuple_(*moment) < paging.moment_and_id_of(ask.cursor))
    newest = wanted.order_by(*(column.desc() for column in moment)).limit(ask.page_size + 1)
    rows, after = paging.page(session.execute(newest).all(), ask.page_size, _cursor)
    return {"items": [_facts(row) for row in rows], "next": after}


def _facts(row: Any) -> dict[str, Any]:
    document = row.ArchivedDocument
    facts = {column.key: getattr(document, column.key) for column in document.__table__.columns}
    return facts | {
        "building": row.building,
        "stair": row.stair,
        "number": row.number,
        "contract_number": row.contract_number,
        "lent": row.lent,
    }


def _cursor(row: Any) -> str:
    return f"{row.ArchivedDocument.filed_at.isoformat()}~{row.ArchivedDocument.id}"
