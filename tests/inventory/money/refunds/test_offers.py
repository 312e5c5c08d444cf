"""What a refund's `can` offers is what its commands do, for everybody at every state."""

from collections.abc import Callable
from typing import Any

import pytest

from common.actor import Actor
from contracts.inventory.money import refunds as operations
from contracts.office.roles import Role
from services.inventory.money.refunds import commands, queries
from tests.commands import answered, asked
from tests.inventory.till import Till
from tests.offered import judge


def owed(till: Till) -> Any:
    deal = till.subscribed()
    till.received(deal)
    till.received(deal, amount="1000000.00")
    payload = {"deal_id": deal["id"], "amount": "1000.00"}
    return till.do(commands.owe_by_hand, operations.owe_refund, till.consultant, **payload)


def requested(till: Till) -> Any:
    payload = {"refund_id": owed(till)["id"], "payee_note": "张三 中国银行"}
    return till.do(commands.request, operations.request_refund, till.consultant, **payload)


def confirmed(till: Till) -> Any:
    one = {"refund_id": requested(till)["id"]}
    return till.do(commands.confirm, operations.confirm_refund, till.manager, **one)


def paid(till: Till) -> Any:
    payload = {"refund_id": confirmed(till)["id"], "payment_ref": "2026-1"}
    return till.do(commands.pay, operations.pay_refund, till.finance, **payload)


def cancelled(till: Till) -> Any:
    payload = {"refund_id": requested(till)["id"], "reason": "客户不退了"}
    return till.do(commands.cancel, operations.cancel_refund, till.manager, **payload)


@pytest.mark.parametrize("state", [owed, requested, confirmed, paid, cancelled])
def test_what_is_offered_is_what_is_possible(till: Till, state: Callable[[Till], Any]) -> None:
    one = {"refund_id": state(till)["id"]}
    several = till.posted_as(Role.FINANCE, Role.SALES_MANAGER)
    people = [till.manager, till.finance, till.consultant, several, *map(till.posted_as, Role)]
    for by in people:
        for row in listed(till, by):
            judge(
                till,
                row["can"],
                by,
                {
                    operations.request_refund: (commands.request, one | {"payee_note": "张三"}),
                    operations.confirm_refund: (commands.confirm, one),
                    operations.pay_refund: (commands.pay, one | {"payment_ref": "2026-2"}),
                    operations.cancel_refund: (commands.cancel, one | {"reason": "撤回"}),
                },
            )


def test_nobody_takes_two_steps_and_the_second_says_so(till: Till) -> None:
    one = {"refund_id": requested(till)["id"]}
    both = till.posted_as(Role.FINANCE, Role.SALES_MANAGER)
    till.do(commands.confirm, operations.confirm_refund, both, **one)
    [row] = listed(till, both)
    refusals = {step["operation"]: step["refusal"] for step in row["can"]}
    assert refusals["pay_refund"]["code"] == "refund_same_person"
    assert refusals["cancel_refund"] is None


def listed(till: Till, by: Actor) -> list[Any]:
    with till.transaction() as session:
        page = queries.list_refunds(session, asked(operations.list_refunds), by=by)
        return list(answered(operations.list_refunds, page)["items"])
