"""Ask, decide, lend, return; the borrower is reminded of the day of return."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from common.deadlines import commands as deadlines
from common.deadlines.rules import Due
from common.scope import visible
from contracts.deadline_kinds import BORROWING
from contracts.inventory.papers.borrowing import (
    BorrowingStatus,
)
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.papers.archive.models import ArchivedDocument, Borrowing
from services.inventory.papers.borrowing import rules
from services.inventory.register.deadlines.queries import about
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import reach


def request(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Ask for a document of a deal that one may know of. Raises `not_found`,
    `return_day_wrong`."""
    document = session.scalars(
        select(ArchivedDocument)
        .join(Deal, Deal.id == ArchivedDocument.deal_id)
        .where(ArchivedDocument.id == ask.document_id, reach(by, "borrowing.request"))
    ).first()
    if document is None:
        raise not_found(what="document")
    rules.check_return_day(ask.due_on, clock.business_day(at))
    borrowing = Borrowing(
        id=ask.id,
        document_id=document.id,
        deal_id=document.deal_id,
        project_id=document.project_id,
        purpose=ask.purpose,
        due_on=ask.due_on,
        status=BorrowingStatus.REQUESTED,
        borrower_id=by.staff_id,
        requested_at=at,
        version=1,
    )
    session.add(borrowing)
    session.flush()
    return _answer(borrowing)


def decide(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Consent, or not; never to one's own request. Raises `not_found`, `borrowing_wrong_status`,
    `own_borrowing`, and `document_lent` when somebody else has it."""
    borrowing = _locked(session, ask.borrowing_id, by, "borrowing.decide")
    rules.check_decision(borrowing, by)
    borrowing.status = BorrowingStatus.GRANTED if ask.grant else BorrowingStatus.REFUSED
    borrowing.decided_by, borrowing.decided_at = by.id, at
    borrowing.version += 1
    session.flush()
    return _answer(borrowing)


def lend(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """The document leaves the archive. Raises `not_found`, `borrowing_wrong_status`."""
    borrowing = _locked(session, ask.borrowing_id, by, "archive.keep")
    rules.check_lending(borrowing, by)
    borrowing.status = BorrowingStatus.LENT
    borrowing.lent_by, borrowing.lent_at = by.id, at
    borrowing.version += 1
    deal = session.get_one(Deal, borrowing.deal_id)
    due = Due(BORROWING, borrowing.id, clock.end_of(borrowing.due_on), borrowing.borrower_id)
    deadlines.watch(session, about(session, deal), due, by=by, at=at)
    return _answer(borrowing)


def take_back(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """The document is back. Raises `not_found`, `borrowing_wrong_status`."""
    borrowing = _locked(session, ask.borrowing_id, by, "archive.keep")
    rules.check_return(borrowing, by)
    borrowing.status = BorrowingStatus.RETURNED
    borrowing.returned_to, borrowing.returned_at = by.id, at
    borrowing.remark = ask.remark
    borrowing.version += 1
    deadlines.met(session, BORROWING, borrowing.id, by=by, at=at)
    return _answer(borrowing)


def _locked(session: Session, borrowing_id: UUID, by: Actor, permission: str) -> Borrowing:
    """Raises `not_found`. The deal is locked first, as everywhere."""
    mine = Borrowing.id == borrowing_id, visible(by, permission, project=Borrowing.project_id)
    deal_id = session.scalar(select(Borrowing.deal_id).where(*mine))
    if deal_id is None:
        raise not_found(what="borrowing")
    session.get_one(Deal, deal_id, with_for_update=True)
    return session.scalars(select(Borrowing).where(*mine).with_for_update()).one()


def _answer(borrowing: Borrowing) -> dict[str, Any]:
    return {"id": borrowing.id, "status": borrowing.status, "version": borrowing.version}
