"""Events as the relay would publish them."""

from typing import Any
from uuid import UUID

import orjson
import pika

from common import clock
from contracts.event import exchange_of
from contracts.schema import new_id
from tests.gateway.running import Running, until
from tests.vhosts import Vhost


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
    connection = pika.BlockingConnection(pika.URLParameters(vhost.amqp_uri))
    try:
        channel = connection.channel()
        channel.confirm_delivery()
        channel.exchange_declare(exchange_of(source), "topic", durable=True)
        until(lambda: gateway.gateway.feed.hears(source))
        channel.basic_publish(exchange_of(source), kind, orjson.dumps(envelope))
    finally:
        connection.close()
    return event_id
