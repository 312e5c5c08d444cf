from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory.selling import promises as operations
from contracts.schema import Ask
from services.inventory.selling.promises import commands, queries


class Promises:
    """Promises and special fees (特殊承诺、特殊费用)."""

    @command(operations.request_promise)
    def request_promise(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.request(session, ask, by=by, at=at)

    @command(operations.set_payment_form)
    def set_payment_form(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.set_form(session, ask, by=by, at=at)

    @command(operations.record_breach)
    def record_breach(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.record_breach(session, ask, by=by, at=at)

    @query(operations.list_promises)
    def list_promises(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_promises(session, ask, by=by)
