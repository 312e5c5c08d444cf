from datetime import datetime
from typing import Any

from eventlet import tpool
from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from common.work import Call
from contracts.files import DOCX
from contracts.inventory.papers import templates as operations
from contracts.inventory.papers.templates import DocumentKind
from contracts.schema import Ask
from services.inventory.papers.attachments.entrypoints import files, keep
from services.inventory.papers.templates import commands, queries, rules, standard
from services.inventory.register.projects import queries as projects


def keep_template(service: Any, call: Call, ask: Ask) -> None:
    """Check the document, which takes a while, and keep it, outside of any transaction."""
    tpool.execute(rules.check, ask.file, DocumentKind(ask.document))
    ask.kept = tpool.execute(keep, ask.file)


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
        if own is None:
            document = DocumentKind(ask.document)
            name = standard.file_name(document)
            content = tpool.execute(standard.standard_template, document)
        else:
            name, content = own[1].file_name, tpool.execute(files().get, own[1].file_key)
        return {"file_name": name, "media_type": DOCX, "content": content}
