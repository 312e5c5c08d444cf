"""Two people at the same receipt at once: it counts once, and it is undone once — with a control
without locks, which counts it more than once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from common.database import connect
from contracts.office.roles import Role
from contracts.refusals import Refusal
from tests.databases import Database
from tests.inventory.till import Till

PEOPLE = 8


@pytest.fixture
def busy(database: Callable[[str], Database]) -> Iterator[Till]:
    """A till at which everybody has a connection of their own."""
    engine = connect(database("inventory").url, pool_size=PEOPLE, max_overflow=0)
    try:
        yield Till(engine)
    finally:
        engine.dispose()


def at_once(act: Callable[[int], Any]) -> list[str]:
    """What came of it for each: `done`, or the code of the refusal."""
    start = Barrier(PEOPLE)

    def one(number: int) -> str:
        start.wait()
        try:
            act(number)
        except Refusal as refusal:
            return refusal.code
        return "done"

    with ThreadPoolExecutor(PEOPLE) as people:
        return sorted(people.map(one, range(PEOPLE)))


def test_a_receipt_is_confirmed_by_one_of_many(busy: Till) -> None:
    deal = busy.subscribed()
    receipt = busy.endorse(busy.request_deposit(deal))
    people = [busy.posted_as(Role.FINANCE) for _ in range(PEOPLE)]
    came = at_once(lambda number: busy.confirm(receipt, by=people[number]))
    assert came == ["done"] + ["receipt_confirmed_already"] * (PEOPLE - 1)
    assert len(busy.told("receipt_confirmed")) == 1
    assert busy.account(deal)["received"] == "20000.00"


def test_a_receipt_is_reversed_by_one_of_many(busy: Till) -> None:
    deal = busy.subscribed()
    receipt = busy.received(deal)
    people = [busy.posted_as(Role.FINANCE) for _ in range(PEOPLE)]
    came = at_once(lambda number: busy.ask_reversal(receipt, by=people[number]))
    assert came == ["done"] + ["receipt_reversed_already"] * (PEOPLE - 1)


def test_control_without_locks_money_counts_more_than_once(busy: Till) -> None:
    deal = busy.subscribed()
    receipt = busy.endorse(busy.request_deposit(deal))
    looked = Barrier(PEOPLE)

    def confirm_carelessly(_: int) -> None:
        values = {"receipt": UUID(receipt["id"]), "deal": UUID(deal["id"])}
        with Session(busy.engine) as session:
            status = session.scalar(text("SELECT status FROM receipt WHERE id = :receipt"), values)
            looked.wait()
            if status == "endorsed":
                session.execute(text("UPDATE receipt SET status = 'confirmed'"))
                session.execute(text(_PAY), values)
            session.commit()

    assert at_once(confirm_carelessly) == ["done"] * PEOPLE
    assert busy.schedule(deal)[1]["paid"] == f"{PEOPLE * 20000}.00"


_PAY = "UPDATE instalment SET paid = paid + 20000 WHERE deal_id = :deal AND number = 2"
