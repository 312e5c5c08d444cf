"""What a promise's `can` offers is what its commands do, for everybody at every state."""

from collections.abc import Callable
from typing import Any

import pytest

from common.actor import Actor
from contracts.inventory.consent.approvals import CONSENT
from contracts.inventory.selling import promises as operations
from contracts.office.roles import Role
from services.inventory.selling.promises import commands, queries
from tests.commands import answered, asked
from tests.inventory.consenting import DECISIONS
from tests.inventory.workbench import SalesOffice
from tests.offered import judge


def requested(office: SalesOffice, **more: Any) -> Any:
    [unit] = office.on_sale(1)
    deal = office.reserve(unit, office.customer())
    payload = {"deal_id": deal["id"], "kind": "service", "text": "免一年物业费"} | more
    return office.do(commands.request, operations.request_promise, office.consultant, **payload)


def requested_for_money(office: SalesOffice) -> Any:
    return requested(office, amount="8000", payment_form="deduction")


def decided(office: SalesOffice, verdict: str) -> Any:
    promise = requested(office)
    payload = {"approval_id": promise["approval_id"], "verdict": verdict, "comment": "见附件"}
    office.do(DECISIONS.decide, CONSENT.decide, office.manager, **payload)
    return promise


def promised(office: SalesOffice) -> Any:
    return decided(office, "approve")


def refused(office: SalesOffice) -> Any:
    return decided(office, "reject")


def breached(office: SalesOffice) -> Any:
    promise = promised(office)
    payload = broken(office) | {"promise_id": promise["id"]}
    office.do(commands.record_breach, operations.record_breach, office.manager, **payload)
    return promise


def broken(office: SalesOffice) -> dict[str, Any]:
    return {"loss": "1200", "attributed_to": str(office.consultant.staff_id), "note": "未办理"}


@pytest.mark.parametrize("state", [requested, requested_for_money, promised, refused, breached])
def test_what_is_offered_is_what_is_possible(
    office: SalesOffice, state: Callable[[SalesOffice], Any]
) -> None:
    one = {"promise_id": state(office)["id"]}
    form, breach = one | {"payment_form": "goods"}, one | broken(office)
    for by in [office.consultant, office.manager, *map(office.posted_as, Role)]:
        for row in listed(office, by):
            judge(
                office,
                row["can"],
                by,
                {
                    operations.set_payment_form: (commands.set_form, form),
                    operations.record_breach: (commands.record_breach, breach),
                },
            )


def listed(office: SalesOffice, by: Actor) -> list[Any]:
    with office.transaction() as session:
        found = queries.list_promises(session, asked(operations.list_promises), by=by)
        return list(answered(operations.list_promises, found)["items"])
