from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory.papers import borrowing as operations
from contracts.schema import Ask
from services.inventory.papers.borrowing import commands, queries


class Borrowings:
    """Borrowing and return of archived documents (借阅)."""

    @command(operations.request_borrowing)
    def request_borrowing(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.request(session, ask, by=by, at=at)

    @command(operations.decide_borrowing)
    def decide_borrowing(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.decide(session, ask, by=by, at=at)

    @command(operations.lend_document)
    def lend_document(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.lend(session, ask, by=by, at=at)

    @command(operations.return_document)
    def return_document(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.take_back(session, ask, by=by, at=at)

    @query(operations.list_borrowings)
    def list_borrowings(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_borrowings(session, ask, by=by, at=at)
