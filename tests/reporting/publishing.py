"""Publishing inventory's events as the relay would."""

import json
from types import TracebackType
from typing import Self

import pika

from tests.reporting.business import Envelope


class Publisher:
    """Publishes with confirms; not for several threads."""

    def __init__(self, amqp_uri: str) -> None:
        self._connection = pika.BlockingConnection(pika.URLParameters(amqp_uri))
        self._channel = self._connection.channel()
        self._channel.confirm_delivery()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def publish(self, *envelopes: Envelope) -> None:
        for envelope in envelopes:
            self._send(f"{envelope['source']}.events", envelope["type"], envelope)

    def publish_to_queue(self, queue: str, envelope: Envelope) -> None:
        """Past the exchange, so that nobody else gets it."""
        self._send("", queue, envelope)

    def ready(self, queue: str) -> int:
        """Messages in a queue that no consumer has."""
        return int(self._channel.queue_declare(queue, passive=True).method.message_count)

    def consumers(self, queue: str) -> int:
        return int(self._channel.queue_declare(queue, passive=True).method.consumer_count)

    def _send(self, exchange: str, key: str, envelope: Envelope) -> None:
        self._channel.basic_publish(
            exchange,
            key,
            json.dumps(envelope).encode(),
            pika.BasicProperties(
                content_type="application/json",
                content_encoding="utf-8",
                delivery_mode=pika.DeliveryMode.Persistent.value,
            ),
            mandatory=True,
        )
