from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import query
from contracts.inventory.money import instalments as operations
from contracts.schema import Ask
from services.inventory.money.instalments.queries import schedule as account


class Instalments:
    """What is due (应收计划)."""

    @query(operations.read_schedule)
    def read_schedule(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return account.read_schedule(session, ask, by=by, at=at)
