"""Events as the relay would publish them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import orjson
import pika
from pika.adapters.blocking_connection import BlockingChannel

from common import clock
from contracts.event import exchange_of
from contracts.schema import new_id
from tests.gateway.running import Running, until
from tests.vhosts import Vhost


def declare(vhost: Vhost, *sources: str) -> None:
    """The exchanges of these services, as the topology has them before any process starts."""
    with _channel(vhost) as channel:
        for source in sources:
            channel.exchange_declare(exchange_of(source), "topic", durable=True)


def tell(
    vhost: Vhost,
    gateway: Running,
    source: str,
    kind: str,
    *,
    project: UUID | None = None,
    about: UUID | None = None,
    version: int = 1,
    data: dict[str, Any] | None = None,
    times: int = 1,
) -> str:
    """Publish one event, once `gateway` listens to its source; answers the event's id."""
    event_id = str(new_id())
    envelope = {
        "id": event_id,
        "source": source,
        "type": kind,
        "schema": 1,
        "aggregate_id": about or new_id(),
        "version": version,
        "project_id": project,
        "occurred_at": clock.now().isoformat(),
        "by": str(new_id()),
        "request_id": None,
        "data": data or {},
    }
    until(lambda: gateway.gateway.feed.hears(source))
    with _channel(vhost) as channel:
        for _ in range(times):
            channel.basic_publish(exchange_of(source), kind, orjson.dumps(envelope))
    return event_id


@contextmanager
def _channel(vhost: Vhost) -> Iterator[BlockingChannel]:
    connection = pika.BlockingConnection(pika.URLParameters(vhost.amqp_uri))
    try:
        yield connection.channel()
    finally:
        connection.close()
