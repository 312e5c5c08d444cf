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

    @command(operations.request_deposit)
    def request_deposit(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.request_deposit(session, ask, by=by, at=at)

    @command(operations.confirm_receipt)
    def confirm_receipt(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.confirm(session, ask, by=by, at=at)

    @query(operations.list_receipts)
    def list_receipts(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_receipts(session, ask, by=by)
