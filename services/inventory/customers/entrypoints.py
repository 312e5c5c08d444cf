from datetime import datetime

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import on_event
from contracts.crm.events import CUSTOMER_ASSIGNED, CUSTOMER_REGISTERED
from contracts.event import Event
from services.inventory.customers import commands


class Customers:
    """The copy of customers' owners."""

    @on_event(CUSTOMER_REGISTERED)
    def customers_on_customer_registered(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.keep(session, event.data, version=event.version)

    @on_event(CUSTOMER_ASSIGNED)
    def customers_on_customer_assigned(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.keep(session, event.data, version=event.version)
