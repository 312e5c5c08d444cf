from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory.papers import archive as operations
from contracts.schema import Ask
from services.inventory.papers.archive import commands, queries


class Archive:
    """The archive of sales documents (归档)."""

    @command(operations.file_document)
    def file_document(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.file_document(session, ask, by=by, at=at)

    @command(operations.shelve_document)
    def shelve_document(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.shelve(session, ask, by=by, at=at)

    @query(operations.list_archive)
    def list_archive(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_archive(session, ask, by=by)
