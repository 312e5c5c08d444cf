"""Reserve, subscribe, extend and cancel on a real database."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from common import clock
from common.actor import Actor
from common.learning import NotKnownYet
from contracts.inventory.selling import subscriptions as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.register.deals.models import Deal
from services.inventory.selling.subscriptions import queries
from tests.commands import asked
from tests.inventory.workbench import SalesOffice


def refusal_of(function: object, *args: object, **kwargs: object) -> Refusal:
    with pytest.raises(Refusal) as refused:
        function(*args, **kwargs)  # type: ignore[operator]  # any command of the office
    return refused.value


def deals_of(office: SalesOffice, unit: UUID) -> list[tuple[str, int]]:
    with office.transaction() as session:
        found = session.scalars(select(Deal).where(Deal.unit_id == unit).order_by(Deal.created_at))
        return [(deal.stage, deal.version) for deal in found]


def test_a_reservation_keeps_how_its_price_came_about(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    deal = office.reserve(unit, office.customer(), price="995000.00")
    read = office.deal(deal, by=office.consultant)
    story = read["price_story"]
    assert story.pop("priced_at") == read["created_at"]
    known = {
        "basis": "gross_area",
        "rate": "10000.00",
        "list_price": "1000000.00",
        "price": "995000.00",
        "discount": "0.005",
        "authority": "consultant",
        "authority_limit": "0.01",
    }
    assert {name: story[name] for name in known} == known
    assert (read["price"], read["discount"], read["area"]) == ("995000.00", "0.005", "100.00")


def test_a_refused_price_leaves_the_unit_free(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    refused = refusal_of(office.reserve, unit, office.customer(), price="900000.00")
    assert refused.code == "price_beyond_authority"
    assert office.status_of(unit) == "available"
    assert deals_of(office, unit) == []


def test_somebody_elses_customer_is_refused(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    customer = office.customer(office.posted_as(Role.CONSULTANT))
    assert refusal_of(office.reserve, unit, customer).code == "customer_not_yours"
    assert office.status_of(unit) == "available"


def test_a_customer_who_has_not_been_told_yet_is_learnt_first(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    with pytest.raises(NotKnownYet):
        office.reserve(unit, new_id())


def test_a_consultant_of_another_project_does_not_find_the_unit(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    stranger = office.posted_as(Role.CONSULTANT, project=new_id())
    refused = refusal_of(office.reserve, unit, office.customer(stranger), by=stranger)
    assert refused.code == "not_found"


@pytest.mark.parametrize("prepared", ["draft", "unreleased"])
def test_a_unit_that_is_not_on_sale_is_refused_by_its_state(
    office: SalesOffice, prepared: str
) -> None:
    [unit] = office.on_sale(1)
    with office.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE unit SET status = '{prepared}'")
    refused = refusal_of(office.reserve, unit, office.customer())
    assert refused.code == "unit_wrong_state"
    assert refused.details["status"] == prepared


def test_the_holder_of_a_lock_reserves_and_nobody_else(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    rival = office.posted_as(Role.CONSULTANT)
    locked = office.lock(unit)
    assert locked["status"] == "locked"
    assert refusal_of(office.lock, unit, by=rival).code == "unit_taken"
    assert refusal_of(office.reserve, unit, office.customer(rival), by=rival).code == "unit_taken"
    assert office.reserve(unit, office.customer())["unit_status"] == "reserved"
    assert office.told_of(unit)[-2:] == ["unit_locked", "unit_reserved"]


def test_a_lock_is_given_up_by_its_holder_only(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    rival = office.posted_as(Role.CONSULTANT)
    office.lock(unit)
    assert refusal_of(office.unlock, unit, by=rival).code == "lock_not_yours"
    assert office.unlock(unit)["status"] == "available"
    assert refusal_of(office.unlock, unit).code == "unit_wrong_state"
    assert office.lock(unit, by=rival)["status"] == "locked"


def test_a_subscription_from_free_needs_only_customer_payment_and_handover(
    office: SalesOffice,
) -> None:
    [unit] = office.on_sale(1)
    at = clock.now()
    deal = office.subscribe(unit, office.customer(), at=at)
    assert (deal["stage"], deal["price"], deal["expires_at"]) == ("subscribed", "1000000.00", None)
    [fact] = office.told("unit_subscribed")
    assert fact["data"]["deposit"] == "20000.00"
    due = clock.end_of(clock.business_day(at) + timedelta(days=7))
    assert fact["data"]["sign_by"] == due.isoformat()


def test_a_reservation_is_continued_at_its_agreed_price(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    customer = office.customer()
    reserved = office.reserve(unit, customer, price="991000.00")
    subscribed = office.subscribe(unit, customer)
    assert (subscribed["id"], subscribed["price"]) == (reserved["id"], "991000.00")
    assert deals_of(office, unit) == [("subscribed", 2)]


def test_another_customer_does_not_continue_a_reservation(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    office.reserve(unit, office.customer())
    assert refusal_of(office.subscribe, unit, office.customer()).code == "unit_taken"


def test_a_deposit_above_the_cap_and_a_handover_in_the_past_are_refused(
    office: SalesOffice,
) -> None:
    [unit] = office.on_sale(1)
    customer = office.customer()
    refused = refusal_of(office.subscribe, unit, customer, deposit="200000.01")
    assert (refused.code, refused.details["most"]) == ("deposit_above_cap", "200000.00")
    refused = refusal_of(office.subscribe, unit, customer, handover_date="2020-01-01")
    assert refused.code == "handover_in_past"
    assert office.status_of(unit) == "available"


def test_the_same_deal_id_is_not_used_twice(office: SalesOffice) -> None:
    one, other = office.on_sale(2)
    named = str(new_id())
    office.reserve(one, office.customer(), id=named)
    assert refusal_of(office.reserve, other, office.customer(), id=named).code == "already_exists"
    assert office.status_of(other) == "available"


def test_a_reservation_is_extended_once_by_at_most_its_own_time(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    at = clock.now()
    deal = office.reserve(unit, office.customer(), at=at)
    extended = office.extend(deal, hours=100)
    assert extended["expires_at"] == (at + timedelta(hours=48)).isoformat()
    assert refusal_of(office.extend, deal).code == "already_extended"
    [fact] = office.told("deal_changed")
    assert (fact["data"]["change"], fact["version"]) == ("extended", extended["version"])


def test_a_reservation_that_has_run_out_is_not_extended(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    deal = office.reserve(unit, office.customer())
    late = clock.now() + timedelta(hours=25)
    assert refusal_of(office.extend, deal, at=late).details["stage"] == "expired"


def test_a_consultant_gives_up_a_reservation_and_the_unit_is_free(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    deal = office.reserve(unit, office.customer())
    assert office.cancel(deal, by=office.consultant)["unit_status"] == "available"
    assert office.told_of(unit)[-1] == "unit_freed"
    again = office.reserve(unit, office.customer())
    assert again["id"] != deal["id"]
    assert deals_of(office, unit) == [("cancelled", 2), ("reserved", 1)]


def test_a_subscription_is_undone_by_an_order_and_the_unit_goes_back_for_review(
    office: SalesOffice,
) -> None:
    [unit] = office.on_sale(1)
    customer = office.customer()
    deal = office.subscribe(unit, customer)
    for by in (office.consultant, office.manager):
        assert refusal_of(office.cancel, deal, by=by).code == "needs_change_order"
    office.undo(deal)
    assert (office.status_of(unit), deals_of(office, unit)[0][0]) == ("unreleased", "cancelled")
    [fact] = office.told("sale_cancelled")
    assert fact["data"]["stage"] == "subscribed"
    assert fact["data"]["sold_on"] is None
    assert fact["data"]["amount"] == "1000000.00"
    assert "客户" not in str(fact), "free text stays in the history"
    assert refusal_of(office.cancel, deal).code == "deal_wrong_stage"
    assert refusal_of(office.reserve, unit, customer).code == "unit_wrong_state"


def test_a_cancelled_sale_tells_the_day_on_which_it_counted(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    deal = office.subscribe(unit, office.customer())
    office.made_ready(deal)
    office.sign(deal)
    office.undo(deal)
    [sold], [cancelled] = office.told("unit_sold"), office.told("sale_cancelled")
    assert cancelled["data"]["sold_on"] == sold["data"]["business_day"]
    assert cancelled["version"] == sold["version"] + 1


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.SALES_MANAGER, 2),
        (Role.SALES_SUPERVISOR, 2),
        (Role.FINANCE, 2),
        (Role.CONSULTANT, 0),
    ],
)
def test_deals_are_listed_as_far_as_the_scope_reaches(
    office: SalesOffice, role: Role, sees: int
) -> None:
    for unit in office.on_sale(2):
        office.reserve(unit, office.customer())
    assert len(_listed(office, office.posted_as(role))) == sees
    assert len(_listed(office, office.consultant)) == 2
    elsewhere = office.posted_as(role, project=new_id())
    assert _listed(office, elsewhere) == []


def test_deals_are_paged_newest_first(office: SalesOffice) -> None:
    made = [office.reserve(unit, office.customer())["id"] for unit in office.on_sale(5)]
    found: list[str] = []
    cursor = None
    while True:
        with office.transaction() as session:
            ask = asked(operations.list_deals, page_size=2, cursor=cursor)
            page = queries.list_deals(session, ask, by=office.manager)
        found += [str(item["id"]) for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert found == made[::-1]


@pytest.mark.parametrize("cursor", ["x", "2026-01-01T00:00:00~x", "~", "2026-01-01~" + "0" * 32])
def test_a_foreign_cursor_is_refused(office: SalesOffice, cursor: str) -> None:
    ask = asked(operations.list_deals, cursor=cursor)
    with office.transaction() as session, pytest.raises(Refusal) as refused:
        queries.list_deals(session, ask, by=office.manager)
    assert refused.value.code == "invalid_input"


def _listed(office: SalesOffice, by: Actor) -> list[object]:
    with office.transaction() as session:
        return list(queries.list_deals(session, asked(operations.list_deals), by=by)["items"])
