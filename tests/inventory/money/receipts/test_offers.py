"""What a receipt's `can` offers is what its commands do, for everybody at every state."""

from collections.abc import Callable
from typing import Any

import pytest

from common import clock
from common.actor import Actor
from contracts.inventory.money import receipts as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from services.inventory.money.receipts import queries
from services.inventory.money.receipts.commands import receipt as commands
from services.inventory.money.receipts.commands import reversal, taking
from tests.commands import answered, asked
from tests.inventory.till import Till
from tests.offered import judge


def taken(till: Till) -> Any:
    return till.take(till.subscribed())


def requested(till: Till) -> Any:
    return till.request_deposit(till.subscribed())


def requested_by_a_leader(till: Till) -> Any:
    return till.request_deposit(till.subscribed(), by=till.manager)


def endorsed(till: Till) -> Any:
    return till.endorse(requested(till))


def confirmed(till: Till) -> Any:
    return till.confirm(requested(till))


def rejected(till: Till) -> Any:
    receipt = requested(till)
    payload = {"receipt_id": receipt["id"], "reason": "金额不符"}
    till.do(commands.reject, operations.reject_receipt, till.finance, **payload)
    return receipt


@pytest.mark.parametrize(
    "state", [taken, requested, requested_by_a_leader, endorsed, confirmed, rejected]
)
def test_what_is_offered_is_what_is_possible(till: Till, state: Callable[[Till], Any]) -> None:
    receipt = state(till)
    one = {"receipt_id": receipt["id"]}
    because = one | {"reason": "金额不符"}
    people = [till.manager, till.finance, till.consultant, *map(till.posted_as, Role)]
    for by in people:
        can = offered(till, receipt, by)
        if can is None:
            continue
        judge(
            till,
            can,
            by,
            {
                operations.hand_in_money: (taking.hand_in, one),
                operations.endorse_receipt: (commands.endorse, one),
                operations.confirm_receipt: (commands.confirm, one),
                operations.reject_receipt: (commands.reject, because),
                operations.reverse_receipt: (reversal.request, because),
            },
        )


def test_a_step_that_is_near_says_what_stands_in_its_way(till: Till) -> None:
    both = till.posted_as(Role.FINANCE, Role.SALES_MANAGER)
    receipt = till.endorse(requested(till), by=both)
    [confirm, _] = offered(till, receipt, both) or []
    assert confirm["operation"] == "confirm_receipt"
    assert confirm["refusal"]["code"] == "receipt_same_person"
    assert confirm["refusal"]["zh"] == "销售确认与财务确认须由两人分别完成。"


def offered(till: Till, receipt: Any, by: Actor) -> list[dict[str, Any]] | None:
    """`can` as `by` reads it, the same in the list and alone; `None` for who may not see it."""
    operation = operations.read_receipt
    with till.transaction() as session:
        ask = asked(operation, receipt_id=receipt["id"])
        try:
            can = answered(operation, queries.read_receipt(session, ask, by=by))["can"]
        except Refusal:
            return None
        listing = operations.list_receipts
        page = queries.list_receipts(session, asked(listing), by=by, at=clock.now())
    [row] = [row for row in answered(listing, page)["items"] if row["id"] == receipt["id"]]
    assert row["can"] == can
    return list(can)
