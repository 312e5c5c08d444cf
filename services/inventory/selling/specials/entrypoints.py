from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory.selling import specials as operations
from contracts.schema import Ask
from services.inventory.register.customers.entrypoints import learn_customer
from services.inventory.selling.specials import commands, queries


class Specials:
    """Special discounts (特殊优惠)."""

    @command(operations.request_special_discount, learn=learn_customer)
    def request_special_discount(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.request(session, ask, by=by, at=at)

    @query(operations.list_special_discounts)
    def list_special_discounts(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_special_discounts(session, ask, by=by)
