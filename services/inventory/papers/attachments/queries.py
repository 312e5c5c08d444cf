"""Files within the caller's scope: pictures as widely as their project, contract templates for
who drafts contracts, a deal's files as the deal, a letter's as the letter."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from common.actor import Actor
from common.scope import visible
from contracts.inventory.papers.attachments import AttachmentKind, AttachmentSubject
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.papers.attachments import rules
from services.inventory.papers.attachments.models import Attachment
from services.inventory.papers.liaison.models import Letter
from services.inventory.register.deals import queries as deals
from services.inventory.register.deals.models import Deal
from services.inventory.register.projects.models import HouseType, Project
from services.inventory.register.units.models import Unit

_OF_PROJECTS = (AttachmentSubject.PROJECT, AttachmentSubject.HOUSE_TYPE, AttachmentSubject.UNIT)
_PROJECT_OF: dict[str, Any] = {
    AttachmentSubject.PROJECT: (Project.id, Project.id),
    AttachmentSubject.HOUSE_TYPE: (HouseType.id, HouseType.project_id),
    AttachmentSubject.UNIT: (Unit.id, Unit.project_id),
    AttachmentSubject.LETTER: (Letter.id, Letter.project_id),
}


def project_of(
    session: Session, subject: str, subject_id: UUID, by: Actor, permission: str
) -> UUID:
    """The project of what a file belongs to, if `permission` reaches it. Raises `not_found`."""
    found = _project_if_reached(session, subject, subject_id, by, permission)
    if found is None:
        raise not_found(what=subject)
    return found


def _project_if_reached(
    session: Session, subject: str, subject_id: UUID, by: Actor, permission: str
) -> UUID | None:
    if subject == AttachmentSubject.DEAL:
        wanted = select(Deal.project_id).where(Deal.id == subject_id, deals.reach(by, permission))
    else:
        key, project = _PROJECT_OF[subject]
        wanted = select(project).where(key == subject_id, visible(by, permission, project=project))
    return session.scalar(wanted)


def visible_to(by: Actor) -> ColumnElement[bool]:
    """What is there and may be read."""
    ours = exists().where(Deal.id == Attachment.subject_id, deals.reach(by, "deal.read"))
    return and_(
        Attachment.removed_at.is_(None),
        or_(
            and_(
                Attachment.subject.in_(_OF_PROJECTS),
                visible(by, "project.read", project=Attachment.project_id),
                or_(
                    Attachment.kind != AttachmentKind.CONTRACT_TEMPLATE,
                    visible(by, "contract.draft", project=Attachment.project_id),
                ),
            ),
            and_(Attachment.subject == AttachmentSubject.DEAL, ours),
            and_(
                Attachment.subject == AttachmentSubject.LETTER,
                visible(by, "letter.read", project=Attachment.project_id),
            ),
        ),
    )


def list_attachments(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    wanted = select(Attachment).where(
        Attachment.subject == ask.subject, Attachment.subject_id == ask.subject_id, visible_to(by)
    )
    if ask.kind is not None:
        wanted = wanted.where(Attachment.kind == ask.kind)
    newest = wanted.order_by(Attachment.uploaded_at.desc(), Attachment.id.desc())
    adds = _project_if_reached(session, ask.subject, ask.subject_id, by, "attachment.add")
    return {
        "items": session.scalars(newest.limit(200)).all(),
        "can": rules.OFFERS.of(ask, by, reached=rules.OFFERS.permissions if adds else ()),
    }


def one(session: Session, attachment_id: UUID, by: Actor) -> Attachment:
    """Raises `not_found`."""
    wanted = select(Attachment).where(Attachment.id == attachment_id, visible_to(by))
    found = session.scalars(wanted).first()
    if found is None:
        raise not_found(what="attachment")
    return found


def known(session: Session, file_keys: Collection[UUID]) -> set[UUID]:
    """Those of the keys that a row names, also of removed attachments."""
    wanted = select(Attachment.file_key).where(Attachment.file_key.in_(file_keys))
    return set(session.scalars(wanted))
