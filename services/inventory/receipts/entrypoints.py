from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory import receipts as operations
from contracts.schema import Ask
from services.inventory.receipts import commands, queries


class Receipts:
    """Money in (收款)."""

    @command(operations.request_receipt)
    def request_receipt(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.request(session, ask, by=by, at=at)

    @command(operations.endorse_receipt)
    def endorse_receipt(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.endorse(session, ask, by=by, at=at)

    @command(operations.confirm_receipt)
    def confirm_receipt(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.confirm(session, ask, by=by, at=at)

    @command(operations.reject_receipt)
    def reject_receipt(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.reject(session, ask, by=by, at=at)

    @query(operations.list_receipts)
    def list_receipts(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_receipts(session, ask, by=by, at=at)

    @query(operations.read_receipt)
    def read_receipt(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.read_receipt(session, ask, by=by)
