"""A small caller of operations over the broker, as the gateway would call them.

    call(vhost.amqp_uri, "inventory.lock_unit", {"unit_id": str(unit)}, token=token, key="1")

answers what the operation answers and raises its `Refusal`. `Caller` keeps its connection, for
tests that call often; it is not for several threads.
"""

import json
import time
import uuid
from collections.abc import Mapping
from typing import Any, Self

import pika

from common import clock
from common.topology import RPC_EXCHANGE
from contracts.operation import OPERATIONS
from contracts.refusals import KINDS
from tests import documented


class NoAnswer(AssertionError):
    """Nobody answered in time."""


class Failed(AssertionError):
    """The operation failed with something that is not a refusal."""


class Caller:
    def __init__(self, amqp_uri: str, token: str | None = None) -> None:
        self._connection = pika.BlockingConnection(pika.URLParameters(amqp_uri))
        self._channel = self._connection.channel()
        self._channel.exchange_declare(RPC_EXCHANGE, "topic", durable=True)
        self._replies = self._channel.queue_declare("", exclusive=True).method.queue
        self._channel.queue_bind(self._replies, RPC_EXCHANGE, self._replies)
        self._token = token

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def call(
        self,
        operation: str,
        payload: Mapping[str, Any] | None = None,
        *,
        token: str | None = None,
        key: str | None = None,
        seconds: float = 15.0,
    ) -> Any:
        """What `operation` (`service.name`) answers. Raises its refusal, `NoAnswer` or `Failed`."""
        correlation_id = str(uuid.uuid4())
        headers = {
            "token": token or self._token,
            "idempotency_key": key,
            "request_id": correlation_id,
            "deadline": str(clock.now().timestamp() + seconds),
        }
        self._channel.basic_publish(
            RPC_EXCHANGE,
            operation,
            json.dumps({"args": [], "kwargs": payload or {}}, default=str).encode(),
            pika.BasicProperties(
                content_type="application/json",
                content_encoding="utf-8",
                reply_to=self._replies,
                correlation_id=correlation_id,
                headers={f"nameko.{name}": value for name, value in headers.items() if value},
            ),
        )
        return _result(operation, self._reply(correlation_id, seconds))

    def _reply(self, correlation_id: str, seconds: float) -> dict[str, Any]:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            _, properties, body = self._channel.basic_get(self._replies, auto_ack=True)
            if body is not None and properties.correlation_id == correlation_id:
                return dict(json.loads(body))
            self._connection.process_data_events(0.005)
        raise NoAnswer(f"no answer within {seconds} s")


def call(
    amqp_uri: str,
    operation: str,
    payload: Mapping[str, Any] | None = None,
    *,
    token: str | None = None,
    key: str | None = None,
    seconds: float = 15.0,
) -> Any:
    """One call on a connection of its own; see `Caller.call`."""
    with Caller(amqp_uri, token) as caller:
        return caller.call(operation, payload, key=key, seconds=seconds)


def _result(operation: str, reply: Mapping[str, Any]) -> Any:
    error = reply["error"]
    if error is None:
        if operation in OPERATIONS:
            documented.check(OPERATIONS[operation], reply["result"])
        return reply["result"]
    kind = KINDS.get(error["exc_type"])
    if kind is None:
        raise Failed(f"{operation}: {error['exc_type']}: {error['value']}")
    raise kind(*error["exc_args"])
