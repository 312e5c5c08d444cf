"""Office's event log, asked page by page over the broker (design §5)."""

import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self

import orjson
import pika

from common import clock
from common.tokens import system_token
from common.topology import RPC_EXCHANGE
from contracts.office.log.events import list_events
from contracts.refusals import KINDS, Refusal, unavailable

PAGE_SIZE = 1000
Envelope = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """Envelopes in the log's order; `next` is the position from which to ask on, `head` the newest
    position of the log."""

    envelopes: list[Envelope]
    next: int
    head: int
    is_last: bool


class EventLog:
    """Inventory's events, as office logged them."""

    def __init__(self, connection: pika.BlockingConnection) -> None:
        self._channel = connection.channel()
        self._replies = self._channel.queue_declare("", exclusive=True).method.queue
        self._channel.queue_bind(self._replies, RPC_EXCHANGE, self._replies)

    @classmethod
    @contextmanager
    def at(cls, amqp_uri: str) -> Iterator[Self]:
        with closing(pika.BlockingConnection(pika.URLParameters(amqp_uri))) as connection:
            yield cls(connection)

    def page(self, after: int) -> Page:
        """The events after a position. Raises office's refusal, or `unavailable`."""
        found = self._ask({"after": after, "page_size": PAGE_SIZE, "source": "inventory"})
        items = found["items"]
        last = items[-1]["position"] if items else after
        return Page(items, found["next"] or last, found["head"], is_last=found["next"] is None)

    def _ask(self, payload: dict[str, Any]) -> Any:
        correlation_id, now = str(uuid.uuid4()), clock.now()
        deadline = now + timedelta(seconds=list_events.deadline)
        self._channel.basic_publish(
            RPC_EXCHANGE,
            list_events.key,
            orjson.dumps({"args": [], "kwargs": payload}),
            pika.BasicProperties(
                content_type="application/json",
                content_encoding="utf-8",
                reply_to=self._replies,
                correlation_id=correlation_id,
                headers={
                    "nameko.token": system_token("reporting", now),
                    "nameko.deadline": str(deadline.timestamp()),
                    "nameko.request_id": correlation_id,
                },
            ),
        )
        return _result(self._reply_to(correlation_id))

    def _reply_to(self, correlation_id: str) -> Any:
        waiting = self._channel.consume(
            self._replies, auto_ack=True, inactivity_timeout=list_events.deadline
        )
        for _, properties, body in waiting:
            if properties is None:
                raise unavailable(service=list_events.service)
            if properties.correlation_id == correlation_id:
                return orjson.loads(body)
        raise unavailable(service=list_events.service)


def _result(reply: Any) -> Any:
    error = reply["error"]
    if error is None:
        return reply["result"]
    kind: type[Refusal] | None = KINDS.get(error["exc_type"])
    raise kind(*error["exc_args"]) if kind else unavailable(service=list_events.service)
