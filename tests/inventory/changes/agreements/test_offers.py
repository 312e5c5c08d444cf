"""What a change order's `can` offers is what its command does, for everybody at every state."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy.orm import Session

from common.actor import Actor
from common.learning import NotKnownYet
from contracts.inventory.changes import agreements as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import Ask
from services.inventory.changes.agreements import commands
from tests.databases import Database
from tests.inventory.changing import Orders
from tests.offered import judge


@pytest.fixture
def orders(database: Callable[[str], Database]) -> Orders:
    return Orders(database("inventory").engine)


def requested(orders: Orders) -> Any:
    [unit] = orders.on_sale(1)
    deal = orders.subscribe(unit, orders.customer())
    return orders.request_change(deal, "price_change", price="995000.00")


def done(orders: Orders) -> Any:
    order = requested(orders)
    orders.consent(order)
    return order


def refused(orders: Orders) -> Any:
    order = requested(orders)
    orders.decide_change(order, orders.manager, verdict="reject")
    return order


@pytest.mark.parametrize("state", [requested, done, refused])
def test_what_is_offered_is_what_is_possible(
    orders: Orders, state: Callable[[Orders], Any]
) -> None:
    order = state(orders)
    attempts = {operations.draft_agreement: (draft, {"change_order_id": order["id"]})}
    for by in [orders.consultant, orders.manager, *map(orders.posted_as, Role)]:
        can = offered(orders, order, by)
        if can is not None:
            judge(orders, can, by, attempts)


def draft(session: Session, ask: Ask, *, by: Actor, at: Any) -> None:
    """As far as it comes without a text."""
    with suppress(NotKnownYet):
        commands.draft(session, ask, by=by, at=at)


def offered(orders: Orders, order: Any, by: Actor) -> list[dict[str, Any]] | None:
    """`can` as `by` reads it, the same in the list and alone; `None` for who may not see it."""
    try:
        can = orders.order(order, by=by)["can"]
    except Refusal:
        return None
    [row] = orders.listed(by=by)["items"]
    assert row["can"] == can
    return list(can)
