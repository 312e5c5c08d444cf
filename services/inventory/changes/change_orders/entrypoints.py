from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory.changes import change_orders as operations
from contracts.schema import Ask
from services.inventory.changes.change_orders.commands import order as commands
from services.inventory.changes.change_orders.queries import order as queries
from services.inventory.register.customers.entrypoints import learn_customer


class ChangeOrders:
    """Changes by approved orders (变更单)."""

    @command(operations.request_change_order, learn=learn_customer)
    def request_change_order(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.request(session, ask, by=by, at=at)

    @query(operations.preview_change_order)
    def preview_change_order(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.preview(session, ask, by=by, at=at)

    @query(operations.read_possible_changes)
    def read_possible_changes(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.possible(session, ask, by=by, at=at)

    @query(operations.list_change_orders)
    def list_change_orders(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_change_orders(session, ask, by=by)

    @query(operations.read_change_order)
    def read_change_order(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.read_change_order(session, ask, by=by)
