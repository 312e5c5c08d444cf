from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory.control import holds as operations
from contracts.schema import Ask
from services.inventory.control.holds import commands, queries
from services.inventory.register.customers.entrypoints import learn_customer


class Holds:
    """Holds (保留)."""

    @command(operations.request_hold, learn=learn_customer)
    def request_hold(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.request(session, ask, by=by, at=at)

    @command(operations.cancel_hold)
    def cancel_hold(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.cancel(session, ask, by=by, at=at)

    @query(operations.list_holds)
    def list_holds(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_holds(session, ask, by=by, at=at)
