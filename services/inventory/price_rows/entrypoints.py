from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory import price_rows as operations
from contracts.schema import Ask
from services.inventory.price_rows import commands, queries


class PriceRows:
    """The prices of a version (价格表明细)."""

    @query(operations.list_prices)
    def list_prices(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_prices(session, ask, by=by)

    @command(operations.set_prices)
    def set_prices(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.set_prices(session, ask, by=by)

    @query(operations.foresee_adjustment)
    def foresee_adjustment(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.foresee(session, ask, by=by)

    @command(operations.adjust_prices)
    def adjust_prices(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.adjust(session, ask, by=by)
