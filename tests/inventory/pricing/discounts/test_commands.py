"""Discounts come into force by the manager, lead to prices, and stay in the deal's story."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from common import clock
from common.actor import Actor
from contracts.inventory.pricing import discounts as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.pricing.discounts import commands, queries
from services.inventory.register.deals.models import Deal
from tests.commands import answered, asked
from tests.inventory.workbench import SalesOffice

TODAY = clock.business_day(clock.now())


def drafted(office: SalesOffice, *, by: Actor | None = None, **terms: Any) -> str:
    payload = {
        "project_id": str(office.project),
        "name": "一次性付款",
        "kind": "public",
        "mode": "multiply",
        "valid_from": TODAY.isoformat(),
    } | terms
    if "amount" not in payload:
        payload.setdefault("rate", "0.01")
    payload = {name: value for name, value in payload.items() if value is not None}
    operation = operations.create_discount
    return str(office.do(commands.create, operation, by or office.manager, **payload)["id"])


def activate(office: SalesOffice, discount: str, *, by: Actor | None = None) -> Any:
    def command(session: Any, ask: Any, *, by: Actor, at: Any) -> Any:
        return commands.activate(session, ask, by=by)

    operation = operations.activate_discount
    return office.do(command, operation, by or office.manager, discount_id=discount)


def end(office: SalesOffice, discount: str) -> Any:
    def command(session: Any, ask: Any, *, by: Actor, at: Any) -> Any:
        return commands.end(session, ask, by=by)

    return office.do(command, operations.end_discount, office.manager, discount_id=discount)


def in_force(office: SalesOffice, *, by: Actor | None = None, **terms: Any) -> str:
    discount = drafted(office, by=by, **terms)
    activate(office, discount, by=by)
    return discount


def quote(office: SalesOffice, unit: UUID, *discounts: str, **more: Any) -> Any:
    payload = {"unit_id": str(unit), "discount_ids": list(discounts)} | more
    with office.transaction() as session:
        ask = asked(operations.quote_price, **payload)
        found = queries.quote_price(session, ask, by=office.consultant, at=clock.now())
        return answered(operations.quote_price, found)


def listed(office: SalesOffice, by: Actor, **chosen: Any) -> list[str]:
    with office.transaction() as session:
        ask = asked(operations.list_discounts, project_id=str(office.project), **chosen)
        found = queries.list_discounts(session, ask, by=by)
        return [row["status"] for row in answered(operations.list_discounts, found)["items"]]


def story(office: SalesOffice, deal: Any) -> dict[str, Any]:
    with office.transaction() as session:
        found = session.scalar(select(Deal.price_story).where(Deal.id == UUID(deal["id"])))
    assert found is not None
    return found


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def test_a_price_is_quoted_step_by_step(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    rate = in_force(office, position=1)
    sum_off = in_force(office, name="周年庆", mode="add", amount="5000", position=2)
    found = quote(office, unit, sum_off, rate)
    assert (found["list_price"], found["price"]) == ("1000000.00", "985000.00")
    assert [(step["name"], step["off"], step["price"]) for step in found["steps"]] == [
        ("一次性付款", "10000.00", "990000.00"),
        ("周年庆", "5000.00", "985000.00"),
    ]
    assert quote(office, unit)["price"] == "1000000.00"
    assert "floor" not in str(found)


def test_a_reservation_by_discounts_keeps_its_story(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    discount = in_force(office)
    deal = office.reserve(unit, office.customer(), discount_ids=[discount])
    assert deal["price"] == "990000.00"
    told = story(office, deal)
    assert [(step["discount_id"], step["off"]) for step in told["discounts"]] == [
        (discount, "10000.00")
    ]
    assert told["authority"] == "consultant"


def test_a_public_discount_carries_the_authority_of_who_put_it_in_force(
    office: SalesOffice,
) -> None:
    one, other = office.on_sale(2)
    public = in_force(office, rate="0.02")
    deal = office.reserve(one, office.customer(), discount_ids=[public])
    assert (deal["price"], story(office, deal)["authority"]) == ("980000.00", "sales_manager")
    special = in_force(office, kind="special", rate="0.02")
    with refused("price_beyond_authority"):
        office.reserve(other, office.customer(), discount_ids=[special])
    assert office.status_of(other) == "available"


def test_discounts_together_stay_within_the_authority_behind_them(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    both = [in_force(office, rate="0.015"), in_force(office, rate="0.015", position=1)]
    with refused("price_beyond_authority"):
        office.reserve(unit, office.customer(), discount_ids=both)


def test_no_discount_leads_below_the_floors(office: SalesOffice) -> None:
    [unit] = office.on_sale(1, manager_floor_rate=9900, director_floor_rate=9850)
    with refused("price_beyond_authority"):
        office.reserve(unit, office.customer(), discount_ids=[in_force(office, rate="0.015")])
    by_director = in_force(office, by=office.director, rate="0.015")
    office.reserve(unit, office.customer(), discount_ids=[by_director])


def test_a_discount_for_a_payment_method_waits_for_the_subscription(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    customer = office.customer()
    discount = in_force(office, payment_methods=["lump_sum"])
    with refused("discount_not_applicable"):
        office.reserve(unit, customer, discount_ids=[discount])
    office.reserve(unit, customer)
    with refused("discount_not_applicable"):
        office.subscribe(unit, customer, discount_ids=[discount], payment_method="instalments")
    assert office.subscribe(unit, customer, discount_ids=[discount])["price"] == "990000.00"


def test_drafts_ended_and_past_discounts_are_not_given(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    draft = drafted(office)
    ended = in_force(office)
    end(office, ended)
    past = in_force(
        office,
        valid_from=(TODAY - timedelta(days=2)).isoformat(),
        valid_to=(TODAY - timedelta(days=1)).isoformat(),
    )
    for discount in (draft, ended, past):
        with refused("discount_not_applicable"):
            quote(office, unit, discount)
    with refused("not_found"):
        quote(office, unit, str(new_id()))


def test_an_exclusive_discount_goes_with_no_other(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    both = [in_force(office, stackable=False), in_force(office)]
    with refused("discounts_not_stackable"):
        quote(office, unit, *both)


def test_a_discount_of_another_project_is_not_found(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    discount = in_force(office)
    with office.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE discount SET project_id = '{new_id()}'")
    with refused("not_found"):
        quote(office, unit, discount)
    with refused("not_found"):
        activate(office, discount)


def test_a_unit_without_a_price_has_no_quotation(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    with office.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE unit SET list_price = NULL, manager_floor = NULL, director_floor = NULL"
        )
    with refused("price_missing"):
        quote(office, unit)


def test_the_manager_puts_discounts_in_force_up_to_the_own_authority(office: SalesOffice) -> None:
    discount = drafted(office, rate="0.025")
    with refused("discount_beyond_authority"):
        activate(office, discount)
    assert activate(office, discount, by=office.director)["status"] == "active"
    with refused("discount_wrong_status"):
        activate(office, discount)
    assert end(office, discount)["status"] == "ended"
    with refused("discount_wrong_status"):
        end(office, discount)
    assert listed(office, office.consultant) == ["ended"]
    assert listed(office, office.consultant, status="active") == []
    with refused("not_found"):
        listed(office, office.posted_as(Role.CONSULTANT, project=new_id()))


@pytest.mark.parametrize(
    "wrong",
    [
        {"rate": "0.01", "amount": "5000"},
        {"rate": None},
        {"amount": "5000"},
        {"rate": "0"},
        {"rate": "1"},
        {"valid_to": "2020-01-01"},
        {"payment_methods": ["barter"]},
    ],
)
def test_a_discount_is_of_one_piece(office: SalesOffice, wrong: dict[str, Any]) -> None:
    with refused("invalid_input"):
        drafted(office, **wrong)


def test_a_price_is_given_or_follows_from_discounts(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    with refused("invalid_input"):
        office.reserve(unit, office.customer(), price="990000", discount_ids=[in_force(office)])
