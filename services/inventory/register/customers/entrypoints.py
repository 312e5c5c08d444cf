from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.fan_in import on_events
from common.work import Call
from contracts.crm.events import CUSTOMER_ASSIGNED, CUSTOMER_REGISTERED
from contracts.crm.files.customers import read_customer_owner
from contracts.event import Event
from contracts.schema import Ask
from services.inventory.register.customers import commands


class Customers:
    """The copy of customers' owners."""

    @on_events(CUSTOMER_REGISTERED, CUSTOMER_ASSIGNED)
    def customers_on_owner(self, session: Session, event: Event, by: Actor, at: datetime) -> None:
        commands.keep(session, event.data, version=event.version)


def learn_customer(service: Any, call: Call, ask: Ask) -> None:
    """Ask crm whose customer it is: the event hasn't arrived yet."""
    told = service.questions.ask(read_customer_owner, {"customer_id": str(ask.customer_id)})
    with call.transaction() as session:
        commands.keep(session, told, version=commands.LEARNT)
