"""Two replicas of every service, of the relay and of the gateway at once."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

import pytest
from sqlalchemy import text

from contracts.office.roles import Role
from deploy.local.settings import SERVICES
from tests.e2e.books import Books
from tests.e2e.company import eventually, units_of
from tests.e2e.sales_office import SalesOffice
from tests.servers import Servers
from tests.stack import Stack

_SALES, _LOCKS = 4, 6


@pytest.fixture(scope="module")
def doubled(servers: Servers) -> Iterator[Stack]:
    twice = dict.fromkeys((*SERVICES, "relay", "gateway", "eventlog"), 2)
    with Stack(servers, replicas=twice) as stack:
        yield stack


@pytest.fixture(scope="module")
def books(doubled: Stack) -> Books:
    return Books(doubled, SalesOffice(doubled.url))


@pytest.fixture(scope="module")
def units(books: Books) -> list[str]:
    return books.office.open(units=_SALES + _LOCKS + 2)


def test_the_boards_of_both_gateways_agree(doubled: Stack, books: Books, units: list[str]) -> None:
    for url in doubled.urls:
        books.office.board(url)
    for number, unit in enumerate(units[-2:]):
        here, there = doubled.urls[number % 2], doubled.urls[(number + 1) % 2]
        books.office.ask(Role.CONSULTANT, "POST", f"/units/{unit}/lock", url=here)
        eventually(partial(_same_board, books, here, there, unit))


def _same_board(books: Books, here: str, there: str, unit: str) -> None:
    boards = [books.office.board(url) for url in (here, there)]
    assert boards[0] == boards[1]
    assert {one["status"] for one in units_of(boards[0]) if one["id"] == unit} == {"locked"}


def test_every_event_is_handled_once(books: Books, units: list[str]) -> None:
    sold = {books.office.sell(unit) for unit in units[:_SALES]}
    eventually(lambda: books.check_report(sold))
    eventually(lambda: books.check_log(sold))
    books.check_chain()
    books.check_nothing_is_parked()


def test_a_timer_that_runs_in_both_replicas_acts_once(
    doubled: Stack, books: Books, units: list[str]
) -> None:
    locked = units[_SALES : _SALES + _LOCKS]
    for unit in locked:
        books.office.ask(Role.CONSULTANT, "POST", f"/units/{unit}/lock")
    with doubled.engine("inventory").begin() as connection:
        connection.execute(
            text("UPDATE unit SET expires_at = now() WHERE id = ANY(CAST(:units AS uuid[]))"),
            {"units": locked},
        )

    def freed() -> Counter[str]:
        told = Counter(
            event["data"]["unit_id"] for event in books.events() if event["type"] == "unit_freed"
        )
        assert set(locked) <= set(told)
        return told

    told = eventually(freed)
    assert {unit: told[unit] for unit in locked} == dict.fromkeys(locked, 1)
    for unit in locked:
        items = books.office.ask(Role.CONSULTANT, "GET", f"/units/{unit}/history")["items"]
        assert [item["move"] for item in items].count("expire") == 1
