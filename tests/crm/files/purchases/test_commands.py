"""The purchase history under events that come twice, late and in any order."""

from datetime import UTC, date, datetime
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete

from contracts.crm.files import purchases as operations
from contracts.event import Event, EventType
from contracts.inventory.changes import amendments
from contracts.inventory.register import deals, units
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.crm.files.customers import queries as customers
from services.crm.files.purchases import commands, queries
from services.crm.files.purchases.models import Purchase
from tests.commands import answered, happened
from tests.crm.workbench import Workbench
from tests.tokens import actor_for

SIGN_BY = datetime(2026, 11, 20, 10, tzinfo=UTC)
PROJECT, UNIT, CUSTOMER, CONSULTANT, DEAL = (new_id() for _ in range(5))


def told(kind: EventType, version: int, status: str, **more: Any) -> Event:
    facts: dict[str, Any] = {
        "unit_id": UNIT,
        "status": status,
        "deal_id": DEAL,
        "customer_id": CUSTOMER,
        "consultant_id": CONSULTANT,
        "amount": "1200000.00",
        "area": "89.50",
        "business_day": date(2026, 11, version),
    }
    return happened(
        kind, facts | more, aggregate_id=UNIT, version=version, project_id=more.get("at", PROJECT)
    )


RESERVED = told(units.UNIT_RESERVED, 3, "reserved")
SUBSCRIBED = told(
    units.UNIT_SUBSCRIBED,
    4,
    "subscribed",
    amount="1190000.00",
    deposit="50000.00",
    sign_by=SIGN_BY,
)
SOLD = told(
    units.UNIT_SOLD,
    5,
    "sold",
    amount="1180000.00",
    contract_number="HT-2026-0001",
    list_amount="1250000.00",
)
CANCELLED = told(
    units.SALE_CANCELLED,
    6,
    "unreleased",
    amount="1180000.00",
    stage="sold",
    sold_on=date(2026, 11, 5),
)


AFTER_ALL = {
    "deal_id": str(DEAL),
    "unit_id": str(UNIT),
    "project_id": str(PROJECT),
    "consultant_id": str(CONSULTANT),
    "stage": "cancelled",
    "amount": "1180000.00",
    "area": "89.50",
    "contract_number": "HT-2026-0001",
    "reserved_on": "2026-11-03",
    "subscribed_on": "2026-11-04",
    "sold_on": "2026-11-05",
    "cancelled_on": "2026-11-06",
}


def history(crm: Workbench, customer_id: UUID = CUSTOMER) -> list[dict[str, Any]]:
    with crm.transaction() as session:
        answer = answered(operations.list_purchases, queries.history(session, customer_id))
        return list(answer["items"])


def note(crm: Workbench, *noted: Event) -> None:
    handlers = {
        deals.DEAL_CHANGED: commands.note_change,
        amendments.DEAL_REPRICED: commands.note_price,
    }
    for event in noted:
        with crm.transaction() as session:
            handlers.get(event.type, commands.note)(session, event)


def changed(change: str, version: int, **more: Any) -> Event:
    """What the deal itself told, which counts its own versions."""
    facts = {
        "deal_id": DEAL,
        "unit_id": UNIT,
        "customer_id": CUSTOMER,
        "consultant_id": CONSULTANT,
        "stage": "subscribed",
        "change": change,
    }
    kind = deals.DEAL_CHANGED
    return happened(kind, facts | more, aggregate_id=DEAL, version=version, project_id=PROJECT)


def repriced(version: int, amount: str) -> Event:
    facts = {
        "deal_id": DEAL,
        "unit_id": UNIT,
        "customer_id": CUSTOMER,
        "consultant_id": CONSULTANT,
        "old_amount": "1180000.00",
        "new_amount": amount,
        "sold_on": date(2026, 11, 5),
        "business_day": date(2026, 11, 6),
    }
    kind = amendments.DEAL_REPRICED
    return happened(kind, facts, aggregate_id=DEAL, version=version, project_id=PROJECT)


def test_any_order_gives_the_same_history(crm: Workbench) -> None:
    for order in permutations([RESERVED, SUBSCRIBED, SOLD, CANCELLED]):
        note(crm, *order, order[0])
        assert history(crm) == [AFTER_ALL], [event.type.name for event in order]
        with crm.transaction() as session:
            session.execute(delete(Purchase))


def test_a_late_reservation_does_not_undo_the_contract(crm: Workbench) -> None:
    note(crm, SOLD, RESERVED)
    [purchase] = history(crm)
    assert (purchase["stage"], purchase["amount"]) == ("sold", "1180000.00")


def test_the_history_goes_over_to_a_new_buyer_in_any_order(crm: Workbench) -> None:
    one, other = new_id(), new_id()
    told = [
        SUBSCRIBED,
        changed("renamed", 7, customer_id=one),
        changed("renamed", 9, customer_id=other),
        changed("signed_off", 10),
    ]
    for order in permutations(told):
        note(crm, *order, order[0])
        assert history(crm) == history(crm, one) == [], [event.version for event in order]
        [purchase] = history(crm, other)
        assert (purchase["stage"], purchase["amount"]) == ("subscribed", "1190000.00")
        with crm.transaction() as session:
            session.execute(delete(Purchase))


def test_the_newest_price_is_shown_in_any_order(crm: Workbench) -> None:
    told = [SUBSCRIBED, SOLD, repriced(6, "1150000.00"), repriced(8, "1170000.00")]
    for order in permutations(told):
        note(crm, *order, order[-1])
        [purchase] = history(crm)
        assert (purchase["stage"], purchase["amount"]) == ("sold", "1170000.00")
        with crm.transaction() as session:
            session.execute(delete(Purchase))


@pytest.mark.parametrize("freed_first", [True, False])
def test_a_reservation_that_ended_says_so(crm: Workbench, freed_first: bool) -> None:
    freed = told(units.UNIT_FREED, 4, "available", reason="expired")
    note(crm, *((freed, RESERVED) if freed_first else (RESERVED, freed)))
    [purchase] = history(crm)
    assert purchase["stage"] == "released"
    assert purchase["amount"] == "1200000.00"
    assert purchase["reserved_on"] == "2026-11-03"


def test_the_end_of_a_mere_lock_is_no_purchase(crm: Workbench) -> None:
    note(crm, told(units.UNIT_FREED, 2, "available", deal_id=None, customer_id=None))
    assert history(crm) == []


def test_the_summary_counts_deals_by_stage(crm: Workbench) -> None:
    note(crm, SOLD)
    other = told(units.UNIT_RESERVED, 9, "reserved", deal_id=new_id())
    note(crm, other)
    with crm.transaction() as session:
        summary = queries.summary(session, CUSTOMER)
    assert summary["sold"] == summary["reserved"] == 1
    assert summary["subscribed"] == summary["cancelled"] == 0
    assert str(summary["amount"]) == "1180000.00"


def test_those_who_look_after_a_project_see_its_buyers_from_elsewhere(crm: Workbench) -> None:
    customer_id = crm.registered(actor_for(Role.CONSULTANT, projects=[new_id()]))
    clerk = actor_for(Role.SERVICE_CLERK, projects=[PROJECT])
    with crm.transaction() as session, pytest.raises(Refusal, match="not_found"):
        customers.one(session, customer_id, clerk, "customer.read")
    note(crm, told(units.UNIT_RESERVED, 3, "reserved", customer_id=customer_id))
    with crm.transaction() as session:
        assert customers.one(session, customer_id, clerk, "customer.read").id == customer_id
