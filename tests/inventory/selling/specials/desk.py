"""Special discounts asked for, decided and listed in a sales office."""

from typing import Any
from uuid import UUID

from common import clock
from common.actor import Actor
from common.consent import queries as approval_queries
from contracts.inventory.consent.approvals import CONSENT
from contracts.inventory.selling import specials as operations
from services.inventory.selling.specials import commands, queries
from tests.commands import answered, asked
from tests.inventory.consenting import DECISIONS
from tests.inventory.workbench import SalesOffice


def request(
    office: SalesOffice,
    unit: UUID,
    customer: UUID,
    price: str,
    *,
    by: Actor | None = None,
    **more: Any,
) -> Any:
    payload = {
        "unit_id": str(unit),
        "customer_id": str(customer),
        "price": price,
        "reason": "老客户介绍三组",
    } | more
    operation = operations.request_special_discount
    return office.do(commands.request, operation, by or office.consultant, **payload)


def decide(office: SalesOffice, asked_for: Any, by: Actor, **more: Any) -> Any:
    payload = {"approval_id": asked_for["approval_id"], "verdict": "approve"} | more
    return office.do(DECISIONS.decide, CONSENT.decide, by, **payload)


def granted(office: SalesOffice, unit: UUID, customer: UUID, price: str = "975000") -> Any:
    special = request(office, unit, customer, price)
    decide(office, special, office.director)
    return special


def listed(office: SalesOffice, by: Actor, **chosen: Any) -> list[str]:
    return [row["status"] for row in rows(office, by, **chosen)]


def rows(office: SalesOffice, by: Actor, **chosen: Any) -> list[dict[str, Any]]:
    with office.transaction() as session:
        ask = asked(operations.list_special_discounts, **chosen)
        found = queries.list_special_discounts(session, ask, by=by)
        items: list[dict[str, Any]] = answered(operations.list_special_discounts, found)["items"]
        return items


def approvals_seen(office: SalesOffice, by: Actor) -> int:
    with office.transaction() as session:
        ask = asked(CONSENT.list)
        found = approval_queries.list_approvals(session, CONSENT, ask, by=by, at=clock.now())
        return len(found["items"])
