"""One unit from the price list to the signed contract, and what everybody else is told."""

import pytest

from contracts.office.roles import Role
from contracts.refusals import Conflict
from tests.inventory.workbench import SalesOffice


def test_a_unit_goes_from_the_price_list_to_the_signed_contract(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    customer = office.customer()
    reserved = office.reserve(unit, customer)
    subscribed = office.subscribe(unit, customer)
    assert subscribed["id"] == reserved["id"]
    office.made_ready(subscribed)
    sold = office.sign(subscribed)

    assert sold["stage"] == sold["unit_status"] == office.status_of(unit) == "sold"
    assert sold["contract_number"].endswith("-00001")
    assert office.moves_of(unit) == [
        ("enter", "", "draft"),
        ("approve", "draft", "unreleased"),
        ("release", "unreleased", "available"),
        ("reserve", "available", "reserved"),
        ("subscribe", "reserved", "subscribed"),
        ("sign", "subscribed", "sold"),
    ]
    assert office.told_of(unit) == [
        "unit_approved",
        "unit_released",
        "unit_reserved",
        "unit_subscribed",
        "unit_sold",
    ]
    [fact] = office.told("unit_sold")
    assert fact["data"] == {
        "unit_id": str(unit),
        "unit_number": "100",
        "status": "sold",
        "previous_status": "subscribed",
        "deal_id": sold["id"],
        "customer_id": str(customer),
        "consultant_id": str(office.consultant.staff_id),
        "team_id": str(office.team),
        "expires_at": None,
        "amount": "1000000.00",
        "area": "100.00",
        "business_day": fact["data"]["business_day"],
        "contract_number": sold["contract_number"],
        "list_amount": "1000000.00",
    }


def test_versions_of_a_unit_grow_by_one_with_each_of_its_events(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    deal = office.subscribe(unit, office.customer())
    office.undo(deal)
    versions = [event["version"] for event in office.told() if event["aggregate_id"] == str(unit)]
    assert versions == list(range(2, 2 + len(versions)))


def test_the_second_buyer_is_told_what_the_unit_is_now_and_what_is_still_free(
    office: SalesOffice,
) -> None:
    first, *others = office.on_sale(3)
    rival = office.posted_as(Role.CONSULTANT)
    office.reserve(first, office.customer())
    with pytest.raises(Conflict) as refused:
        office.reserve(first, office.customer(rival), by=rival)
    assert refused.value.code == "unit_taken"
    assert refused.value.details["status"] == "reserved"
    assert set(refused.value.details["free"]) == {str(unit) for unit in others}
