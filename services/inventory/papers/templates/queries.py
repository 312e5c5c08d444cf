"""Which template a project uses."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.inventory.papers.templates import DocumentKind
from services.inventory.papers.attachments.models import Attachment
from services.inventory.papers.templates.models import ContractTemplate


def in_use(
    session: Session, project_id: UUID, document: str = DocumentKind.CONTRACT
) -> tuple[ContractTemplate, Attachment] | None:
    """The project's own template of a document and its file; `None` where the standard is used."""
    found = session.execute(
        select(ContractTemplate, Attachment)
        .join(Attachment, Attachment.id == ContractTemplate.attachment_id)
        .where(
            ContractTemplate.project_id == project_id,
            ContractTemplate.document == document,
            ContractTemplate.replaced_at.is_(None),
        )
    ).first()
    return None if found is None else (found.ContractTemplate, found.Attachment)
