"""The figures are those of the event log, also while events keep arriving (P-08)."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import text

from deploy.local.settings import ROOT
from tests.reporting.business import Envelope, Team
from tests.reporting.publishing import Publisher
from tests.servers import Servers
from tests.stack import Stack

TABLES = ["fact", "day_figures"]
SOLD_QUEUE = "evt-inventory-unit_sold--reporting.figures_on_unit_sold"
SAME, DIFFERENT, IMPOSSIBLE = 0, 1, 2
STUMBLES_SECONDS, WALKS_SECONDS = 0.4, 0.2


@dataclass(frozen=True)
class Books:
    """Reporting and the event log, fed with events that inventory might have told."""

    stack: Stack

    def publish(self, *events: Envelope) -> None:
        with Publisher(self.stack.amqp_uri) as publisher:
            publisher.publish(*events)

    def rows(self, service: str, query: str) -> list[tuple[object, ...]]:
        with self.stack.engine(service).connect() as connection:
            return [tuple(row) for row in connection.execute(text(query))]

    def change(self, statement: str) -> None:
        with self.stack.engine("reporting").begin() as connection:
            assert connection.execute(text(statement)).rowcount == 1

    def sold(self) -> int:
        [[units]] = self.rows("reporting", "SELECT sum(sold_units) FROM day_figures")
        return int(str(units or 0))

    def content(self) -> list[list[tuple[object, ...]]]:
        return [self.rows("reporting", f"SELECT * FROM {table} ORDER BY 1") for table in TABLES]

    def wait_until_counted(self, facts: int) -> None:
        query = "SELECT count(*) FROM fact"
        self.stack.wait_until(
            lambda: self.rows("reporting", query) == [(facts,)], "counted", name="reporting"
        )

    def rebuild(self, *arguments: str) -> tuple[int, str]:
        """Exit code and what it said."""
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "services.reporting.facts.rebuild", *arguments],
            cwd=ROOT,
            env=self.stack.variables("reporting"),
            capture_output=True,
            text=True,
            timeout=120,
        )
        return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def stack(servers: Servers) -> Iterator[Stack]:
    with Stack(
        servers, services=["office", "reporting"], gateway=0, relay=False, mail=False
    ) as running:
        yield running


@pytest.fixture
def books(stack: Stack) -> Books:
    """Twenty sales more than before, two of them repriced and two cancelled."""
    books = Books(stack)
    team = Team()
    sales = [team.sale(f"{1000 + number}.01") for number in range(20)]
    events = [event for sale in sales for event in (sale.subscribed(), sale.sold())]
    events += [sale.cancelled(sale.sold_on) for sale in sales[:2]]
    events += [sale.repriced(sale.sold_on, "990.00")[0] for sale in sales[2:4]]
    events += [sales[4].received("600.00"), sales[4].refunded("100.00")]
    events += [sales[4].refunded("5.00", cause="area_settlement"), sales[4].handed_over("-5.00")]
    before = len(books.rows("reporting", "SELECT 1 FROM fact"))
    books.publish(*events)
    books.wait_until_counted(before + len(events))
    return books


def test_the_log_gives_the_same_figures_and_comparing_changes_nothing(books: Books) -> None:
    before = books.content()
    assert books.rebuild("--compare")[0] == SAME
    assert books.content() == before


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE day_figures SET sold_units = sold_units + 1"
        " WHERE id = (SELECT max(id) FROM day_figures)",
        "UPDATE day_figures SET received_amount = 0.01"
        " WHERE id = (SELECT max(id) FROM day_figures)",
        "UPDATE fact SET amount = amount + 1 WHERE event_id ="
        " (SELECT event_id FROM fact WHERE kind = 'sold' LIMIT 1)",
    ],
)
def test_damage_is_found_by_comparing_and_repaired_by_rebuilding(books: Books, damage: str) -> None:
    sums = "SELECT sum(sold_units), sum(sold_amount), sum(received_amount) FROM day_figures"
    before = books.rows("reporting", sums)
    books.change(damage)
    found, said = books.rebuild("--compare")
    assert found == DIFFERENT, said
    assert "live {" in said
    assert "log {" in said
    assert books.rebuild()[0] == SAME
    assert books.rows("reporting", sums) == before
    assert books.rebuild("--compare")[0] == SAME


def test_figures_that_were_lost_altogether_come_back(books: Books) -> None:
    before = books.sold()
    with books.stack.engine("reporting").begin() as connection:
        connection.execute(text("TRUNCATE fact, day_figures"))
    assert books.rebuild()[0] == SAME
    assert books.sold() == before


def test_events_that_arrive_meanwhile_are_counted_once(books: Books) -> None:
    """Also when they are logged long before reporting gets to them."""
    facts = len(books.rows("reporting", "SELECT 1 FROM fact"))
    team, stop, told = Team(), threading.Event(), []

    def sell_on() -> None:
        with Publisher(books.stack.amqp_uri) as publisher:
            while not stop.is_set():
                sold = team.sale().sold()
                publisher.publish(sold, sold)
                told.append(sold)
                time.sleep(0.02)

    def stumble() -> None:
        while not stop.is_set():
            books.stack.send("reporting", signal.SIGSTOP)
            stop.wait(STUMBLES_SECONDS)
            books.stack.send("reporting", signal.SIGCONT)
            stop.wait(WALKS_SECONDS)

    meanwhile = [threading.Thread(target=sell_on), threading.Thread(target=stumble)]
    for thread in meanwhile:
        thread.start()
    try:
        runs = [books.rebuild(*arguments) for arguments in ([], ["--compare"], [])]
    finally:
        stop.set()
        for thread in meanwhile:
            thread.join()
    assert [code for code, _ in runs] == [SAME] * 3, runs
    assert not any("WARNING" in said for _, said in runs), "nothing differed"
    books.wait_until_counted(facts + len(told))
    assert len(told) > 50
    assert books.rebuild("--compare")[0] == SAME


def test_without_an_event_in_the_log_nothing_is_thrown_away(books: Books) -> None:
    before = len(books.rows("reporting", "SELECT 1 FROM fact"))
    with Publisher(books.stack.amqp_uri) as publisher:
        publisher.publish_to_queue(SOLD_QUEUE, Team().sale().sold())
    books.wait_until_counted(before + 1)
    content = books.content()
    found, said = books.rebuild()
    assert (found, books.content()) == (IMPOSSIBLE, content)
    assert "the log lacks 1 events" in said
    books.change(
        "DELETE FROM fact"
        " WHERE event_id = (SELECT event_id FROM fact ORDER BY event_id DESC LIMIT 1)"
    )


def test_after_a_rebuild_models_and_tables_still_agree(books: Books) -> None:
    assert books.rebuild()[0] == SAME
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "common.migrate", "reporting", "--check"],
        cwd=ROOT,
        env=books.stack.variables("reporting"),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert books.rows("reporting", "SELECT 1 FROM pg_namespace WHERE nspname = 'rebuild'") == []


def test_an_office_that_does_not_answer_is_said_and_changes_nothing(books: Books) -> None:
    content = books.content()
    books.stack.stop("office")
    try:
        found, said = books.rebuild()
    finally:
        books.stack.start("office")
    assert (found, books.content()) == (IMPOSSIBLE, content)
    assert "office did not answer" in said
