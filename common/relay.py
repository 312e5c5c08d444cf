"""The relay: `python -m common.relay SERVICE…` takes events from outboxes to their exchanges.

Polls every 50 ms, takes a batch `FOR UPDATE SKIP LOCKED`, publishes persistent and mandatory
with pipelined confirms, deletes exactly what was confirmed. A crash repeats an event, never loses
one; what cannot be routed is set aside and counted, and never blocks the rest (design §5.2).
"""

import logging
import signal
import sys
from typing import Any

import pika
from pika.adapters.select_connection import SelectConnection

from common import database, logs, metrics, settings
from common.lane import Lane
from common.topology import declare_once

RECONNECT_SECONDS = 1.0
DRAIN_SECONDS = 10.0


class Relay:
    """One connection to the broker with a lane, that is a channel, per service's outbox."""

    def __init__(self, uri: str, services: list[str], log: logging.Logger) -> None:
        self._uri = uri
        self._log = log
        self._lanes = [Lane(service, database.engine(service), log) for service in services]
        self._connection: SelectConnection | None = None
        self._stopping = False

    def run(self) -> None:
        """Relay until SIGTERM or SIGINT; connect again whenever the broker goes away."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stop_soon())
        while not self._stopping:
            declare_once(self._uri, self._log)
            self._connection = SelectConnection(
                pika.URLParameters(self._uri),
                on_open_callback=self._opened,
                on_open_error_callback=self._closed,
                on_close_callback=self._closed,
            )
            self._connection.ioloop.start()

    def _opened(self, connection: SelectConnection) -> None:
        self._log.info("relaying", extra={"outboxes": len(self._lanes)})
        for lane in self._lanes:
            connection.channel(on_open_callback=lane.start)

    def _closed(self, connection: Any, reason: Any) -> None:
        for lane in self._lanes:
            lane.abandon()
        if not self._stopping:
            self._log.warning("the broker went away; reconnecting", extra={"why": str(reason)})
            connection.ioloop.call_later(RECONNECT_SECONDS, connection.ioloop.stop)
        else:
            connection.ioloop.stop()

    def _stop_soon(self) -> None:
        self._stopping = True
        connection = self._connection
        if connection is None or not connection.is_open:
            sys.exit(0)
        for lane in self._lanes:
            lane.stop_after_batch()
        self._close_when_idle(connection, DRAIN_SECONDS)

    def _close_when_idle(self, connection: SelectConnection, left: float) -> None:
        if left <= 0 or not any(lane.is_busy for lane in self._lanes):
            connection.close()
        else:
            connection.ioloop.call_later(
                0.05, lambda: self._close_when_idle(connection, left - 0.05)
            )


if __name__ == "__main__":
    log = logs.configure("relay")
    if not sys.argv[1:]:
        sys.exit("usage: python -m common.relay SERVICE…")
    try:
        relay = Relay(settings.amqp_uri(), sys.argv[1:], log)
    except settings.MissingSetting as error:
        sys.exit(f"relay: {error}")
    metrics.serve()
    relay.run()
