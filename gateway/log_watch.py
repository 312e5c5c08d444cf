"""Whether the event log goes on: its queue has a consumer, and what waits in it moves.

Audit, change feed and rebuilds stand on the log, and nobody who works would notice that it stands.
"""

import asyncio
from time import monotonic

from uuid6 import uuid7

from contracts.office.log.events import read_log_head
from contracts.refusals import Refusal
from gateway.broker import BrokerLost, Channel, Link
from gateway.rpc import Caller, Rpc

QUEUE = "log--office"
LOOK_SECONDS = 1.0
UNATTENDED_SECONDS = 5.0
STANDING_SECONDS = 15.0
_EMPTY_LOOKS = 2
"""A writer that ends again and again has everything in hand for a moment each time."""


class LogWatch:
    """Looks at the queue all the time, and asks office for the log's head while events wait."""

    def __init__(self, rpc: Rpc) -> None:
        self._rpc = rpc
        self._head: int | None = None
        self._empty = 0
        self._begin()

    def _begin(self) -> None:
        self._attended_at = self._moved_at = monotonic()

    @property
    def stands(self) -> bool:
        now = monotonic()
        return (
            now - self._attended_at > UNATTENDED_SECONDS or now - self._moved_at > STANDING_SECONDS
        )

    async def serve(self, link: Link) -> None:
        """Look again and again until cancelled."""
        channel = await link.channel()
        self._begin()
        while True:
            if channel.closed.done():
                channel = await link.channel()
            await self._look(channel)
            await asyncio.sleep(LOOK_SECONDS)

    async def _look(self, channel: Channel) -> None:
        try:
            found = await channel.ask(channel.raw.queue_declare, queue=QUEUE, passive=True)
        except BrokerLost:  # not declared yet
            self._begin()
            return
        if found.method.consumer_count > 0:
            self._attended_at = monotonic()
        self._empty = 0 if found.method.message_count else self._empty + 1
        if self._empty >= _EMPTY_LOOKS or await self._has_moved():
            self._moved_at = monotonic()

    async def _has_moved(self) -> bool:
        try:
            answer = await self._rpc.ask(read_log_head, {}, Caller(str(uuid7())))
        except Refusal:
            return False
        before, self._head = self._head, answer["head"]
        return before != self._head
