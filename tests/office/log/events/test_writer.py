"""The log's writer as a process: nothing lost, nothing twice, no gap, whatever is killed."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from uuid import UUID

import psycopg2
import pytest
from psycopg2 import sql
from sqlalchemy import make_url, text

from deploy.local.databases import libpq_url
from deploy.local.settings import ROOT
from services.office.log.events.queries import first_fault
from tests.office.log.events.facts import fact, ids, message, publish, waiting
from tests.servers import Servers
from tests.stack import Stack


@pytest.fixture
def stack(servers: Servers) -> Iterator[Stack]:
    """Two writers, of which one is active, and nothing else."""
    with Stack(
        servers, services=[], relay=False, mail=False, gateway=0, replicas={"eventlog": 2}
    ) as running:
        yield running


def _logged(stack: Stack) -> list[UUID]:
    with stack.engine("office").connect() as connection:
        rows = connection.execute(text("SELECT position, id FROM event_log ORDER BY position"))
        found = [tuple(row) for row in rows]
    assert [position for position, _ in found] == list(range(1, len(found) + 1))
    return [event_id for _, event_id in found]


def _publish(stack: Stack, envelopes: list[dict[str, Any]]) -> None:
    publish(stack.amqp_uri, map(message, envelopes))


def _wait_for(stack: Stack, count: int) -> None:
    stack.wait_until(lambda: len(_logged(stack)) >= count, f"{count} events are logged", seconds=60)


def test_every_event_is_logged_once_in_its_order(stack: Stack) -> None:
    told = [fact(number) for number in range(300)]
    _publish(stack, [*told, *told[:50], fact(301)])
    _wait_for(stack, 301)
    assert _logged(stack)[:300] == ids(told)
    with stack.engine("office").connect() as connection:
        assert first_fault(connection) is None


def test_every_service_s_events_are_logged(stack: Stack) -> None:
    services = ("office", "inventory", "crm", "reminders", "reporting")
    for source in services:
        publish(stack.amqp_uri, [message(fact(source=source))], f"{source}.events")
    _wait_for(stack, 5)
    with stack.engine("office").connect() as connection:
        found = connection.execute(text("SELECT source FROM event_log ORDER BY position"))
        assert sorted(found.scalars()) == sorted(services)


def test_a_writer_killed_between_commit_and_ack_logs_nothing_twice(stack: Stack) -> None:
    stack.stop("eventlog")
    stack.stop("eventlog.2")
    told = [fact(number) for number in range(250)]
    _publish(stack, told)
    died = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.office.log.events.writer_that_dies"],
        cwd=ROOT, env=stack.variables("eventlog"), capture_output=True, timeout=60,
    )  # fmt: skip
    assert died.returncode == -signal.SIGKILL
    committed = len(_logged(stack))
    assert 0 < committed <= 100, "one batch was committed, and not acknowledged"
    assert waiting(stack.amqp_uri) == 250
    stack.start("eventlog")
    _wait_for(stack, 250)
    assert _logged(stack) == ids(told)


def test_two_writers_of_which_one_is_killed_leave_no_gap(stack: Stack) -> None:
    told = [fact(number) for number in range(3000)]
    for part, victim in ((0, "eventlog"), (1000, "eventlog.2"), (2000, "eventlog")):
        _publish(stack, told[part : part + 1000])
        stack.kill9(victim)
        stack.start(victim)
    _wait_for(stack, 3000)
    assert sorted(_logged(stack)) == sorted(ids(told))
    with stack.engine("office").connect() as connection:
        assert first_fault(connection) is None


def test_a_writer_that_is_told_to_stop_finishes_its_batch(stack: Stack) -> None:
    stack.stop("eventlog.2")
    told = [fact(number) for number in range(2000)]
    _publish(stack, told)
    assert stack.stop("eventlog") == 0
    written = len(_logged(stack))
    assert written + waiting(stack.amqp_uri) == 2000, "what is logged is acknowledged"
    stack.start("eventlog")
    _wait_for(stack, 2000)
    assert _logged(stack) == ids(told)


def test_what_is_no_event_is_parked_and_the_rest_goes_on(stack: Stack) -> None:
    first, last = fact(), fact()
    bodies = [message(first), b"{broken", message({"id": "1"}), message(last)]
    publish(stack.amqp_uri, bodies)
    _wait_for(stack, 2)
    assert _logged(stack) == ids([first, last])
    with stack.engine("office").connect() as connection:
        parked = connection.execute(text("SELECT queue, cause, body FROM parked_message")).all()
    assert [row.queue for row in parked] == ["log--office"] * 2
    assert {row.body for row in parked} == {"{broken", '{"id": "1"}'}
    assert all(row.cause.startswith("unreadable: ") for row in parked)


def test_while_the_database_is_away_events_wait(servers: Servers, stack: Stack) -> None:
    database = sql.Identifier(str(make_url(stack.database_url("office")).database))
    told = [fact(number) for number in range(150)]
    with (
        closing(psycopg2.connect(libpq_url(servers.cluster.superuser_url))) as administration,
        administration.cursor() as cursor,
    ):
        administration.autocommit = True
        cursor.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(database))
        try:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                (database.string,),
            )
            _publish(stack, told)
            stack.wait_until(
                lambda: (
                    "waiting for the database" in stack.log("eventlog") + stack.log("eventlog.2")
                ),
                "the active writer says that it waits",
            )
        finally:
            cursor.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(database))
    stack.engine("office").dispose()
    _wait_for(stack, 150)
    assert _logged(stack) == ids(told)
