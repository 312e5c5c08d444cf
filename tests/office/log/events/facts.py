"""Events as services would tell them, for tests of the log."""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import pika

from contracts.schema import new_id

QUEUE = "log--office"


def fact(number: int = 0, **changes: Any) -> dict[str, Any]:
    """A unit was released; any field of the envelope may be another."""
    return {
        "id": str(new_id()),
        "source": "inventory",
        "type": "unit_released",
        "schema": 1,
        "aggregate_id": str(new_id()),
        "version": number,
        "project_id": str(new_id()),
        "occurred_at": "2026-11-21T02:00:00+00:00",
        "by": "system:inventory",
        "request_id": None,
        "data": {"unit_id": str(new_id()), "status": "available", "number": number},
    } | changes


def message(envelope: dict[str, Any]) -> bytes:
    return json.dumps(envelope).encode()


def publish(
    amqp_uri: str,
    bodies: Iterable[bytes],
    exchange: str = "inventory.events",
    key: str = "unit_released",
) -> None:
    """Persistent and confirmed, as the relay does."""
    with pika.BlockingConnection(pika.URLParameters(amqp_uri)) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        properties = pika.BasicProperties(content_type="application/json", delivery_mode=2)
        for body in bodies:
            channel.basic_publish(exchange, key, body, properties, mandatory=True)


def waiting(amqp_uri: str) -> int:
    """Messages that nobody has taken yet."""
    with pika.BlockingConnection(pika.URLParameters(amqp_uri)) as connection:
        declared = connection.channel().queue_declare(QUEUE, passive=True)
        return int(declared.method.message_count)


def ids(envelopes: Iterable[dict[str, Any]]) -> list[UUID]:
    return [UUID(envelope["id"]) for envelope in envelopes]
