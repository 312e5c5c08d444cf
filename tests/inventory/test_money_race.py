"""Many ask for the same money to be invoiced, or charge the same days, at once: it happens once."""

from collections.abc import Callable, Iterator

import pytest

from common.database import connect
from contracts.inventory import late_fees as late_fee_operations
from services.inventory.late_fees import commands as late_fees
from tests.databases import Database
from tests.inventory.at_once import ASKERS, at_once
from tests.inventory.invoices.test_commands import invoicing, request, with_money
from tests.inventory.owing import owing
from tests.inventory.workbench import SalesOffice


@pytest.fixture
def crowd(database: Callable[[str], Database]) -> Iterator[SalesOffice]:
    """An office in which each asker has a connection of their own."""
    engine = connect(database("inventory").url, pool_size=ASKERS, max_overflow=0)
    try:
        yield SalesOffice(engine)
    finally:
        engine.dispose()


def test_money_is_invoiced_once(crowd: SalesOffice) -> None:
    deal = with_money(crowd)
    outcomes = at_once(lambda: request(crowd, deal))
    assert outcomes == {"done": 1, "invoice_above_received": ASKERS - 1}
    assert invoicing(crowd, deal)["requested"] == "300000.00"


def test_a_day_is_charged_once(crowd: SalesOffice) -> None:
    deal = owing(crowd, ("首付款", "300000.00", -10), ("尾款", "700000.00", 20))
    operation = late_fee_operations.charge_late_fees
    outcomes = at_once(
        lambda: crowd.do(late_fees.charge, operation, crowd.manager, deal_id=deal["id"])
    )
    assert outcomes == {"done": 1, "nothing_late": ASKERS - 1}
