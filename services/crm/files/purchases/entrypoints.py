"""Entrypoints of purchases."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import on_event, query
from common.fan_in import on_events
from contracts.crm.files import purchases as operations
from contracts.event import Event
from contracts.inventory.changes import amendments
from contracts.inventory.register import deals
from contracts.schema import Ask
from services.crm.files.customers import queries as customers
from services.crm.files.purchases import commands, queries
from services.crm.files.purchases.rules import STAGE_AFTER


class Purchases:
    """The purchase history (购买记录), kept from what inventory tells."""

    @query(operations.list_purchases)
    def list_purchases(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        customer = customers.one(session, ask.customer_id, by, "customer.read")
        return queries.history(session, customer.id)

    @on_events(*STAGE_AFTER)
    def purchases_on_stage(self, session: Session, event: Event, by: Actor, at: datetime) -> None:
        commands.note(session, event)

    @on_event(deals.DEAL_CHANGED)
    def purchases_on_deal_changed(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.note_change(session, event)

    @on_event(amendments.DEAL_REPRICED)
    def purchases_on_deal_repriced(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.note_price(session, event)
