"""A file is kept first, outside the transaction; then it gets its row."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common.actor import Actor
from common.learning import NotKnownYet
from contracts.inventory.papers.attachments import UPLOADED, attachment_kept
from contracts.schema import Ask
from services.inventory.papers.archive.models import ArchivedDocument
from services.inventory.papers.attachments import queries, rules
from services.inventory.papers.attachments.models import Attachment


def upload(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Attach a file to what the caller may add to. Raises `not_found`, `kind_unsuitable`,
    or `NotKnownYet` while the file is not kept."""
    project_id = queries.project_of(session, ask.subject, ask.subject_id, by, "attachment.add")
    rules.check_place(ask.kind, ask.subject)
    kept = kept_file(ask)
    attachment = put(
        session,
        kept,
        id=ask.id,
        project_id=project_id,
        subject=ask.subject,
        subject_id=ask.subject_id,
        kind=ask.kind,
        file_name=rules.clean_name(ask.file_name, kept.media_type),
        by=by,
        at=at,
    )
    return {"id": attachment.id, "status": attachment.kind, "version": 1}


def kept_file(ask: Ask) -> rules.Kept:
    """The file that was kept for this request. Raises `NotKnownYet`."""
    kept = vars(ask).get("kept")
    if kept is None:
        raise NotKnownYet("file")
    assert isinstance(kept, rules.Kept)
    return kept


def put(
    session: Session, kept: rules.Kept, *, id: UUID, by: Actor, at: datetime, **facts: Any
) -> Attachment:
    """The row of a kept file."""
    attachment = Attachment(
        id=id,
        size=kept.size,
        sha256=kept.sha256,
        media_type=kept.media_type,
        file_key=kept.key,
        uploaded_by=by.id,
        uploaded_at=at,
        **facts,
    )
    session.add(attachment)
    session.flush()
    return attachment


def remove(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Take a picture or scan away. Raises `not_found`, `attachment_kept`."""
    attachment = queries.one(session, ask.attachment_id, by)
    queries.project_of(session, attachment.subject, attachment.subject_id, by, "attachment.add")
    filed = select(ArchivedDocument.id).where(ArchivedDocument.attachment_id == attachment.id)
    if attachment.kind not in UPLOADED or session.scalar(filed.limit(1)) is not None:
        raise attachment_kept()
    attachment.removed_by = by.id
    attachment.removed_at = at
    return {"id": attachment.id, "status": "removed", "version": 2}
