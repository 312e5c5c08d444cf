from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory import price_lists as operations
from contracts.schema import Ask
from services.inventory.price_lists import commands, queries


class PriceLists:
    """Versions of the price list (价格表版本)."""

    @command(operations.create_price_list)
    def create_price_list(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.create(session, ask, by=by, at=at)

    @query(operations.list_price_lists)
    def list_price_lists(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_price_lists(session, ask, by=by)

    @query(operations.read_price_list)
    def read_price_list(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.read_price_list(session, ask, by=by)

    @command(operations.submit_price_list)
    def submit_price_list(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.submit(session, ask, by=by, at=at)

    @command(operations.end_price_list)
    def end_price_list(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.end(session, ask, by=by)
