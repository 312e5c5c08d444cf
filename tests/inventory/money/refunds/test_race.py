"""Many want the same money back at once: no more goes back than is held — with a control that
pays too much, which proves that the test can fail."""

import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from common import clock
from common.database import connect
from contracts.inventory.money.refunds import RefundCause
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.money.accounts.queries import account as instalments
from services.inventory.money.refunds import commands
from services.inventory.register.deals.models import Deal
from tests.databases import Database
from tests.inventory.at_once import ASKERS, at_once
from tests.inventory.money.refunds.test_commands import cancel, paid_back
from tests.inventory.owing import day, ended, owing, paid
from tests.inventory.workbench import SalesOffice

HELD = Decimal("100000.00")


@pytest.fixture
def crowd(database: Callable[[str], Database]) -> Iterator[SalesOffice]:
    """An office in which each asker has a connection of their own."""
    engine = connect(database("inventory").url, pool_size=ASKERS, max_overflow=0)
    try:
        yield SalesOffice(engine)
    finally:
        engine.dispose()


def _with_money(office: SalesOffice) -> UUID:
    deal = owing(office, ("房款", "1000000.00", 5))
    paid(office, deal, str(HELD))
    ended(office, deal)
    return UUID(deal["id"])


def _owe(office: SalesOffice, deal_id: UUID, amount: Decimal) -> None:
    with office.transaction() as session:
        deal = session.get_one(Deal, deal_id)
        cause, source = RefundCause.CANCELLATION, new_id()
        commands.owe(
            session, deal, amount, cause=cause, source_id=source, by=office.manager, at=clock.now()
        )


def _look_then_write(office: SalesOffice, deal_id: UUID, amount: Decimal) -> None:
    """How not to do it: look, think, then write whatever happened meanwhile."""
    with office.transaction() as session:
        left = instalments.disposable(session, deal_id, at=clock.now())
        time.sleep(0.02)
        if amount <= left:
            values = {"id": new_id(), "deal": deal_id, "amount": amount, "at": clock.now()}
            session.execute(text(_INSERT), values)


_INSERT = (
    "INSERT INTO refund (id, deal_id, unit_id, project_id, customer_id, consultant_id, cause,"
    " amount, status, owed_at, owed_by, version) SELECT :id, id, unit_id, project_id, customer_id,"
    " consultant_id, 'cancellation', :amount, 'owed', :at, 'x', 1 FROM deal WHERE id = :deal"
)


def _owed(office: SalesOffice) -> Decimal:
    with office.engine.connect() as connection:
        return Decimal(connection.scalar(text("SELECT sum(amount) FROM refund")) or 0)


def test_sixteen_at_once_get_back_what_is_held_and_no_more(crowd: SalesOffice) -> None:
    deal = _with_money(crowd)
    outcomes = at_once(lambda: _owe(crowd, deal, Decimal("30000.00")))
    assert outcomes == {"done": 3, "refund_above_balance": ASKERS - 3}
    assert _owed(crowd) == Decimal("90000.00")


def test_control_without_the_lock_more_is_owed_than_held(crowd: SalesOffice) -> None:
    deal = _with_money(crowd)
    at_once(lambda: _look_then_write(crowd, deal, Decimal("30000.00")))
    assert _owed(crowd) > HELD, "the control stayed within the balance: the test proves nothing"


amounts = st.decimals("0.01", "80000.00", places=2)
steps = st.lists(st.tuples(st.sampled_from(["owe", "pay", "cancel"]), amounts), max_size=12)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps)
def test_whatever_happens_never_more_than_is_held(
    crowd: SalesOffice, steps: list[tuple[str, Decimal]]
) -> None:
    """The account after any sequence of steps: what came is what is held and what went back, and
    what is owed is there."""
    deal_id = _fresh(crowd)
    for step, amount in steps:
        _take(crowd, deal_id, step, amount)
        with crowd.transaction() as session:
            account = instalments.account(session, deal_id, on=day(0))
            free = instalments.disposable(session, deal_id, at=clock.now())
        assert account.balance + account.refunded == account.received == HELD
        assert 0 <= free <= account.balance


def _fresh(office: SalesOffice) -> UUID:
    """A deal with money, on the one unit: the refunds of those before are over."""
    with office.engine.begin() as connection:
        found = connection.scalar(text("SELECT id FROM deal LIMIT 1"))
        connection.execute(text("DELETE FROM refund"))
    return UUID(str(found)) if found else _with_money(office)


def _take(office: SalesOffice, deal_id: UUID, step: str, amount: Decimal) -> None:
    try:
        if step == "owe":
            _owe(office, deal_id, amount)
            return
        with office.engine.begin() as connection:
            oldest = connection.scalar(
                text("SELECT id FROM refund WHERE status = 'owed' ORDER BY id LIMIT 1")
            )
        if oldest is not None:
            _finish(office, str(oldest), step)
    except Refusal as refusal:
        if refusal.code != "refund_above_balance":
            raise


def _finish(office: SalesOffice, refund_id: str, step: str) -> None:
    refund = {"id": refund_id}
    if step == "cancel":
        cancel(office, refund)
    else:
        paid_back(office, refund)
