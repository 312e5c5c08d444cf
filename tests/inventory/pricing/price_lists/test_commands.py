"""A version is drafted, submitted, approved by somebody else, or dropped (I-12)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from common import clock
from common.actor import Actor
from common.consent import queries as approval_queries
from contracts.inventory.consent.approvals import CONSENT
from contracts.inventory.pricing import price_lists as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.pricing.price_lists.queries import versions
from tests.commands import answered, asked
from tests.databases import Database
from tests.inventory.pricing.price_lists.workbench import Prices
from tests.inventory.workbench import SalesOffice, row


@pytest.fixture
def prices(office: SalesOffice) -> Prices:
    return Prices(office)


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def listed(prices: Prices, by: Actor, **chosen: Any) -> list[tuple[int, str]]:
    payload = {"project_id": str(prices.office.project)} | chosen
    with prices.office.transaction() as session:
        ask = asked(operations.list_price_lists, **payload)
        found = versions.list_price_lists(session, ask, by=by)
        items = answered(operations.list_price_lists, found)["items"]
        return [(one["number"], one["status"]) for one in items]


def test_a_draft_begins_with_the_prices_that_the_units_have(prices: Prices) -> None:
    prices.office.on_sale(2)
    draft = prices.draft()
    found = prices.read(draft)
    assert (found["number"], found["status"], found["units"]) == (1, "draft", 2)
    assert (found["list_amount"], found["average"]) == ("2000000.00", "10000.00")
    [first, _] = prices.rows(draft)
    assert (first["list_rate"], first["director_floor"]) == ("10000.00", "970000.00")


def test_a_draft_based_on_a_version_has_its_prices_and_those_of_newer_units(
    prices: Prices,
) -> None:
    prices.office.on_sale(1)
    older = prices.draft()
    prices.adjust(older, tiers=["list_rate"], share="0.05")
    prices.office.imported([row(1, list_rate=10100)])
    draft = prices.draft(based_on_id=older["id"])
    assert [one["list_price"] for one in prices.rows(draft)] == ["1050000.00", "1010000.00"]
    assert prices.read(draft)["number"] == 2


def test_versions_are_listed_newest_first_and_by_status(prices: Prices) -> None:
    prices.office.on_sale(1)
    prices.end(prices.draft())
    prices.draft()
    manager = prices.office.manager
    assert listed(prices, manager) == [(2, "draft"), (1, "ended")]
    assert listed(prices, manager, status="ended") == [(1, "ended")]


def test_a_version_of_another_project_is_not_found(prices: Prices) -> None:
    prices.office.on_sale(1)
    draft = prices.draft()
    stranger = prices.office.posted_as(Role.SALES_MANAGER, project=new_id())
    with refused("not_found"):
        prices.read(draft, by=stranger)
    with refused("not_found"):
        prices.submit(draft, by=stranger)


def test_the_director_consents_and_nobody_to_their_own(prices: Prices) -> None:
    prices.office.on_sale(1)
    submitted = prices.submit(prices.draft(), reason="年底促销")
    assert submitted["status"] == "submitted"
    with refused("own_request"):
        prices.decide(submitted, by=prices.office.manager)
    prices.decide(submitted)
    of_director = prices.submit(prices.draft(), by=prices.office.director)
    with refused("own_request"):
        prices.decide(of_director)
    prices.decide(of_director, by=prices.office.general_manager)


def test_rejected_or_withdrawn_it_is_a_draft_again(prices: Prices) -> None:
    prices.office.on_sale(1)
    draft = prices.draft()
    prices.decide(prices.submit(draft), verdict="reject", comment="降幅过大")
    assert prices.read(draft)["status"] == "draft"
    prices.adjust(draft, tiers=["list_rate"], amount="10")
    prices.approve(draft)
    assert prices.read(draft)["status"] == "approved"


def test_what_is_submitted_does_not_change_any_more(prices: Prices) -> None:
    prices.office.on_sale(1)
    draft = prices.draft()
    submitted = prices.submit(draft)
    with refused("price_list_wrong_status"):
        prices.adjust(draft, tiers=["list_rate"], share="0.01")
    with refused("price_list_wrong_status"):
        prices.submit(draft)
    with refused("price_list_wrong_status"):
        prices.end(draft)
    prices.decide(submitted)
    prices.end(draft)
    assert prices.tick(clock.now() + timedelta(days=1)) == 0


def test_a_version_without_a_price_or_with_a_bad_one_is_not_submitted(prices: Prices) -> None:
    prices.office.imported([row(0, list_rate=None, manager_floor_rate=None)])
    with refused("price_list_empty"):
        prices.submit(prices.draft())
    prices.office.imported([row(1, filed_rate=None)])
    with refused("prices_rejected") as found:
        prices.submit(prices.draft())
    [fault] = found.value.details["rows"]
    assert (fault["unit"], fault["tier"], fault["reason"]) == ("1 1 101", "filed_rate", "missing")


def test_the_gap_between_tiers_is_the_projects(database: Callable[[str], Database]) -> None:
    office = SalesOffice(database("inventory").engine, settings={"min_tier_gap": "0.03"})
    prices = Prices(office)
    office.on_sale(1, manager_floor_rate=9500, director_floor_rate=9000)
    draft = prices.draft()
    with refused("prices_rejected") as found:
        prices.adjust(draft, tiers=["manager_floor_rate"], amount="201")
    [fault] = found.value.details["rows"]
    assert (fault["unit"], fault["tier"]) == ("1 1 100", "manager_floor_rate")
    assert fault["reason"] == "gap_too_small"
    prices.adjust(draft, tiers=["manager_floor_rate"], amount="200")
    prices.submit(draft)


def test_facts_for_the_decider_tell_no_floor(prices: Prices) -> None:
    prices.office.on_sale(3)
    draft = prices.draft()
    prices.adjust(draft, tiers=["list_rate"], share="0.01")
    submitted = prices.submit(draft)
    with prices.office.transaction() as session:
        ask = asked(CONSENT.read, approval_id=submitted["approval_id"])
        by = prices.office.director
        found = approval_queries.read_approval(session, CONSENT, ask, by=by, at=clock.now())
    assert found["facts"] == {
        "price_list": "1 十二月调价",
        "units": 3,
        "present_list_amount": "3000000.00",
        "list_amount": "3030000.00",
        "effective_at": None,
    }
    for role in (Role.PLANNER, Role.CONTROL_CLERK, Role.SALES_SUPERVISOR, Role.FINANCE):
        reader = prices.office.posted_as(role)
        with prices.office.transaction() as session, refused("not_found"):
            approval_queries.read_approval(session, CONSENT, ask, by=reader, at=clock.now())
