"""The writer of the event log: `python -m services.office.log.eventlog`.

Takes every event of every service from one queue with a single active consumer, up to 100 in a
transaction, and acknowledges them once that is committed. A redelivered event is known by its id.
While the database is away it waits and acknowledges nothing; what is no event, or can't be stored,
is parked. The head is sealed at intervals (O-08).
"""

import logging
import os
import signal
import sys
from collections import deque
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pika
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import AMQPError
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from common import clock, database, logs, metrics, settings, tokens
from common.parking import park
from common.topology import declare_once
from common.waiting import wait_for_database
from contracts.event import Unreadable, exchange_of
from services.office.log.events import commands, rules, seals
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
_OF_THE_DATA = ("22", "23", "54")


class Delivery(NamedTuple):
    tag: int
    routing_key: str
    headers: dict[str, Any]
    body: bytes
    exchange: str


class Sealer:
    """Seals what is new, at once after a pause and then every few seconds."""

    def __init__(self) -> None:
        self._key = settings.log_key()
        self._kid = tokens.kid_of(self._key, seals.ISSUER)
        self._looked_at = datetime.min.replace(tzinfo=UTC)

    def seal(self, engine: Engine, at: datetime) -> None:
        if at - self._looked_at < seals.EVERY:
            return
        with Session(engine) as session:
            if seals.seal(session, kid=self._kid, key=self._key, at=at):
                session.commit()
                self._looked_at = at


class Writer:
    def __init__(
        self, uri: str, engine: Engine, log: logging.Logger, sealer: Sealer | None = None
    ) -> None:
        self._uri = uri
        self._sealer = sealer
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
                self._seal()
                if len(self._taken) < BATCH:
                    connection.sleep(GATHER_SECONDS)
            self._seal()

    def _take(self, _: BlockingChannel, method: Any, properties: Any, body: bytes) -> None:
        headers = properties.headers or {}
        self._taken.append(
            Delivery(method.delivery_tag, method.routing_key, headers, body, method.exchange)
        )

    def _write_some(self, connection: pika.BlockingConnection, channel: BlockingChannel) -> None:
        batch = [self._taken[index] for index in range(min(BATCH, len(self._taken)))]
        try:
            self._write(batch)
        except SQLAlchemyError as error:
            if not _passes(error):
                raise
            self._log.warning("waiting for the database", extra={"why": type(error).__name__})
            connection.sleep(AWAY_SECONDS)
            return
        for _ in batch:
            self._taken.popleft()
        channel.basic_ack(batch[-1].tag, multiple=True)

    def _write(self, batch: list[Delivery]) -> None:
        """A batch in one transaction; if the database refuses it, each event in its own, so that
        what can't be stored is parked alone."""
        read = [(delivery, entry) for delivery in batch if (entry := self._read(delivery))]
        try:
            self._append([entry for _, entry in read])
        except (DBAPIError, ValueError) as error:
            if not _is_of_the_data(error):
                raise
            for delivery, entry in read:
                self._append_or_park(delivery, entry)

    def _seal(self) -> None:
        if self._sealer is None:
            return
        try:
            self._sealer.seal(self._engine, clock.now())
        except SQLAlchemyError as error:
            if not _passes(error):
                raise

    def _append_or_park(self, delivery: Delivery, entry: Entry) -> None:
        try:
            self._append([entry])
        except (DBAPIError, ValueError) as error:
            if not _is_of_the_data(error):
                raise
            self._park(delivery, f"not storable: {type(error).__name__}")

    def _append(self, entries: list[Entry]) -> None:
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
            return _entry_of(delivery)
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


def _entry_of(delivery: Delivery) -> Entry:
    """Raises `Unreadable`, also for an event that came another way than its source tells it."""
    entry = rules.entry_of(delivery.body)
    came = delivery.exchange, delivery.routing_key
    if came not in ((exchange_of(entry.source), entry.type), ("", QUEUE)):
        raise Unreadable(f"{entry.source}.{entry.type} came by {' '.join(came)}")
    return entry


def _is_of_the_data(error: DBAPIError | ValueError) -> bool:
    """Whether what was to be written can't be: a value, a constraint or a size that the database
    refuses, a text that its driver can't send."""
    if isinstance(error, ValueError):
        return True
    return (getattr(error.orig, "pgcode", None) or "")[:2] in _OF_THE_DATA


def _passes(error: Exception) -> bool:
    """Whether the same statements may succeed later."""
    if not isinstance(error, DBAPIError):
        return isinstance(error, PoolTimeout)
    return database.is_away(error) or getattr(error.orig, "pgcode", None) in _PASSING


def own_engine(log: logging.Logger) -> Engine:
    """The way into office's database as a role that may only add to the log."""
    if "EVENTLOG_DATABASE_URL" in os.environ:
        return database.engine("eventlog")
    log.warning("EVENTLOG_DATABASE_URL is not set: writing with all the rights of office")
    return database.engine("office")


if __name__ == "__main__":
    log = logs.configure("eventlog")
    try:
        engine = own_engine(log)
        writer = Writer(settings.amqp_uri(), engine, log, Sealer())
    except settings.MissingSetting as error:
        sys.exit(f"eventlog: {error}")
    wait_for_database(engine, log)
    metrics.serve()
    writer.run()
    log.info("stopped")
