"""Killed between commit and acknowledgement: the broker repeats the event, the figures don't.

The wire between reporting and the broker goes deaf in one direction, so that the event arrives and
is committed but its acknowledgement never does; then the process is killed.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.child import Child
from tests.reporting.business import Team
from tests.reporting.one_way import OneWay
from tests.reporting.publishing import Publisher
from tests.servers import Servers
from tests.stack import Stack

QUEUE = "evt-inventory-unit_sold--reporting.figures_on_unit_sold"


@pytest.fixture(scope="module")
def running(servers: Servers) -> Iterator[Stack]:
    with Stack(
        servers, services=["reporting"], gateway=0, relay=False, eventlog=False, mail=False
    ) as running:
        running.stop("reporting")
        yield running


@pytest.fixture
def stack(running: Stack) -> Stack:
    """Reporting's empty database, queues and environment; the process is each test's own."""
    execute(running, "TRUNCATE fact, day_figures, inbox")
    return running


@pytest.fixture
def publisher(stack: Stack) -> Iterator[Publisher]:
    with Publisher(stack.amqp_uri) as publisher:
        yield publisher


@pytest.fixture
def wire(stack: Stack) -> Iterator[OneWay]:
    with OneWay(stack.amqp_uri) as wire:
        yield wire


@pytest.fixture
def reporting(stack: Stack, wire: OneWay, tmp_path: Path) -> Iterator[Child]:
    command = [sys.executable, "-W", "ignore", "-m", "services.reporting"]
    env = stack.variables("reporting") | {"AMQP_URI": wire.uri}
    child = Child("reporting", command, env, tmp_path / "reporting.log")
    try:
        yield child
    finally:
        if child.running:
            child.kill()


def start(child: Child, publisher: Publisher) -> None:
    child.start()
    child.wait_until(lambda: publisher.consumers(QUEUE) == 1, seconds=30)


def execute(stack: Stack, statement: str) -> int:
    """The number that a query answers, or the number of rows changed."""
    with stack.engine("reporting").begin() as connection:
        result = connection.execute(text(statement))
        return int(result.scalar_one()) if result.returns_rows else result.rowcount


def sold_after_a_kill(
    stack: Stack,
    wire: OneWay,
    publisher: Publisher,
    reporting: Child,
    *,
    forgetting: tuple[str, ...] = (),
) -> int:
    """The units that one sale counts for, when the process is killed before it acknowledged."""
    start(reporting, publisher)
    wire.deafen_broker()
    publisher.publish(Team().sale().sold())
    reporting.wait_until(lambda: execute(stack, "SELECT count(*) FROM fact") == 1, seconds=10)
    reporting.kill()
    wire.restore()
    stack.wait_until(lambda: publisher.ready(QUEUE) == 1, "the broker has the event again")
    for statement in forgetting:
        assert execute(stack, statement) == 1
    start(reporting, publisher)
    stack.wait_until(lambda: publisher.ready(QUEUE) == 0, "the event is delivered again")
    assert reporting.stop(seconds=30) == 0, "it drains: what was delivered is handled"
    assert publisher.ready(QUEUE) == 0, "and acknowledged"
    return execute(stack, "SELECT sum(sold_units) FROM day_figures")


def test_a_sale_counts_once_although_the_process_died_before_acknowledging_it(
    stack: Stack, wire: OneWay, publisher: Publisher, reporting: Child
) -> None:
    assert sold_after_a_kill(stack, wire, publisher, reporting) == 1


def test_the_fact_itself_counts_once_when_the_inbox_has_forgotten_it(
    stack: Stack, wire: OneWay, publisher: Publisher, reporting: Child
) -> None:
    forgetting = ("DELETE FROM inbox",)
    assert sold_after_a_kill(stack, wire, publisher, reporting, forgetting=forgetting) == 1


def test_control_without_inbox_and_fact_the_repeated_event_would_count_twice(
    stack: Stack, wire: OneWay, publisher: Publisher, reporting: Child
) -> None:
    forgetting = ("DELETE FROM inbox", "DELETE FROM fact")
    assert sold_after_a_kill(stack, wire, publisher, reporting, forgetting=forgetting) == 2
