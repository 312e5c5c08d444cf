"""Readiness says when the event log stands still."""

import time
from collections.abc import Iterator
from contextlib import closing

import pika
import pytest
from pika.adapters.blocking_connection import BlockingChannel

from contracts.health import PINGS
from gateway import log_watch
from tests.gateway.conftest import Open, Serve
from tests.gateway.running import Running, until
from tests.vhosts import Vhost

MISSING = {"ready": False, "missing": ["event log"]}
READY = {"ready": True, "missing": []}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_watch, "LOOK_SECONDS", 0.1)
    monkeypatch.setattr(log_watch, "UNATTENDED_SECONDS", 0.5)
    monkeypatch.setattr(log_watch, "STANDING_SECONDS", 1.0)


@pytest.fixture
def log(vhost: Vhost) -> Iterator[BlockingChannel]:
    """The log's queue, on a connection of the test's writer."""
    with closing(pika.BlockingConnection(pika.URLParameters(vhost.amqp_uri))) as connection:
        channel = connection.channel()
        channel.queue_declare(log_watch.QUEUE, durable=True)
        channel.basic_qos(prefetch_count=1)
        yield channel


@pytest.fixture
def gateway(serve: Serve, open_gateway: Open) -> tuple[Running, list[int]]:
    """A gateway before an office whose log has come to the number in the list."""
    head = [7]
    serve(
        "office",
        ping=lambda _: {"service": "office", "database": True},
        read_log_head=lambda _: {"head": head[0]},
    )
    return open_gateway(pings={"office": PINGS["office"]}, services=("office",)), head


def _ready(running: Running) -> object:
    return running.http.get("/health/ready").json()


def _consume(log: BlockingChannel) -> None:
    """Take one event and never say that it is written."""
    log.basic_consume(log_watch.QUEUE, lambda *_: None)


def test_nobody_who_writes_the_log_is_missing(
    gateway: tuple[Running, list[int]], log: BlockingChannel
) -> None:
    running, _ = gateway
    until(lambda: _ready(running) == MISSING)
    _consume(log)
    until(lambda: _ready(running) == READY)


def test_events_that_wait_while_the_head_does_not_move_are_a_log_that_stands(
    gateway: tuple[Running, list[int]], log: BlockingChannel
) -> None:
    running, head = gateway
    _consume(log)
    until(lambda: _ready(running) == READY)
    for _ in range(3):
        log.basic_publish("", log_watch.QUEUE, b"{}")
    until(lambda: _ready(running) == MISSING)
    assert running.http.get("/health/ready").status_code == 503

    def moves_on() -> bool:
        head[0] += 1
        return _ready(running) == READY

    until(moves_on)


def test_an_installation_whose_log_has_no_queue_yet_is_not_blamed_for_it(
    gateway: tuple[Running, list[int]],
) -> None:
    running, _ = gateway
    for _ in range(15):
        time.sleep(0.1)
        assert _ready(running) == READY
