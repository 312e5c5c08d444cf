from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory.selling import subscriptions as operations
from contracts.schema import Ask
from services.inventory.money.accounts.queries.account import account
from services.inventory.pricing.authority.entrypoints import keep_refused_price
from services.inventory.register.customers.entrypoints import learn_customer
from services.inventory.selling.subscriptions import commands, queries


class Deals:
    """Reservation (预订) and subscription (认购) of a unit."""

    @command(operations.reserve_unit, learn=learn_customer, trace=keep_refused_price)
    def reserve_unit(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.reserve(session, ask, by=by, at=at)

    @command(operations.subscribe_unit, learn=learn_customer, trace=keep_refused_price)
    def subscribe_unit(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.subscribe(session, ask, by=by, at=at)

    @query(operations.list_deals)
    def list_deals(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_deals(session, ask, by=by)

    @query(operations.read_deal)
    def read_deal(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        deal = queries.read_deal(session, ask, by=by)
        return deal | {"account": account(session, ask.deal_id, on=clock.business_day(at))}
