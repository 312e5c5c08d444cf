"""Many ask for the same money to be invoiced, or charge the same days, at once: it happens once —
with controls that look first and write then, which show that the tests can fail."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from common.database import connect
from contracts.inventory.money import late_fees as late_fee_operations
from contracts.inventory.money.late_fees import nothing_late
from contracts.schema import new_id
from services.inventory.money.late_fees import commands as late_fees
from tests.databases import Database
from tests.inventory.at_once import ASKERS, at_once
from tests.inventory.money.invoices.test_commands import invoicing, request, with_money
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
    deal = late(crowd)
    operation = late_fee_operations.charge_late_fees
    outcomes = at_once(
        lambda: crowd.do(late_fees.charge, operation, crowd.manager, deal_id=deal["id"])
    )
    assert outcomes == {"done": 1, "nothing_late": ASKERS - 1}


def test_control_without_the_deals_lock_everybody_invoices_the_money(crowd: SalesOffice) -> None:
    deal = with_money(crowd)
    looked = threading.Barrier(ASKERS)

    def look_then_write() -> None:
        free = invoicing(crowd, deal)["invoiceable"]
        looked.wait()
        with crowd.engine.begin() as connection:
            values = {"id": new_id(), "deal": deal["id"], "amount": free}
            connection.execute(_INVOICE, values)

    assert at_once(look_then_write) == {"done": ASKERS}
    requested = invoicing(crowd, deal)["requested"]
    assert requested == f"{300_000 * ASKERS}.00", "the control proves nothing"


def test_control_without_lock_and_key_everybody_charges_the_days(crowd: SalesOffice) -> None:
    deal = late(crowd)
    with crowd.engine.begin() as connection:
        connection.execute(text("ALTER TABLE late_fee DROP CONSTRAINT uq_late_fee_days"))
    assert at_once(_charge_naively(crowd, deal)) == {"done": ASKERS}, "the control proves nothing"


def test_control_without_the_lock_the_key_is_the_second_wall(crowd: SalesOffice) -> None:
    outcomes = at_once(_charge_naively(crowd, late(crowd)))
    assert outcomes == {"done": 1, "nothing_late": ASKERS - 1}


def late(office: SalesOffice) -> Any:
    return owing(office, ("首付款", "300000.00", -10), ("尾款", "700000.00", 20))


def _charge_naively(office: SalesOffice, deal: Any) -> Callable[[], None]:
    """How not to do it: everybody sees that nothing is charged yet, then charges."""
    looked = threading.Barrier(ASKERS)

    def charge() -> None:
        with office.engine.connect() as connection:
            assert connection.scalar(text("SELECT count(*) FROM late_fee")) == 0
        looked.wait()
        try:
            with office.engine.begin() as connection:
                connection.execute(_LATE_FEE, {"id": new_id(), "deal": deal["id"]})
        except IntegrityError:
            raise nothing_late() from None

    return charge


_INVOICE = text(
    "INSERT INTO invoice (id, deal_id, unit_id, project_id, customer_id, consultant_id, kind,"
    " amount, status, requested_at, requested_by, code, version)"
    " SELECT :id, id, unit_id, project_id, customer_id, consultant_id, 'blue', :amount,"
    " 'requested', now(), 'nobody', '', 1 FROM deal WHERE id = :deal"
)
_LATE_FEE = text(
    "INSERT INTO late_fee (id, deal_id, instalment_id, claim_id, from_on, through, rate, amount,"
    " waived, charged_at, charged_by, version)"
    " SELECT :id, deal_id, id, id, due_on + 1, due_on + 10, 0.0003, 900, 0, now(), 'nobody', 1"
    " FROM instalment WHERE deal_id = :deal AND name = '首付款'"
)
