"""The services' events as the gateway hears them: all of them, on a queue of its own."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Any

import orjson
from pika.channel import Channel as PikaChannel

from contracts.event import exchange_of
from gateway.broker import BrokerLost, Link

_SECONDS_BETWEEN_TRIES = 1.0
_log = logging.getLogger(__name__)


class Feed:
    """Calls `heard(envelope)` for every event, and `connected()` whenever events may have been
    missed: at first, after every reconnection, and when a service's exchange appears."""

    def __init__(
        self,
        services: Sequence[str],
        *,
        heard: Callable[[dict[str, Any]], None],
        connected: Callable[[], None],
    ) -> None:
        self._services = services
        self._heard = heard
        self._connected = connected
        self._bound: set[str] = set()

    def hears(self, service: str) -> bool:
        """Whether a change in `service` would reach us now."""
        return service in self._bound

    async def serve(self, link: Link) -> None:
        """Listen until `link` ends."""
        channel = await link.channel()
        declared = await channel.ask(
            channel.raw.queue_declare,
            queue="",
            exclusive=True,
            auto_delete=True,
            arguments={"x-queue-type": "classic"},
        )
        queue = declared.method.queue
        await channel.ask(
            channel.raw.basic_consume,
            queue=queue,
            on_message_callback=self._received,
            auto_ack=True,
        )
        try:
            await self._bind(link, channel.raw, queue, channel.ask)
            raise ConnectionError(await channel.closed)
        finally:
            self._bound.clear()

    async def _bind(self, link: Link, raw: PikaChannel, queue: str, ask: Any) -> None:
        """Bind to every service's exchange, waiting for those that don't exist yet."""
        missing, said = list(self._services), False
        while missing:
            found = [service for service in missing if await _exists(link, exchange_of(service))]
            for service in found:
                await ask(
                    raw.queue_bind, queue=queue, exchange=exchange_of(service), routing_key="#"
                )
                self._bound.add(service)
                missing.remove(service)
            if found:
                self._connected()
            if missing and not said:
                _log.warning("waiting for the events of %s", ", ".join(missing))
                said = True
            if missing:
                await asyncio.sleep(_SECONDS_BETWEEN_TRIES)

    def _received(self, _: PikaChannel, method: Any, properties: Any, body: bytes) -> None:
        try:
            envelope = orjson.loads(body)
            self._heard(envelope)
        except Exception:
            _log.exception("an event could not be read", extra={"routing_key": method.routing_key})


async def _exists(link: Link, exchange: str) -> bool:
    channel = await link.channel()
    try:
        await channel.ask(channel.raw.exchange_declare, exchange=exchange, passive=True)
    except BrokerLost:
        return False
    channel.close()
    return True
