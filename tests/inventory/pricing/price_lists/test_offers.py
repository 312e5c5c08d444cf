"""What a price list's `can` offers is what its commands do, for everybody at every state."""

from collections.abc import Callable
from typing import Any

import pytest

from contracts.inventory.pricing import price_lists as operations
from contracts.office.roles import Role
from services.inventory.pricing.price_lists.commands import rows, versions
from tests.inventory.pricing.price_lists.workbench import Prices
from tests.inventory.workbench import SalesOffice
from tests.offered import judge


def _submitted(prices: Prices) -> Any:
    draft = prices.draft()
    prices.submit(draft)
    return draft


def _ended(prices: Prices) -> Any:
    draft = prices.draft()
    prices.end(draft)
    return draft


STATES: dict[str, Callable[[Prices], Any]] = {
    "draft": Prices.draft,
    "submitted": _submitted,
    "ended": _ended,
}


@pytest.mark.parametrize("state", STATES)
def test_what_is_offered_is_what_is_possible(office: SalesOffice, state: str) -> None:
    [unit] = office.on_sale(1)
    prices = Prices(office)
    version = STATES[state](prices)
    one = {"price_list_id": version["id"]}
    priced: dict[str, Any] = one | {"prices": [{"unit_id": str(unit), "list_rate": "10100"}]}
    for by in [office.manager, office.clerk, *map(office.posted_as, Role)]:
        if by.scope("price_list.read") is None:
            continue
        judge(
            office,
            prices.read(version, by=by)["can"],
            by,
            {
                operations.set_prices: (
                    lambda session, ask, *, by, at: rows.set_prices(session, ask, by=by),
                    priced,
                ),
                operations.submit_price_list: (versions.submit, one | {"reason": "开盘"}),
                operations.end_price_list: (
                    lambda session, ask, *, by, at: versions.end(session, ask, by=by),
                    one,
                ),
            },
        )
