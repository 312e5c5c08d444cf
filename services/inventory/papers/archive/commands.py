"""Documents get their place; the contract is due in the archive on the day of its signing."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common.actor import Actor
from common.deadlines import commands as deadlines
from contracts.deadline_kinds import ARCHIVE
from contracts.inventory.papers.archive import ArchiveKind, not_signed_yet
from contracts.inventory.papers.attachments import AttachmentSubject
from contracts.refusals import not_found
from contracts.schema import Ask, new_id
from services.inventory.papers.archive.models import ArchivedDocument
from services.inventory.papers.attachments.models import Attachment
from services.inventory.register.deals import queries
from services.inventory.register.deals.models import Deal


def file_document(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Put a document on its shelf. Raises `not_found`, `not_signed_yet`."""
    _, deal = queries.locked(session, ask.deal_id, by, "archive.keep")
    if ask.attachment_id is not None:
        _check_attachment(session, deal.id, ask.attachment_id)
    document = file(
        session,
        deal,
        ArchiveKind(ask.kind),
        ask.title,
        id=ask.id,
        copies=ask.copies,
        place=ask.place,
        attachment_id=ask.attachment_id,
        by=by,
        at=at,
    )
    return {"id": document.id, "status": document.kind, "version": 1}


def shelve(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Give a document another place, number of copies or scan. Raises `not_found`."""
    document = session.scalars(
        select(ArchivedDocument)
        .join(Deal, Deal.id == ArchivedDocument.deal_id)
        .where(ArchivedDocument.id == ask.document_id, queries.reach(by, "archive.keep"))
        .with_for_update(of=ArchivedDocument)
    ).first()
    if document is None:
        raise not_found(what="document")
    if ask.attachment_id is not None:
        _check_attachment(session, document.deal_id, ask.attachment_id)
        document.attachment_id = ask.attachment_id
    document.place = ask.place
    document.copies = ask.copies or document.copies
    return {"id": document.id, "status": document.kind, "version": 1}


def file(
    session: Session,
    deal: Deal,
    kind: ArchiveKind,
    title: str,
    *,
    by: Actor,
    at: datetime,
    id: UUID | None = None,
    copies: int = 1,
    place: str | None = None,
    attachment_id: UUID | None = None,
    source_id: UUID | None = None,
) -> ArchivedDocument:
    """Enter a document of a locked deal into the archive; a contract's deadline is met by it. One
    that comes from an order names it as `source_id` and may have no place yet.

    Raises `not_signed_yet` for the contract of an unsigned deal.
    """
    if kind is ArchiveKind.CONTRACT and deal.signed_on is None:
        raise not_signed_yet()
    document = ArchivedDocument(
        id=id or new_id(),
        deal_id=deal.id,
        project_id=deal.project_id,
        kind=kind,
        title=title,
        copies=copies,
        place=place,
        attachment_id=attachment_id,
        source_id=source_id,
        filed_by=by.id,
        filed_at=at,
    )
    session.add(document)
    session.flush()
    if kind is ArchiveKind.CONTRACT:
        deadlines.met(session, ARCHIVE, deal.id, by=by, at=at)
    return document


def _check_attachment(session: Session, deal_id: UUID, attachment_id: UUID) -> None:
    wanted = select(Attachment.id).where(
        Attachment.id == attachment_id,
        Attachment.subject == AttachmentSubject.DEAL,
        Attachment.subject_id == deal_id,
        Attachment.removed_at.is_(None),
    )
    if session.scalar(wanted) is None:
        raise not_found(what="attachment")
