from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from common.entrypoints import command, query
from common.work import Call
from contracts.crm.files.customers import read_customer_owner
from contracts.inventory import deals as operations
from contracts.schema import Ask
from services.inventory.customers import commands as customers
from services.inventory.deals import commands, queries
from services.inventory.instalments.queries import account


def learn_customer(service: Any, call: Call, ask: Ask) -> None:
    """Ask crm whose customer it is: the event hasn't arrived yet."""
    told = service.questions.ask(read_customer_owner, {"customer_id": str(ask.customer_id)})
    with call.transaction() as session:
        customers.keep(session, told, version=customers.LEARNT)


class Deals:
    """Reservation (预订) and subscription (认购) of a unit."""

    @command(operations.reserve_unit, learn=learn_customer)
    def reserve_unit(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.reserve(session, ask, by=by, at=at)

    @command(operations.subscribe_unit, learn=learn_customer)
    def subscribe_unit(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.subscribe(session, ask, by=by, at=at)

    @query(operations.list_deals)
    def list_deals(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_deals(session, ask, by=by)

    @query(operations.read_deal)
    def read_deal(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        deal = queries.read_deal(session, ask, by=by)
        return deal | {"account": account(session, ask.deal_id, on=clock.business_day(at))}
