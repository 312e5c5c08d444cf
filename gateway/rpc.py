"""RPC as nameko speaks it, from asyncio: many calls at once over one channel and one reply queue.

Requests are transient, mandatory and unconfirmed; a lost one is covered by its deadline and the
idempotency key (design §5.7, §5.8).
"""

import asyncio
import itertools
import logging
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import orjson
import pika
from pika.channel import Channel as PikaChannel
from pika.spec import Basic

from common import clock
from common.client import Client
from contracts.operation import Operation
from contracts.refusals import KINDS, Refusal, unavailable
from gateway.broker import Channel, Link
from gateway.presence import Presence
from gateway.pressure import Pressure
from gateway.refusals import answer_lost, deadline_missed, internal_error, overloaded

RPC_EXCHANGE = "nameko-rpc"
_COME_AGAIN_SECONDS = (1.0, 4.0)
_REFUSALS = {f"contracts.refusals.{name}": kind for name, kind in KINDS.items()}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Caller:
    """On whose behalf a service is asked: headers of the message."""

    request_id: str
    token: str | None = None
    idempotency_key: str | None = None
    client: Client | None = None


class Rpc:
    """`await rpc.ask(operation, payload, caller)`."""

    def __init__(self, presence: Presence, pressure: Pressure, *, most_pending: int) -> None:
        self._presence = presence
        self._pressure = pressure
        self._most_pending = most_pending
        self._link: Link | None = None
        self._channel: PikaChannel | None = None
        self._reply_to = ""
        self._numbers = itertools.count(1)
        self._waiting: dict[str, asyncio.Future[bytes]] = {}
        self.pending: Counter[str] = Counter()
        """Calls without an answer yet, by service."""

    @property
    def ready(self) -> bool:
        """Whether the broker takes requests and brings replies."""
        return self._channel is not None

    async def serve(self, link: Link) -> None:
        """Take replies on a queue of our own until `link` ends; then every pending call fails."""
        channel = await link.channel()
        self._reply_to = str(uuid4())
        await self._declare(channel)
        channel.raw.add_on_return_callback(self._returned)
        self._link, self._channel = link, channel.raw
        try:
            raise ConnectionError(await channel.closed)
        finally:
            self._link = self._channel = None
            for future in self._waiting.values():
                if not future.done():
                    future.set_exception(answer_lost())

    async def _declare(self, channel: Channel) -> None:
        queue, raw = f"rpc.reply-gateway-{self._reply_to}", channel.raw
        await channel.ask(
            raw.exchange_declare, exchange=RPC_EXCHANGE, exchange_type="topic", durable=True
        )
        await channel.ask(
            raw.queue_declare,
            queue=queue,
            exclusive=True,
            auto_delete=True,
            arguments={"x-queue-type": "classic"},
        )
        await channel.ask(
            raw.queue_bind, queue=queue, exchange=RPC_EXCHANGE, routing_key=self._reply_to
        )
        await channel.ask(
            raw.basic_consume, queue=queue, on_message_callback=self._replied, auto_ack=True
        )

    async def ask(self, operation: Operation, payload: Mapping[str, Any], caller: Caller) -> Any:
        """The operation's answer.

        Raises the service's refusal; `unavailable` when the service is away or the broker is;
        `overloaded` when too much is pending; `deadline_missed`; `answer_lost` when the connection
        broke meanwhile; `internal_error` for anything else that went wrong in the service.
        """
        service = operation.service
        channel = self._ready_channel(operation)
        number = str(next(self._numbers))
        loop = asyncio.get_running_loop()
        future: asyncio.Future[bytes] = loop.create_future()
        self._waiting[number] = future
        self._pressure.sent(service, self.pending[service])
        self.pending[service] += 1
        timer = loop.call_later(operation.deadline, _expire, future)
        try:
            channel.basic_publish(
                RPC_EXCHANGE,
                operation.key,
                orjson.dumps({"args": (), "kwargs": payload}),
                self._properties(number, operation, caller),
                mandatory=True,
            )
            body = await future
            self._pressure.answered(service)
            return _read(body, operation)
        except pika.exceptions.AMQPError:  # the channel has just closed
            raise unavailable(service="broker") from None
        finally:
            timer.cancel()
            del self._waiting[number]
            self.pending[service] -= 1

    def _ready_channel(self, operation: Operation) -> PikaChannel:
        service = operation.service
        pending = self.pending[service]
        if self._channel is None or self._link is None or self._link.blocked:
            raise unavailable(service="broker")
        if pending >= self._most_pending or self._pressure.is_too_high(
            service, pending, operation.deadline
        ):
            raise overloaded(service=service, retry_after=_spread())
        self._presence.check(service)
        return self._channel

    def _properties(
        self, number: str, operation: Operation, caller: Caller
    ) -> pika.BasicProperties:
        deadline = clock.now() + timedelta(seconds=operation.deadline)
        headers = {
            "nameko.request_id": caller.request_id,
            "nameko.deadline": f"{deadline.timestamp():.3f}",
        }
        if caller.token:
            headers["nameko.token"] = caller.token
        if caller.idempotency_key:
            headers["nameko.idempotency_key"] = caller.idempotency_key
        if caller.client:
            headers |= {f"nameko.{name}": text for name, text in caller.client.headers.items()}
        return pika.BasicProperties(
            content_type="application/json",
            content_encoding="utf-8",
            headers=headers,
            delivery_mode=1,
            correlation_id=number,
            reply_to=self._reply_to,
            expiration=str(int(operation.deadline * 1000)),
        )

    def _replied(
        self, _: PikaChannel, method: Basic.Deliver, properties: pika.BasicProperties, body: bytes
    ) -> None:
        future = self._waiting.get(properties.correlation_id or "")
        if future is not None and not future.done():
            future.set_result(body)

    def _returned(
        self, _: PikaChannel, method: Basic.Return, properties: pika.BasicProperties, body: bytes
    ) -> None:
        future = self._waiting.get(properties.correlation_id or "")
        if future is not None and not future.done():
            future.set_exception(unavailable(service=method.routing_key.partition(".")[0]))


def _spread() -> float:
    """Seconds: those who are refused together don't come again together."""
    return random.uniform(*_COME_AGAIN_SECONDS)


def _expire(future: "asyncio.Future[bytes]") -> None:
    if not future.done():
        future.set_exception(deadline_missed())


def _read(body: bytes, operation: Operation) -> Any:
    reply = orjson.loads(body)
    if reply.get("error") is None:
        return reply.get("result")
    raise _refusal(reply["error"], operation)


def _refusal(error: Mapping[str, Any], operation: Operation) -> Refusal:
    kind = _REFUSALS.get(str(error.get("exc_path")))
    if kind is not None:
        try:
            code, details = error["exc_args"]
            return kind(code, details)
        except (KeyError, TypeError, ValueError):
            pass
    # the error's text may quote personal data; the service's own log has the trace
    _log.error(
        "a service failed",
        extra={"operation": operation.key, "error": str(error.get("exc_type"))[:100]},
    )
    return internal_error()
