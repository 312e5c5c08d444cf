from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.aside import aside
from common.entrypoints import command, query
from common.work import Call
from contracts.inventory.papers import templates as operations
from contracts.inventory.papers.templates import DocumentKind
from contracts.media import DOCX
from contracts.schema import Ask
from services.inventory.papers.attachments.entrypoints import files, keep
from services.inventory.papers.attachments.models import Attachment
from services.inventory.papers.templates import commands, filling, queries, standard
from services.inventory.papers.templates.models import ContractTemplate
from services.inventory.register.projects import queries as projects


def keep_template(service: Any, call: Call, ask: Ask) -> None:
    """Try the document and keep it, outside of any transaction."""
    filling.check(ask.file, DocumentKind(ask.document))
    ask.kept = keep(ask.file, DOCX)


def template_file(
    own: tuple[ContractTemplate, Attachment] | None,
    document: DocumentKind = DocumentKind.CONTRACT,
) -> bytes:
    """A project's own template, or the standard one."""
    if own is None:
        return aside(standard.standard_template, document)
    return aside(files().get, own[1].file_key)


class Templates:
    """Word templates of contracts and of agreements on changes (合同、协议模板)."""

    @command(operations.replace_template, learn=keep_template)
    def replace_template(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.replace(session, ask, by=by, at=at)

    @command(operations.reset_template)
    def reset_template(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.reset(session, ask, by=by, at=at)

    @query(operations.download_template)
    def download_template(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        projects.project(session, ask.project_id, by, "contract.draft")
        own = queries.in_use(session, ask.project_id, ask.document)
        document = DocumentKind(ask.document)
        name = own[1].file_name if own else standard.file_name(document)
        content = template_file(own, document)
        return {"file_name": name, "media_type": DOCX, "content": content}
