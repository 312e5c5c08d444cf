"""Letters within the caller's scope."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from common.scope import visible
from contracts.inventory.papers.attachments import AttachmentSubject
from contracts.schema import Ask
from services.inventory.papers.attachments.models import Attachment
from services.inventory.papers.liaison.models import Letter

_SORTS = {
    "dated": Letter.dated,
    "recorded_at": Letter.recorded_at,
}


def list_letters(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    attached = (
        select(func.count())
        .where(
            Attachment.subject == AttachmentSubject.LETTER,
            Attachment.subject_id == Letter.id,
            Attachment.removed_at.is_(None),
        )
        .scalar_subquery()
    )
    mine = visible(by, "letter.read", project=Letter.project_id)
    wanted = select(Letter, attached.label("attachments")).where(mine)
    wanted = paging.given(
        wanted,
        (Letter.project_id, ask.project_id),
        (Letter.direction, ask.direction),
    )
    if ask.authority is not None:
        wanted = wanted.where(Letter.authority.icontains(ask.authority, autoescape=True))
    rows, after = paging.listed(session, wanted, ask, Letter.recorded_at, Letter.id, sorts=_SORTS)
    return {"items": [_facts(row) for row in rows], "next": after}


def _facts(row: Any) -> dict[str, Any]:
    letter = row.Letter
    facts = {column.key: getattr(letter, column.key) for column in letter.__table__.columns}
    return facts | {"attachments": row.attachments}
