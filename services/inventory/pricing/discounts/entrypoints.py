from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory.pricing import discounts as operations
from contracts.schema import Ask
from services.inventory.pricing.discounts import commands, queries


class Discounts:
    """Discount policies (优惠) and quoted prices."""

    @command(operations.create_discount)
    def create_discount(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.create(session, ask, by=by, at=at)

    @command(operations.activate_discount)
    def activate_discount(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.activate(session, ask, by=by)

    @command(operations.end_discount)
    def end_discount(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.end(session, ask, by=by)

    @query(operations.list_discounts)
    def list_discounts(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_discounts(session, ask, by=by)

    @query(operations.quote_price)
    def quote_price(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.quote_price(session, ask, by=by, at=at)
