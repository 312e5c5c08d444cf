"""Two versions side by side: per unit, in sum, on average, without what is hidden (I-12)."""

import pytest

from contracts.refusals import Refusal
from contracts.schema import new_id
from tests.inventory.pricing.price_lists.workbench import ALL, Prices
from tests.inventory.workbench import SalesOffice


@pytest.fixture
def prices(office: SalesOffice) -> Prices:
    return Prices(office)


def test_a_version_beside_an_older_one(prices: Prices) -> None:
    units = prices.office.on_sale(3)
    old, new = prices.draft(), prices.draft()
    prices.set(new, {"unit_id": str(units[1]), "list_rate": "10300"})
    found = prices.compare(new, with_id=old["id"])
    assert (len(found["items"]), found["changed"]) == (3, 1)
    second = found["items"][1]
    assert (second["old"]["list_price"], second["new"]["list_price"]) == (
        "1000000.00",
        "1030000.00",
    )
    assert second["difference"]["list_price"] == "30000.00"
    assert second["difference"]["manager_floor"] == "0.00"
    [tier] = [one for one in found["tiers"] if one["tier"] == "list_rate"]
    assert (tier["before"], tier["after"]) == ("3000000.00", "3030000.00")
    assert (tier["average_before"], tier["average_after"]) == ("10000.00", "10100.00")


def test_a_version_beside_what_units_cost_now_changed_ones_only(prices: Prices) -> None:
    units = prices.office.on_sale(4)
    new = prices.draft()
    for unit in units[:3]:
        prices.set(new, {"unit_id": str(unit), "list_rate": "9900"})
    first = prices.compare(new, changed=True, page_size=2)
    assert first["changed"] == 3
    second = prices.compare(new, changed=True, page_size=2, cursor=first["next"])
    items = [*first["items"], *second["items"]]
    assert [one["unit_id"] for one in items] == [str(unit) for unit in units[:3]]
    assert second["next"] is None


def test_floors_are_compared_for_those_only_who_may_know_them(prices: Prices) -> None:
    prices.office.on_sale(1, channel_rate=9750)
    new = prices.draft()
    prices.adjust(new, tiers=["manager_floor_rate"], amount="1")
    assert {one["tier"] for one in prices.compare(new)["tiers"]} == set(ALL)
    shown = prices.compare(new, by=prices.planner)
    assert {one["tier"] for one in shown["tiers"]} == {"list_rate", "filed_rate"}
    assert shown["changed"] == 0
    for side in ("old", "new", "difference"):
        assert set(shown["items"][0][side]) == {"list_price", "filed_price"}


def test_a_version_that_is_not_there_is_not_compared(prices: Prices) -> None:
    prices.office.on_sale(1)
    with pytest.raises(Refusal, match="not_found"):
        prices.compare(prices.draft(), with_id=str(new_id()))
