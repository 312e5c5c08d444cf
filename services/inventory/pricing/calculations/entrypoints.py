from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import query
from contracts.inventory.pricing import calculations as operations
from contracts.schema import Ask
from services.inventory.pricing.calculations import queries


class Calculations:
    """Calculations (试算)."""

    @query(operations.preview_quotation)
    def preview_quotation(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.preview(session, ask, by=by, at=at)
