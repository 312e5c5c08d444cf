from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import query
from contracts.inventory.money import collection as operations
from contracts.schema import Ask
from services.inventory.money.collection import queries


class Collection:
    """What came of what was due (回款率)."""

    @query(operations.read_collection)
    def read_collection(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.read_collection(session, ask, by=by, at=at)
