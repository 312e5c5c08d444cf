"""Unit changes at once: nobody loses a unit, no unit has two owners, no deadlock — with controls
that show that the tests can fail."""

import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from common.database import connect
from contracts.office.roles import Role
from contracts.refusals import Refusal
from tests.databases import Database
from tests.inventory.changing import Orders

ROUNDS = 5
MANY = 12


@pytest.fixture
def crowd(database: Callable[[str], Database]) -> Iterator[Orders]:
    """An office in which everybody has a connection of their own."""
    engine = connect(database("inventory").url, pool_size=MANY * 2, max_overflow=0)
    try:
        yield Orders(engine)
    finally:
        engine.dispose()


def at_once(doings: Sequence[Callable[[], object]]) -> list[str]:
    """What became of each: `done`, or the refusal's code. Any other failure is raised."""
    start, ends = threading.Barrier(len(doings)), ["" for _ in doings]
    failures: list[BaseException] = []

    def run(number: int, doing: Callable[[], object]) -> None:
        start.wait()
        try:
            doing()
            ends[number] = "done"
        except Refusal as refusal:
            ends[number] = refusal.code
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(doings)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return ends


def wish(crowd: Orders, deal: Any, target: UUID) -> Callable[[], object]:
    """Asking for another unit."""
    return lambda: crowd.request_change(deal, "unit_change", target_unit_id=str(target))


def pending(crowd: Orders, deal: Any) -> Any:
    """The order of the deal that waits, as it was answered when it was asked for."""
    order = crowd.order({"id": crowd.possible(deal)["pending_id"]})
    return order | {"needs": order["consequences"]["needs"]}


def rivals(crowd: Orders, target: UUID) -> list[Callable[[], object]]:
    """Consultants who would reserve the unit for customers of theirs."""
    staff = [crowd.posted_as(Role.CONSULTANT) for _ in range(MANY - 1)]
    return [partial(crowd.reserve, target, crowd.customer(who), by=who) for who in staff]


def asked_for(crowd: Orders, deal: Any, target: UUID) -> Callable[[], object]:
    """The decision on a change of unit that was asked for."""
    order = crowd.request_change(deal, "unit_change", target_unit_id=str(target))
    return lambda: crowd.consent(order)


def owners(engine: Engine) -> dict[UUID, int]:
    """Active deals per unit; the unit's own row names one of them."""
    statement = text(
        "SELECT unit.id, count(deal.id) AS number FROM unit JOIN deal ON deal.unit_id = unit.id"
        " AND deal.stage IN ('reserved', 'subscribed', 'sold')"
        " WHERE unit.deal_id IN (SELECT id FROM deal d WHERE d.unit_id = unit.id) GROUP BY 1"
    )
    with engine.connect() as connection:
        return {row.id: row.number for row in connection.execute(statement)}


def test_of_many_who_ask_for_the_same_unit_one_gets_it_and_the_others_keep_theirs(
    crowd: Orders,
) -> None:
    target, *old = crowd.on_sale(MANY + 1)
    deals = [crowd.subscribe(unit, crowd.customer()) for unit in old]
    ends = at_once([wish(crowd, deal, target) for deal in deals])
    assert sorted(ends) == ["done", *["unit_taken"] * (MANY - 1)]
    winner = ends.index("done")
    crowd.consent(pending(crowd, deals[winner]))
    assert owners(crowd.engine) == {unit: 1 for unit in (target, *old) if unit != old[winner]}
    assert crowd.status_of(old[winner]) == "unreleased"


def test_of_a_wish_and_reservations_of_its_target_one_comes_true(crowd: Orders) -> None:
    units = crowd.on_sale(2 * ROUNDS)
    for old, target in zip(units[::2], units[1::2], strict=True):
        deal = crowd.subscribe(old, crowd.customer())
        ends = at_once([wish(crowd, deal, target), *rivals(crowd, target)])
        assert sorted(ends) == ["done", *["unit_taken"] * (MANY - 1)]
        moves = ends[0] == "done"
        if moves:
            crowd.consent(pending(crowd, deal))
        assert owners(crowd.engine)[target] == 1
        assert crowd.status_of(old) == ("unreleased" if moves else "subscribed")


