"""Whether what an answer offers (`can`) is what the commands do.

    judge(office, receipt["can"], by, {
        operations.endorse_receipt: (receipts.endorse, {"receipt_id": receipt["id"]}),
        operations.confirm_receipt: (receipts.confirm, {"receipt_id": receipt["id"]}),
    })

Every command is tried in a transaction that is taken back, by who has its right: the others the
entrypoint has refused already.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from contracts.operation import Operation
from contracts.refusals import Refusal
from tests.commands import Bench, asked

Attempt = tuple[Callable[..., Any], Mapping[str, Any]]
"""A command and its request."""

_DONE = "done"


def judge(
    bench: Bench, can: Sequence[Mapping[str, Any]], by: Actor, attempts: Mapping[Operation, Attempt]
) -> None:
    """What is offered succeeds, what carries a refusal is refused with its code, and what is not
    offered is refused."""
    offered = {row["operation"]: row["refusal"]["code"] if row["refusal"] else _DONE for row in can}
    outcomes = {
        operation.name: _outcome(bench, operation, command, payload, by)
        for operation, (command, payload) in attempts.items()
    }
    assert offered.keys() <= outcomes.keys(), "an operation is offered that the test doesn't try"
    for name, outcome in outcomes.items():
        if name in offered:
            assert outcome == offered[name], f"{name} for {set(by.roles)}"
        else:
            assert outcome != _DONE, f"{name} is not offered to {set(by.roles)} and works"


def _outcome(
    bench: Bench,
    operation: Operation,
    command: Callable[..., Any],
    payload: Mapping[str, Any],
    by: Actor,
) -> str:
    if by.scope(operation.permission) is None:
        return "forbidden"
    with Session(bench.engine) as session:
        try:
            command(session, asked(operation, **payload), by=by, at=clock.now())
            session.flush()
        except Refusal as refusal:
            return refusal.code
        finally:
            session.rollback()
    return _DONE
