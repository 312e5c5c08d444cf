"""A sales office where deals are changed: asked for, consented to, looked at.

orders = Orders(database("inventory").engine)
deal = orders.signed()
orders.change(deal, "price_change", price="950000.00")
orders.deal(deal)["price"]              # "950000.00"
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from common import clock
from common.actor import Actor
from contracts.inventory.changes import change_orders as operations
from contracts.refusals import Refusal
from services.inventory.changes.change_orders.queries import order as queries
from tests.commands import answered, asked
from tests.inventory.desk import Desk


class Orders(Desk):
    def change(self, deal: Any, kind: str, **terms: Any) -> Any:
        """Asked for by the consultant, consented to by everybody: the order as it is then."""
        asked_for = self.request_change(deal, kind, **terms)
        self.consent(asked_for)
        return self.order(asked_for)

    def order(self, asked_for: Any, *, by: Actor | None = None) -> Any:
        operation = operations.read_change_order
        with self.transaction() as session:
            ask = asked(operation, change_order_id=asked_for["id"])
            return answered(
                operation, queries.read_change_order(session, ask, by=by or self.manager)
            )

    def listed(self, *, by: Actor | None = None, **asks: Any) -> Any:
        operation = operations.list_change_orders
        with self.transaction() as session:
            ask = asked(operation, **asks)
            return answered(
                operation, queries.list_change_orders(session, ask, by=by or self.manager)
            )

    def foreseen(self, deal: Any, kind: str, *, by: Actor | None = None, **terms: Any) -> Any:
        operation = operations.preview_change_order
        with self.transaction() as session:
            ask = asked(operation, deal_id=deal["id"], kind=kind, **terms)
            found = queries.preview(session, ask, by=by or self.consultant, at=clock.now())
            return answered(operation, found)

    def possible(self, deal: Any, *, by: Actor | None = None) -> Any:
        operation = operations.read_possible_changes
        with self.transaction() as session:
            ask = asked(operation, deal_id=deal["id"])
            found = queries.possible(session, ask, by=by or self.consultant, at=clock.now())
            return answered(operation, found)

    def refunds(self, deal: Any) -> list[tuple[str, str, str]]:
        """Cause, status and amount of each."""
        statement = text(
            "SELECT cause, status, amount::text FROM refund WHERE deal_id = :deal ORDER BY id"
        )
        with self.engine.connect() as connection:
            found = connection.execute(statement, {"deal": UUID(deal["id"])})
            return [tuple(row) for row in found]


@contextmanager
def refused(code: str) -> Iterator[Any]:
    with pytest.raises(Refusal) as refusal:
        yield refusal
    assert refusal.value.code == code, refusal.value.args