def test_nobody_takes_the_target_of_an_order_that_waits(crowd: Orders) -> None:
    units = crowd.on_sale(2 * ROUNDS)
    for old, target in zip(units[::2], units[1::2], strict=True):
        deal = crowd.subscribe(old, crowd.customer())
        ends = at_once([asked_for(crowd, deal, target), *rivals(crowd, target)])
        assert ends == ["done", *["unit_taken"] * (MANY - 1)]
        assert owners(crowd.engine)[target] == 1


def test_control_a_target_that_is_not_held_is_lost_to_a_rival(crowd: Orders) -> None:
    """What the test above would say if an order kept nothing; still no unit has two owners."""
    old, target = crowd.on_sale(2)
    deal = crowd.subscribe(old, crowd.customer())
    decision = asked_for(crowd, deal, target)
    with crowd.engine.begin() as connection:
        let_go = "status = 'available', held_for = NULL, expires_at = NULL"
        connection.execute(text(f"UPDATE unit SET {let_go} WHERE id = :id"), {"id": target})
    taken = at_once(rivals(crowd, target))
    assert sorted(taken) == ["done", *["unit_taken"] * (MANY - 2)]
    assert at_once([decision]) == ["unit_taken"], "the control proves nothing"
    assert owners(crowd.engine) == {old: 1, target: 1}


def test_two_who_want_each_others_unit_are_refused_and_never_wait_for_each_other(
    crowd: Orders,
) -> None:
    first, second, *spare = crowd.on_sale(4)
    units = [first, second]
    deals = [crowd.subscribe(unit, crowd.customer()) for unit in units]
    swaps = list(zip(deals, units[::-1], spare, strict=True))
    wishes = [wish(crowd, deal, unit) for deal, unit, _ in swaps]
    for _ in range(ROUNDS):
        assert at_once(wishes) == ["unit_taken"] * 2
    orders = [_late_order(crowd, deal, free, unit) for deal, unit, free in swaps]
    for _ in range(ROUNDS * 2):
        assert at_once(orders) == ["unit_taken"] * 2
    assert owners(crowd.engine) == dict.fromkeys(units, 1)


def _late_order(crowd: Orders, deal: Any, spare: UUID, target: UUID) -> Callable[[], object]:
    """The decision on an order for a unit that was free when it was asked for: asked for with a
    spare unit, which its terms then exchange for the target."""
    order = crowd.request_change(deal, "unit_change", target_unit_id=str(spare))
    with crowd.engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE change_order SET terms = jsonb_set(terms, '{target_unit_id}',"
                " to_jsonb(CAST(:target AS text))) WHERE id = CAST(:id AS uuid)"
            ),
            {"target": str(target), "id": order["id"]},
        )
    return lambda: crowd.consent(order)


def test_control_own_unit_first_deadlocks(crowd: Orders) -> None:
    """What the order of ids prevents: each locks its own unit, then waits for the other's."""
    units = crowd.on_sale(2)
    met = threading.Barrier(2)

    def swap(own: UUID, target: UUID) -> None:
        lock = text("SELECT 1 FROM unit WHERE id = :unit FOR UPDATE")
        with crowd.engine.begin() as connection:
            connection.execute(lock, {"unit": own})
            met.wait()
            connection.execute(lock, {"unit": target})

    with pytest.raises(OperationalError, match="deadlock"):
        at_once([partial(swap, *units), partial(swap, *units[::-1])])


def test_control_without_the_conditional_statement_a_unit_has_two_owners(crowd: Orders) -> None:
    """Look, then write: the index taken away, both find the target free."""
    target, *old = crowd.on_sale(3)
    deals = [crowd.subscribe(unit, crowd.customer()) for unit in old]
    with crowd.engine.begin() as connection:
        connection.execute(text("DROP INDEX uq_deal_active_unit"))
    looked = threading.Barrier(2)

    def naive(deal: Any) -> None:
        with crowd.engine.begin() as connection:
            status = text("SELECT status FROM unit WHERE id = :unit")
            assert connection.scalar(status, {"unit": target}) == "available"
            looked.wait()
            values = {"unit": target, "deal": UUID(deal["id"])}
            connection.execute(text("UPDATE deal SET unit_id = :unit WHERE id = :deal"), values)
            take = "UPDATE unit SET status = 'subscribed', deal_id = :deal WHERE id = :unit"
            connection.execute(text(take), values)

    at_once([partial(naive, deal) for deal in deals])
    assert owners(crowd.engine)[target] == 2, "the control proves nothing"
