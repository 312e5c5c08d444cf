from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import query
from contracts.inventory.money import overdue as operations
from contracts.schema import Ask
from services.inventory.money.overdue import queries


class Overdue:
    """What is overdue (逾期)."""

    @query(operations.list_overdue)
    def list_overdue(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_overdue(session, ask, by=by, at=at)

    @query(operations.summarise_overdue)
    def summarise_overdue(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.summarise_overdue(session, ask, by=by, at=at)
