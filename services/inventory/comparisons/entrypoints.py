from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import query
from contracts.inventory import price_rows as operations
from contracts.schema import Ask
from services.inventory.comparisons import queries


class Comparisons:
    """Price lists side by side (对比)."""

    @query(operations.compare_price_lists)
    def compare_price_lists(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.compare(session, ask, by=by)
