from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from common.work import Call
from contracts.inventory.pricing import authority as operations
from contracts.inventory.pricing.authority import price_beyond_authority
from contracts.refusals import Refusal
from contracts.schema import Ask
from services.inventory.pricing.authority import commands, queries


def keep_refused_price(call: Call, ask: Ask, by: Actor, at: datetime, refusal: Refusal) -> None:
    """The trace of an operation that takes a price for `unit_id`."""
    if refusal.code == price_beyond_authority.name and ask.price is not None:
        with call.transaction() as session:
            commands.keep(session, ask.unit_id, ask.price, by=by, at=at)


class RefusedPrices:
    """Prices that were refused as beyond somebody's authority (被拒报价)."""

    @query(operations.list_refused_prices)
    def list_refused_prices(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_refused_prices(session, ask, by=by)

    @command(operations.check_refused_prices)
    def check_refused_prices(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.check(session, ask, by=by, at=at)
