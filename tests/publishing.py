"""Events put on the broker as the relay of another service would."""

import json
from typing import Any

import pika

from contracts.event import exchange_of


def publish(amqp_uri: str, *bodies: dict[str, Any]) -> None:
    """Publish event envelopes to their sources' exchanges, persistent and confirmed."""
    connection = pika.BlockingConnection(pika.URLParameters(amqp_uri))
    try:
        channel = connection.channel()
        channel.confirm_delivery()
        for body in bodies:
            channel.basic_publish(
                exchange_of(body["source"]),
                body["type"],
                json.dumps(body).encode(),
                pika.BasicProperties(
                    content_type="application/json", content_encoding="utf-8", delivery_mode=2
                ),
                mandatory=True,
            )
    finally:
        connection.close()
