"""Replace a project's template, or go back to the standard one; earlier ones are kept."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common.actor import Actor
from contracts.inventory.papers.attachments import AttachmentKind, AttachmentSubject
from contracts.schema import Ask, new_id
from services.inventory.papers.attachments import commands as attachments
from services.inventory.papers.attachments import rules as files
from services.inventory.papers.templates.models import ContractTemplate
from services.inventory.register.projects import queries as projects
from services.inventory.register.projects.models import Project


def replace(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Use an uploaded document, which has been checked when it was kept, from now on.

    Raises `not_found`, or `NotKnownYet` while it is not kept.
    """
    project = projects.project(session, ask.project_id, by, "contract.template")
    kept = attachments.kept_file(ask)
    attachment = attachments.put(
        session,
        kept,
        id=new_id(),
        project_id=project.id,
        subject=AttachmentSubject.PROJECT,
        subject_id=project.id,
        kind=AttachmentKind.CONTRACT_TEMPLATE,
        file_name=files.clean_name(ask.file_name, kept.media_type),
        by=by,
        at=at,
    )
    _retire(session, project.id, ask.document, by=by, at=at)
    template = ContractTemplate(
        id=ask.id,
        project_id=project.id,
        document=ask.document,
        attachment_id=attachment.id,
        since=at,
    )
    session.add(template)
    session.flush()
    return {"id": template.id, "status": "in_use", "version": 1}


def reset(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Use the standard template from now on. Raises `not_found`."""
    project = projects.project(session, ask.project_id, by, "contract.template")
    _retire(session, project.id, ask.document, by=by, at=at)
    return {"id": project.id, "status": "standard", "version": 1}


def _retire(session: Session, project_id: UUID, document: str, *, by: Actor, at: datetime) -> None:
    session.get_one(Project, project_id, with_for_update=True)
    in_use = select(ContractTemplate).where(
        ContractTemplate.project_id == project_id,
        ContractTemplate.document == document,
        ContractTemplate.replaced_at.is_(None),
    )
    for template in session.scalars(in_use):
        template.replaced_at, template.replaced_by = at, by.id
    session.flush()
