"""The writer of the event log: `python -m services.office.log.eventlog`.

Takes every event of every service from one queue with a single active consumer, up to 100 in a
transaction, and acknowledges them once that is committed. A redelivered event is known by its id.
While the database is away it waits and acknowledges nothing; what is no event is parked (O-08).
"""

import logging
import signal
import sys
from collections import deque
from typing import Any, NamedTuple

import pika
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import AMQPError
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from common import clock, database, logs, metrics, settings
from common.parking import park
from common.topology import declare_once
from common.waiting import wait_for_database
from contracts.event import Unreadable
from services.office.log.events import commands, rules
from services.office.log.events.rules import Entry

QUEUE = "log--office"
PREFETCH = 200
BATCH = 100
IDLE_SECONDS = 0.2
GATHER_SECONDS = 0.05
"""Between batches that are not full: under load a transaction for ten costs hardly more than one
for one."""
AWAY_SECONDS = 1.0
_PASSING = ("55P03", "40001", "40P01", "57014", "42P01")
"""A lock not had in time, a serialisation failure, a deadlock, a statement that took too long, a
table that a migration is about to make."""


class Delivery(NamedTuple):
    tag: int
    routing_key: str
    headers: dict[str, Any]
    body: bytes


class Writer:
    def __init__(self, uri: str, engine: Engine, log: logging.Logger) -> None:
        self._uri = uri
        self._engine = engine
        self._log = log
        self._taken: deque[Delivery] = deque()
        self._stopping = False

    def run(self) -> None:
        """Log events until SIGTERM or SIGINT; connect again whenever the broker goes away."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop_soon)
        while not self._stopping:
            declare_once(self._uri, self._log)
            try:
                with pika.BlockingConnection(pika.URLParameters(self._uri)) as connection:
                    self._consume(connection)
            except AMQPError as error:
                self._log.warning("the broker went away; reconnecting", extra={"why": repr(error)})

    def _consume(self, connection: pika.BlockingConnection) -> None:
        self._taken.clear()
        channel = connection.channel()
        channel.basic_qos(prefetch_count=PREFETCH)
        channel.basic_consume(QUEUE, self._take)
        self._log.info("logging events")
        while not self._stopping:
            connection.process_data_events(time_limit=IDLE_SECONDS)
            while self._taken and not self._stopping:
                self._write_some(connection, channel)
                if len(self._taken) < BATCH:
                    connection.sleep(GATHER_SECONDS)

    def _take(self, _: BlockingChannel, method: Any, properties: Any, body: bytes) -> None:
        headers = properties.headers or {}
        self._taken.append(Delivery(method.delivery_tag, method.routing_key, headers, body))

    def _write_some(self, connection: pika.BlockingConnection, channel: BlockingChannel) -> None:
        batch = [self._taken[index] for index in range(min(BATCH, len(self._taken)))]
        try:
            self._write(batch)
        except DBAPIError as error:
            if not _passes(error):
                raise
            self._log.warning("waiting for the database", extra={"why": type(error).__name__})
            connection.sleep(AWAY_SECONDS)
            return
        for _ in batch:
            self._taken.popleft()
        channel.basic_ack(batch[-1].tag, multiple=True)

    def _write(self, batch: list[Delivery]) -> None:
        entries = [entry for delivery in batch if (entry := self._read(delivery))]
        with Session(self._engine) as session:
            written = commands.append(session, entries)
            session.commit()
        handled = metrics.events_handled
        handled.labels("office", "eventlog", "handled").inc(written)
        handled.labels("office", "eventlog", "known").inc(len(entries) - written)
        now = clock.now()
        for entry in entries:
            lag = (now - entry.occurred_at).total_seconds()
            metrics.event_lag_seconds.labels("office", "eventlog").observe(lag)

    def _read(self, delivery: Delivery) -> Entry | None:
        try:
            return rules.entry_of(delivery.body)
        except Unreadable as error:
            self._park(delivery, f"unreadable: {error}")
            return None

    def _park(self, delivery: Delivery, cause: str) -> None:
        park(
            self._engine,
            queue=QUEUE,
            routing_key=delivery.routing_key,
            body=delivery.body,
            cause=cause,
            attempts=1,
            headers=delivery.headers,
            keep_body=True,
        )
        metrics.messages_parked.labels("office", QUEUE).inc()
        self._log.error("message parked", extra={"queue": QUEUE, "cause": cause[:200]})

    def _stop_soon(self, *_: object) -> None:
        self._stopping = True


def _passes(error: DBAPIError) -> bool:
    """Whether the same statements may succeed later."""
    return database.is_away(error) or getattr(error.orig, "pgcode", None) in _PASSING


if __name__ == "__main__":
    log = logs.configure("eventlog")
    try:
        writer = Writer(settings.amqp_uri(), database.engine("office"), log)
    except settings.MissingSetting as error:
        sys.exit(f"eventlog: {error}")
    wait_for_database(database.engine("office"), log)
    metrics.serve()
    writer.run()
    log.info("stopped")
