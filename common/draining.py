"""How a service takes messages: nothing kills it, nothing is lost, and it stops drained.

Cures of nameko 2.14's queue consumer; `common.requests` and `common.handlers` cure its entrypoints.
"""

import logging
from functools import partial
from typing import Any

import eventlet
import orjson
from kombu import compression
from nameko.constants import AMQP_URI_CONFIG_KEY, HEARTBEAT_CONFIG_KEY
from nameko.messaging import QueueConsumer

from common import database, metrics, retry
from common.parking import park
from common.wire import Connection

DRAIN_SECONDS = 20.0
PAUSE_SECONDS = 2.0
_log = logging.getLogger(__name__)


def _refuse_compressed(body: bytes) -> bytes:
    raise ValueError("compressed")


for _means in compression.encoders():  # a few bytes would unpack to gigabytes; nothing of ours does
    compression.register(None, _refuse_compressed, _means)


class DrainingQueueConsumer(QueueConsumer):
    """Stops only when every message taken is acknowledged or given back: nameko closes the
    connection while workers still run, and finished work is repeated."""

    def __init__(self) -> None:
        self._unfinished: set[Any] = set()
        self._iterations_left = DRAIN_SECONDS
        super().__init__()

    @property
    def connection(self) -> Connection:
        config = self.container.config
        return Connection(config[AMQP_URI_CONFIG_KEY], heartbeat=config[HEARTBEAT_CONFIG_KEY])

    def handle_message(self, provider: Any, body: Any, message: Any) -> None:
        self._unfinished.add(message)
        if self.container._worker_pool.free():
            provider.handle_message(body, message)
        else:  # a thread that waits for a worker
            super().handle_message(provider, body, message)

    def ack_message(self, message: Any) -> None:
        super().ack_message(message)
        self._unfinished.discard(message)

    def requeue_message(self, message: Any) -> None:
        super().requeue_message(message)
        self._unfinished.discard(message)

    def on_connection_error(self, exc: Exception, interval: float) -> None:
        self._unfinished.clear()
        super().on_connection_error(exc, interval)

    def get_consumers(self, consumer_cls: Any, channel: Any) -> Any:
        self._unfinished.clear()
        consumers = super().get_consumers(consumer_cls, channel)
        for provider, consumer in self._consumers.items():
            consumer.on_message = partial(self._receive, provider)
            consumer.on_decode_error = partial(self._park_undecodable, provider)
            consumer.qos(prefetch_count=getattr(provider, "prefetch", self.prefetch_count))
            consumer.consume()
        return consumers

    def on_iteration(self) -> None:
        self._cancel_consumers_if_requested()
        if not self._consumers:
            self._iterations_left -= 1
            self.should_stop = not self._unfinished or self._iterations_left <= 0

    def _receive(self, provider: Any, message: Any) -> None:
        """In place of kombu's decoding, which turns `__type__` objects into others."""
        try:
            if message.content_type != "application/json":
                raise ValueError(f"{message.content_type} is not application/json")
            body = orjson.loads(message.body)
        except ValueError as error:
            self._park_undecodable(provider, message, error)
        else:
            self.handle_message(provider, body, message)

    def _park_undecodable(self, provider: Any, message: Any, error: Exception) -> None:
        """An undecodable message kills the service and its next instance; parked instead."""
        self.park(provider, message, f"undecodable: {error}")

    def park(self, provider: Any, message: Any, cause: str) -> None:
        """Park a message that nobody has worked on, in a thread: the database may take long."""
        self._unfinished.add(message)
        self.container.spawn_managed_thread(
            partial(park_message, self, provider, message, cause, keep_body=False),
            identifier="park",
        )


def park_message(
    queue_consumer: QueueConsumer,
    provider: Any,
    message: Any,
    cause: str,
    *,
    keep_body: bool,
    tried: bool = True,
) -> None:
    """Move `message` into `parked_message`, then acknowledge it; `tried` counts this delivery as
    an attempt. While the database is away the message goes back after a pause."""
    service = provider.container.service_name
    body = message.body.encode() if isinstance(message.body, str) else bytes(message.body)
    try:
        park(
            database.engine(service),
            queue=provider.queue.name,
            routing_key=message.delivery_info.get("routing_key", ""),
            body=body,
            cause=cause,
            attempts=retry.attempts_of(message.headers) + tried,
            headers=message.headers or {},
            keep_body=keep_body,
        )
    except Exception:
        _log.exception(
            "could not park a message; it goes back", extra={"queue": provider.queue.name}
        )
        give_back_later(queue_consumer, message)
        return
    queue_consumer.ack_message(message)
    metrics.messages_parked.labels(service, provider.queue.name).inc()
    _log.error("message parked", extra={"queue": provider.queue.name, "cause": cause[:200]})


def give_back_later(queue_consumer: QueueConsumer, message: Any) -> None:
    """Requeue `message` after a pause, outside the worker pool: never a hot loop."""

    def wait_and_requeue() -> None:
        eventlet.sleep(PAUSE_SECONDS)
        queue_consumer.requeue_message(message)

    queue_consumer.container.spawn_managed_thread(wait_and_requeue, identifier="give back")
