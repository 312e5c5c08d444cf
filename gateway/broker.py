"""The connection to RabbitMQ: asyncio over pika, re-made with back-off for as long as we run."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any

import pika
from pika.adapters.asyncio_connection import AsyncioConnection
from pika.channel import Channel as PikaChannel

_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 2.0
_SECONDS_TO_CONNECT = 10.0
_SECONDS_TO_CLOSE = 2.0
_HEARTBEAT_SECONDS = 30
_log = logging.getLogger(__name__)


class BrokerLost(ConnectionError):
    """The connection or channel is gone; the message says why."""


class Channel:
    """A channel whose questions are awaited and fail when it closes."""

    def __init__(self, channel: PikaChannel) -> None:
        self.raw = channel
        self.closed: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        channel.add_on_close_callback(self._on_close)

    def _on_close(self, _: PikaChannel, reason: BaseException) -> None:
        _settle(self.closed, str(reason))

    async def ask(self, method: Callable[..., Any], **arguments: Any) -> Any:
        """Do `method(**arguments)` of the raw channel and wait for the broker's answer."""
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        if self.closed.done():
            raise BrokerLost(self.closed.result())
        method(**arguments, callback=partial(_settle, answer))
        await _first(answer, self.closed)
        return answer.result()

    def close(self) -> None:
        if self.raw.is_open:
            self.raw.close()


class Link:
    """One live connection."""

    def __init__(self, connection: AsyncioConnection, closed: asyncio.Future[str]) -> None:
        self._connection = connection
        self.closed = closed
        self.blocked = False
        connection.add_on_connection_blocked_callback(lambda *_: self._block(True))
        connection.add_on_connection_unblocked_callback(lambda *_: self._block(False))

    def _block(self, blocked: bool) -> None:
        _log.warning("the broker %s publishers", "blocks" if blocked else "unblocks")
        self.blocked = blocked

    async def channel(self) -> Channel:
        opened: asyncio.Future[PikaChannel] = asyncio.get_running_loop().create_future()
        if self.closed.done():
            raise BrokerLost(self.closed.result())
        self._connection.channel(on_open_callback=opened.set_result)
        await _first(opened, self.closed)
        return Channel(opened.result())

    async def close(self) -> None:
        if self._connection.is_open:
            self._connection.close()
        if not self._connection.is_closed:
            await asyncio.wait([self.closed], timeout=_SECONDS_TO_CLOSE)


Use = Callable[[Link], Awaitable[None]]
"""Sets itself up on a fresh link and works until it is cancelled; what it raises ends the link."""


class Broker:
    """Keeps one link open and runs its uses on it."""

    def __init__(self, uri: str, uses: Sequence[Use]) -> None:
        self._parameters = pika.URLParameters(uri)
        self._parameters.heartbeat = _HEARTBEAT_SECONDS
        self._parameters.stack_timeout = _SECONDS_TO_CONNECT
        self._parameters.client_properties = {"connection_name": "gateway"}
        self._uses = uses

    async def run(self) -> None:
        """Connect and work, again and again, until cancelled."""
        pause, said = _FIRST_PAUSE, False
        while True:
            try:
                link = await _open(self._parameters)
            except Exception as error:  # not all that pika meets on the way is an AMQPError
                if not said:
                    _log.warning("waiting for the broker", extra={"cause": type(error).__name__})
                said = True
                await asyncio.sleep(pause * random.uniform(0.5, 1.0))
                pause = min(pause * 2, _LONGEST_PAUSE)
                continue
            _log.info("connected to the broker")
            pause, said = _FIRST_PAUSE, False
            reason = await self._work(link)
            _log.warning("the broker connection ended: %s", reason)
            await asyncio.sleep(_FIRST_PAUSE)

    async def _work(self, link: Link) -> str:
        """Run every use until the link or one of them ends; answers why."""
        tasks: list[asyncio.Future[None]] = [asyncio.ensure_future(u(link)) for u in self._uses]
        try:
            ends: list[asyncio.Future[Any]] = [link.closed, *tasks]
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            faults = [repr(t.exception()) for t in tasks if t.done() and t.exception()]
            return link.closed.result() if link.closed.done() else "; ".join(faults)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await link.close()


async def _open(parameters: pika.URLParameters) -> Link:
    loop = asyncio.get_running_loop()
    opened: asyncio.Future[AsyncioConnection] = loop.create_future()
    closed: asyncio.Future[str] = loop.create_future()
    connection = AsyncioConnection(
        parameters,
        on_open_callback=partial(_settle, opened),
        on_open_error_callback=lambda _, error: _settle(opened, error),
        on_close_callback=lambda _, reason: _settle(closed, str(reason)),
        custom_ioloop=loop,
    )
    try:
        await asyncio.wait([opened])
    except asyncio.CancelledError:
        connection.close()
        await asyncio.wait([opened], timeout=_SECONDS_TO_CLOSE)
        opened.cancel() or opened.exception()  # looked at, or asyncio complains
        raise
    return Link(opened.result(), closed)


def _settle(future: asyncio.Future[Any], outcome: Any) -> None:
    if future.done():
        return
    if isinstance(outcome, BaseException):
        future.set_exception(outcome)
    else:
        future.set_result(outcome)


async def _first(wanted: asyncio.Future[Any], lost: asyncio.Future[str]) -> None:
    await asyncio.wait([wanted, lost], return_when=asyncio.FIRST_COMPLETED)
    if not wanted.done():
        raise BrokerLost(lost.result())
