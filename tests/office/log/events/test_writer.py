"""The log's writer as a process: nothing lost, nothing twice, no gap, whatever is killed."""

import base64
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from uuid import UUID

import httpx
import psycopg2
import pytest
from psycopg2 import sql
from sqlalchemy import make_url, text

from common import clock
from deploy.local.databases import libpq_url
from deploy.local.settings import ROOT
from services.office.log.events import seals
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


def test_the_writer_seals_as_a_role_that_can_only_add(stack: Stack) -> None:
    _publish(stack, [fact(number) for number in range(20)])

    def sealed() -> int:
        with stack.engine("office").connect() as connection:
            newest = text("SELECT coalesce(max(position), 0) FROM event_log_seal")
            return int(connection.execute(newest).scalar_one())

    stack.wait_until(lambda: sealed() == 20, "the head is sealed")
    known = {kid: base64.b64decode(key) for kid, key in stack.public_keys.items()}
    with stack.engine("office").connect() as connection:
        assert seals.first_fault(connection, known, at=clock.now(), required=True) is None
        users = connection.execute(
            text("SELECT DISTINCT usename FROM pg_stat_activity WHERE application_name = :name"),
            {"name": "loupan-eventlog"},
        )
        assert users.scalars().all() == ["eventlog"]
    said = stack.log("eventlog") + stack.log("eventlog.2")
    assert "with all the rights of office" not in said


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


def _nested(depth: int) -> bytes:
    deep = message(fact(data={"deep": 0}))
    return deep.replace(b'"deep": 0', b'"deep": ' + b"[" * depth + b"]" * depth)


_UNSTORABLE = {
    "a type of 9,000 characters": message(fact(type="t" * 9000)),
    "a source of 300 characters": message(fact(source="s" * 300)),
    "a NUL in the type": message(fact(type="unit\x00sold")),
    "a NUL in the author": message(fact(by="system:\x00")),
    "the year 0": message(fact(occurred_at="0000-06-01T00:00:00+00:00")),
    "a year 0 by its offset": message(fact(occurred_at="0001-01-01T00:00:00+14:00")),
    "the year 9999 by its offset": message(fact(occurred_at="9999-12-31T23:59:59-14:00")),
    "the year 12027": message(fact(occurred_at="12027-01-01T00:00:00+00:00")),
    "two megabytes": message(fact(data={"text": "楼" * 700_000})),
    "broken UTF-8": message(fact(by="system:crm")).replace(b"system:crm", b"system:\xff\xfe"),
    "half a character": message(fact(by="@")).replace(b"@", b"\xe6\xa5"),
    "a lone surrogate": message(fact(by="@")).replace(b"@", b"\\ud800"),
    "300 levels": _nested(300),
    "5,000 levels": _nested(5000),
    "a version beyond 64 bits": message(fact(version=1 << 70)),
    "a negative version": message(fact(version=-1)),
    "an id of another form": message(fact(id="{" + str(fact()["id"]) + "}")),
    "nothing": b"",
    "NaN": message(fact(version=1)).replace(b'"version": 1', b'"version": NaN'),
    "another source than its exchange": message(fact(source="crm")),
    "another type than its key": message(fact(type="unit_sold")),
}


def test_what_cannot_be_stored_is_parked_with_an_alarm_and_the_log_goes_on(stack: Stack) -> None:
    writers = stack.pid("eventlog"), stack.pid("eventlog.2")
    told = []
    for body in _UNSTORABLE.values():
        told.append(fact())
        publish(stack.amqp_uri, [body, message(told[-1])])
    _wait_for(stack, len(told))
    assert _logged(stack) == ids(told)
    with stack.engine("office").connect() as connection:
        parked = connection.execute(text("SELECT cause FROM parked_message")).scalars().all()
        assert first_fault(connection) is None
    assert len(parked) == len(_UNSTORABLE)
    assert all(cause.startswith("unreadable: ") and "\x00" not in cause for cause in parked)
    assert (stack.pid("eventlog"), stack.pid("eventlog.2")) == writers, "nobody was restarted"
    metrics = [
        httpx.get(f"http://127.0.0.1:{stack.variables(name)['LOUPAN_METRICS_PORT']}/metrics").text
        for name in ("eventlog", "eventlog.2")
    ]
    alarm = 'loupan_messages_parked_total{queue="log--office",service="office"} '
    assert f"{alarm}{len(parked)}.0" in "".join(metrics)


def test_what_only_the_database_refuses_is_parked_alone(stack: Stack) -> None:
    with stack.engine("office").begin() as connection:
        connection.execute(
            text("ALTER TABLE event_log ADD CHECK (type <> 'unit_haunted') NOT VALID")
        )
    told = [fact(number) for number in range(20)]
    bodies = list(map(message, told))
    publish(stack.amqp_uri, bodies[:10])
    publish(stack.amqp_uri, [message(fact(type="unit_haunted"))], key="unit_haunted")
    publish(stack.amqp_uri, bodies[10:])
    _wait_for(stack, 20)
    assert _logged(stack) == ids(told)
    with stack.engine("office").connect() as connection:
        parked = connection.execute(text("SELECT cause FROM parked_message")).scalars().all()
    assert parked == ["not storable: IntegrityError"]


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
