"""Prices of a draft: typed or adjusted, all or none, each within what its editor may see (I-11)."""

from typing import Any

import pytest
from sqlalchemy import select

from common.actor import Actor
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.register.projects.models import Building, HouseType
from tests.inventory.pricing.price_lists.workbench import ALL, Prices
from tests.inventory.workbench import SalesOffice, row

HIDDEN = ("manager_floor", "director_floor", "channel")


@pytest.fixture
def prices(office: SalesOffice) -> Prices:
    return Prices(office)


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def test_typed_rates_lead_to_totals_and_what_is_not_given_stays(prices: Prices) -> None:
    [unit] = prices.office.on_sale(1)
    draft = prices.draft()
    changed = prices.set(draft, {"unit_id": str(unit), "list_rate": "10050.55"})
    assert (changed["units"], changed["version"]) == (1, 2)
    [found] = prices.rows(draft)
    assert (found["list_rate"], found["list_price"]) == ("10050.55", "1005055.00")
    assert found["manager_floor"] == "980000.00"
    assert str(prices.list_price(unit)) == "1000000.00"


def test_only_units_of_the_project_are_priced(prices: Prices) -> None:
    prices.office.on_sale(1)
    with refused("not_found"):
        prices.set(prices.draft(), {"unit_id": str(new_id()), "list_rate": "1"})


def test_who_saw_an_older_draft_is_refused(prices: Prices) -> None:
    prices.office.on_sale(1)
    draft = prices.draft()
    prices.adjust(draft, tiers=["list_rate"], share="0.01")
    with refused("stale_version"):
        prices.adjust(draft, tiers=["list_rate"], share="0.01", version=1)


@pytest.mark.parametrize(
    ("how", "rates"),
    [
        ({"share": "0.01"}, ["10100.00", "10100.00", "10100.00", "10100.00"]),
        ({"amount": "-50"}, ["9950.00", "9950.00", "9950.00", "9950.00"]),
        (
            {"share": "0.01", "floor_from": 2},
            ["10000.00", "10000.00", "10100.00", "10100.00"],
        ),
        (
            {"share": "0.01", "floor_from": 1, "floor_to": 1},
            ["10100.00", "10100.00", "10000.00", "10000.00"],
        ),
    ],
)
def test_an_adjustment_reaches_the_chosen_floors(
    prices: Prices, how: dict[str, Any], rates: list[str]
) -> None:
    office = prices.office
    office.on_sale(20)
    draft = prices.draft()
    prices.adjust(draft, tiers=["list_rate"], **how)
    found = prices.rows(draft)
    assert [found[number]["list_rate"] for number in (0, 9, 10, 19)] == rates


def test_an_adjustment_reaches_one_building_and_one_house_type(prices: Prices) -> None:
    prices.office.imported([row(0), row(1, house_type="B"), row(1000), row(1001, house_type="B")])
    draft = prices.draft()
    building, house_type = _ids(prices)
    prices.adjust(
        draft,
        tiers=["list_rate"],
        share="0.01",
        building_id=building,
        house_type_id=house_type,
    )
    changed = [one["list_rate"] == "10100.00" for one in prices.rows(draft)]
    assert changed == [False, False, False, True]


def _ids(prices: Prices) -> tuple[str, str]:
    with prices.office.transaction() as session:
        building = session.scalars(select(Building.id).where(Building.name == "2")).one()
        house_type = session.scalars(select(HouseType.id).where(HouseType.name == "B")).one()
    return str(building), str(house_type)


def test_an_adjustment_that_breaks_a_rule_changes_nothing(prices: Prices) -> None:
    units = prices.office.on_sale(3)
    draft = prices.draft()
    prices.set(draft, {"unit_id": str(units[1]), "filed_rate": "10050"})
    with refused("prices_rejected") as found:
        prices.adjust(draft, tiers=["list_rate"], share="0.01")
    assert found.value.details["rows"] == [
        {
            "unit_id": str(units[1]),
            "unit": "1 1 101",
            "tier": "list_rate",
            "reason": "above_filed",
        }
    ]
    assert {one["list_rate"] for one in prices.rows(draft)} == {"10000.00"}


def test_what_an_adjustment_would_do_is_told_beforehand(prices: Prices) -> None:
    office = prices.office
    units = office.on_sale(3)
    office.reserve(units[0], office.customer())
    draft = prices.draft()
    how: dict[str, Any] = {"tiers": ["list_rate"], "share": "-0.015"}
    foreseen = prices.foresee(draft, **how)
    assert (foreseen["units"], foreseen["claimed"], foreseen["fault_count"]) == (3, 1, 0)
    [tier] = foreseen["tiers"]
    assert (tier["before"], tier["after"], tier["difference"]) == (
        "3000000.00",
        "2955000.00",
        "-45000.00",
    )
    assert prices.foresee(draft, **(how | {"share": "-0.025"}))["fault_count"] == 3
    assert {one["list_rate"] for one in prices.rows(draft)} == {"10000.00"}


@pytest.fixture(params=[Role.PLANNER, Role.CONTROL_CLERK])
def editor(request: pytest.FixtureRequest, prices: Prices) -> Actor:
    return prices.office.posted_as(request.param)


def test_who_may_not_know_floors_neither_reads_nor_writes_them(
    prices: Prices, editor: Actor
) -> None:
    [unit] = prices.office.on_sale(1, channel_rate=9750)
    draft = prices.draft(by=editor)
    [shown] = prices.rows(draft, by=editor)
    assert not [name for name in shown if name.startswith(HIDDEN)]
    for tier in ("manager_floor_rate", "director_floor_rate", "channel_rate"):
        with refused("tier_not_yours"):
            prices.set(draft, {"unit_id": str(unit), tier: "9000"}, by=editor)
        with refused("tier_not_yours"):
            prices.adjust(draft, tiers=["list_rate", tier], share="0.01", by=editor)
        with refused("tier_not_yours"):
            prices.foresee(draft, tiers=[tier], share="0.01", by=editor)


def test_no_refusal_lets_an_editor_probe_for_the_floors(prices: Prices, editor: Actor) -> None:
    """A list price below the floors is taken from who may not know them, and refused at submission
    to who may."""
    prices.office.on_sale(1, channel_rate=9750)
    draft = prices.draft(by=editor)
    how: dict[str, Any] = {"tiers": ["list_rate"], "share": "-0.3"}
    assert prices.foresee(draft, by=editor, **how)["fault_count"] == 0
    prices.adjust(draft, by=editor, **how)
    with refused("prices_rejected") as found:
        prices.submit(draft)
    assert {fault["tier"] for fault in found.value.details["rows"]} == {
        "manager_floor_rate",
        "director_floor_rate",
        "channel_rate",
    }


def test_the_manager_reads_and_writes_every_tier(prices: Prices) -> None:
    prices.office.on_sale(1, channel_rate=9750)
    draft = prices.draft()
    prices.adjust(draft, tiers=ALL, share="0.1")
    [shown] = prices.rows(draft)
    assert (shown["channel_rate"], shown["channel_price"]) == ("10725.00", "1072500.00")
    assert shown["filed_rate"] == "12100.00"
