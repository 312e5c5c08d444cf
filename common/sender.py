"""Messages that need no confirm: replies, and questions to other services."""

from contextlib import suppress
from functools import cache
from typing import Any

import amqp
import eventlet
from eventlet.semaphore import Semaphore

from common.wire import Connection

_SECONDS_TO_CLOSE = 2.0


class Sender:
    """Publishes transient JSON over one connection that lives as long as the process.

    A lost message is covered by its caller's deadline and the idempotency key; nameko's pool of
    producers, its confirms and its second encoding cost half of a service's CPU.
    """

    def __init__(self, uri: str) -> None:
        self._uri = uri
        self._channel: Any = None
        self._reader: Any = None
        self._opening = Semaphore()

    def publish(self, exchange: str, routing_key: str, body: bytes, **properties: Any) -> None:
        """Raises what kombu raises when the broker can't be reached."""
        channel = self._channel or self._opened()
        message = amqp.Message(
            body,
            content_type="application/json",
            content_encoding="utf-8",
            delivery_mode=1,
            **properties,
        )
        # not `basic_publish`, which first looks whether the broker has said something: our reader
        # does that
        channel.send_method(
            amqp.spec.Basic.Publish, "Bssbb", (0, exchange, routing_key, False, False), message
        )

    def close(self) -> None:
        """Send what was published, then disconnect; a later message connects again."""
        channel, self._channel = self._channel, None
        if channel is None:
            return
        self._reader.kill()
        with suppress(OSError, amqp.AMQPError), eventlet.Timeout(_SECONDS_TO_CLOSE, False):
            channel.connection.close()

    def _opened(self) -> Any:
        with self._opening:
            if self._channel is None:
                connection = Connection(self._uri).connection
                self._channel = connection.channel()
                self._reader = eventlet.spawn(self._read, self._channel, connection)
            return self._channel

    def _read(self, channel: Any, connection: Any) -> None:
        """Nothing is expected but the connection's end."""
        try:
            while True:
                connection.drain_events()
        except (OSError, amqp.AMQPError):
            if self._channel is channel:
                self._channel = None
            connection.collect()


@cache
def sender(uri: str) -> Sender:
    """The process's own."""
    return Sender(uri)
