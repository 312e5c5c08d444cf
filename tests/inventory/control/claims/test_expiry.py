"""Claims that run out, with the timer early, late, twice and at the same time."""

import threading
from collections import Counter
from datetime import timedelta
from uuid import UUID

from sqlalchemy import text

from common import clock
from contracts.office.roles import Role
from services.inventory.control.claims.commands import expiry
from tests.inventory.workbench import SalesOffice

DAY_LATER = timedelta(hours=25)


def expired(office: SalesOffice, after: timedelta) -> int:
    with office.transaction() as session:
        return expiry.expire_claims(session, at=clock.now() + after)


def freed_times(office: SalesOffice) -> Counter[str]:
    return Counter(event["aggregate_id"] for event in office.told("unit_freed"))


def test_the_timer_frees_a_lock_after_its_minutes_and_not_before(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    office.lock(unit)
    assert expired(office, timedelta(minutes=29)) == 0
    assert expired(office, timedelta(minutes=31)) == 1
    assert office.status_of(unit) == "available"
    [fact] = office.told("unit_freed")
    assert fact["by"] == "system:inventory"
    assert fact["data"]["previous_status"] == "locked"
    assert fact["data"]["consultant_id"] == str(office.consultant.staff_id)


def test_the_timer_closes_the_reservation_with_its_unit(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    customer = office.customer()
    deal = office.reserve(unit, customer)
    assert expired(office, DAY_LATER) == 1
    with office.engine.connect() as connection:
        found = connection.execute(text("SELECT stage, end_reason, version FROM deal")).one()
    assert tuple(found) == ("expired", "expired", 2)
    [fact] = office.told("unit_freed")
    assert fact["data"]["deal_id"] == deal["id"]
    assert fact["data"]["customer_id"] == str(customer)
    assert fact["data"]["reason"] == "expired"
    assert office.moves_of(unit)[-1] == ("expire", "reserved", "available")


def test_a_subscription_never_runs_out(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    office.subscribe(unit, office.customer())
    assert expired(office, timedelta(days=400)) == 0
    assert office.status_of(unit) == "subscribed"


def test_an_extended_reservation_lives_longer(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    office.extend(office.reserve(unit, office.customer()))
    assert expired(office, DAY_LATER) == 0
    assert expired(office, timedelta(hours=49)) == 1


def test_at_most_a_hundred_claims_are_freed_in_one_transaction(office: SalesOffice) -> None:
    for unit in office.on_sale(101):
        office.lock(unit)
    assert expired(office, DAY_LATER) == 100
    assert expired(office, DAY_LATER) == 1
    assert expired(office, DAY_LATER) == 0


def test_two_timers_at_once_free_each_claim_once(office: SalesOffice) -> None:
    units = office.on_sale(60)
    for unit in units:
        office.lock(unit)
    start = threading.Barrier(2)

    def timer() -> None:
        start.wait()
        while expired(office, DAY_LATER):
            pass

    timers = [threading.Thread(target=timer) for _ in range(2)]
    for each in timers:
        each.start()
    for each in timers:
        each.join()
    assert freed_times(office) == Counter({str(unit): 1 for unit in units})


def test_a_timer_passes_over_a_unit_that_is_being_claimed(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    office.lock(unit)
    with office.transaction() as session:
        locked = text("SELECT 1 FROM unit WHERE id = :unit FOR UPDATE")
        session.execute(locked, {"unit": unit})
        assert expired(office, DAY_LATER) == 0
    assert expired(office, DAY_LATER) == 1


def test_a_reservation_that_has_run_out_is_taken_over_while_the_timer_is_late(
    office: SalesOffice,
) -> None:
    [unit] = office.on_sale(1)
    old = office.reserve(unit, office.customer())
    rival = office.posted_as(Role.CONSULTANT)
    late = clock.now() + DAY_LATER
    new = office.reserve(unit, office.customer(rival), by=rival, at=late)

    assert new["unit_version"] == old["unit_version"] + 2
    assert office.told_of(unit)[-2:] == ["unit_freed", "unit_reserved"]
    assert office.moves_of(unit)[-2:] == [
        ("expire", "reserved", "available"),
        ("reserve", "available", "reserved"),
    ]
    versions = [event["version"] for event in office.told() if event["aggregate_id"] == str(unit)]
    assert versions == sorted(set(versions))
    assert _stages(office, unit) == {old["id"]: "expired", new["id"]: "reserved"}
    assert expired(office, timedelta(hours=1)) == 0


def test_a_lock_that_has_run_out_is_nobodys(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    office.lock(unit)
    rival = office.posted_as(Role.CONSULTANT)
    late = clock.now() + timedelta(minutes=31)
    assert office.lock(unit, by=rival, at=late)["status"] == "locked"
    assert office.told_of(unit)[-3:] == ["unit_locked", "unit_freed", "unit_locked"]


def test_a_customers_own_reservation_that_has_run_out_is_not_continued_but_made_anew(
    office: SalesOffice,
) -> None:
    [unit] = office.on_sale(1)
    customer = office.customer()
    old = office.reserve(unit, customer, price="991000.00")
    new = office.subscribe(unit, customer, at=clock.now() + DAY_LATER)
    assert (new["price"], new["stage"]) == ("1000000.00", "subscribed")
    assert _stages(office, unit) == {old["id"]: "expired", new["id"]: "subscribed"}


def _stages(office: SalesOffice, unit: UUID) -> dict[str, str]:
    with office.engine.connect() as connection:
        found = connection.execute(
            text("SELECT id, stage FROM deal WHERE unit_id = :unit"), {"unit": unit}
        )
        return {str(deal.id): deal.stage for deal in found}
