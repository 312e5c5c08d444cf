"""A relay of several outboxes: what befalls one database holds up that one's events only."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from sqlalchemy import text

from tests.databases import Database
from tests.foundation.test_relay import record, waiting
from tests.foundation.workbench import Workbench
from tests.loopback import PLAIN

_LOCK_WAITERS = (
    "SELECT pid FROM pg_stat_activity"
    " WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


@pytest.fixture
def office(database: Callable[[str], Database]) -> Database:
    return database("office")


def start_relay(bench: Workbench, office: Database) -> Any:
    return bench.start("common.relay", "office", "crm", OFFICE_DATABASE_URL=office.url)


def record_in(office: Database) -> None:
    with office.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO outbox (exchange, routing_key, body, created_at)"
                " VALUES ('', 'spy', '{}', now())"
            )
        )


def unsent_in(office: Database) -> int:
    with office.engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM outbox")).scalar_one())


@contextmanager
def stopped(bench: Workbench, office: Database) -> Iterator[None]:
    """The relay's statement never ends, because its server process is stopped: while it waits for a
    table, when it has no lock inside the server that another database's processes may need."""
    with office.engine.connect() as owner:
        owner.execute(text("LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE"))
        bench.until(lambda: lock_waiters(office), "the relay waits for the table")
        [backend] = lock_waiters(office)
        os.kill(backend, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(backend, signal.SIGCONT)


def lock_waiters(office: Database) -> list[int]:
    with office.engine.connect() as connection:
        return list(connection.execute(text(_LOCK_WAITERS)).scalars())


def connections(bench: Workbench) -> set[str]:
    """The broker's names of them."""
    url = f"{bench.vhost.management_url}/api/vhosts/{bench.vhost.name}/connections"
    listed = httpx.get(url, verify=PLAIN)
    return {connection["name"] for connection in listed.json()}


def loses_others_than(own: set[str], bench: Workbench) -> bool:
    """Close the connections that the broker lists beside `own`; answers whether the relay has
    noticed: what is listed may be gone already, and what is new may not be listed yet."""
    for name in connections(bench) - own:
        url = f"{bench.vhost.management_url}/api/connections/{quote(name, safe='')}"
        httpx.delete(url, verify=PLAIN)
    return "reconnecting" in (bench.folder / "log").read_text()


def test_while_one_database_is_stopped_the_events_of_the_others_are_published(
    bench: Workbench, office: Database
) -> None:
    spy = bench.spy()
    start_relay(bench, office)
    with stopped(bench, office):
        record_in(office)
        facts = record(bench, 1200)
        bench.until(lambda: waiting(bench) == 0, "the other outbox is empty")
        assert bench.messages(spy) == len(facts)
        assert unsent_in(office) == 1
    bench.until(lambda: unsent_in(office) == 0, "once it goes on, so do its events")
    assert bench.messages(spy) == len(facts) + 1, "none was sent twice"


def test_a_lost_connection_repeats_nothing_of_a_stopped_database(
    bench: Workbench, office: Database
) -> None:
    spy = bench.spy()
    bench.until(lambda: connections(bench), "the broker lists the test's own connection")
    own = connections(bench)
    start_relay(bench, office)
    with stopped(bench, office):
        record_in(office)
        bench.until(lambda: loses_others_than(own, bench), "the relay loses its connection")
        facts = record(bench, 10)
        bench.until(lambda: waiting(bench) == 0, "the relay connects again")
    bench.until(lambda: unsent_in(office) == 0, "the stopped one's events follow")
    assert bench.messages(spy) == len(facts) + 1


def test_a_relay_with_a_stopped_database_ends_when_asked_to(
    bench: Workbench, office: Database
) -> None:
    relay = start_relay(bench, office)
    with stopped(bench, office):
        relay.send_signal(signal.SIGTERM)
        bench.until(lambda: relay.poll() is not None, "the relay ends")
    assert relay.returncode == 0


def test_a_relay_starts_without_one_of_its_databases_and_takes_it_up_when_it_comes(
    bench: Workbench, office: Database
) -> None:
    bench.spy()
    record(bench)
    record_in(office)
    bench.shut_database()
    start_relay(bench, office)
    bench.until(lambda: unsent_in(office) == 0, "the events of the other database are published")
    bench.open_database()
    bench.until(lambda: waiting(bench) == 0, "its own follow")
