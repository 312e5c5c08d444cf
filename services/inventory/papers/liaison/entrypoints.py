from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory.papers import liaison as operations
from contracts.schema import Ask
from services.inventory.papers.liaison import commands, queries


class Liaison:
    """Liaison with authorities (公文往来)."""

    @command(operations.record_letter)
    def record_letter(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.record(session, ask, by=by, at=at)

    @query(operations.list_letters)
    def list_letters(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_letters(session, ask, by=by)
