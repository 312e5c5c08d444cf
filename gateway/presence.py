"""Which services are there: their request queues' consumers and length, looked at twice a second.

The queues are durable and exist without their service, so a request to a service that is away would
not come back; it would lie there until its deadline (design §5.8).
"""

import asyncio
from collections.abc import Sequence

from contracts.refusals import unavailable
from gateway.broker import BrokerLost, Channel, Link
from gateway.refusals import overloaded

_SECONDS_BETWEEN_LOOKS = 0.5


class Presence:
    """Which services are away or have too long a queue, as last seen."""

    def __init__(self, services: Sequence[str], *, most_queued: int) -> None:
        self._services = services
        self._most_queued = most_queued
        self.away: set[str] = set(services)
        self.crowded: set[str] = set()

    def check(self, service: str) -> None:
        """Raises `unavailable` when nobody consumes the service's queue, `overloaded` when it is
        too long. A service not looked at yet counts as away."""
        if service in self.away:
            raise unavailable(service=service)
        if service in self.crowded:
            raise overloaded(service=service)

    async def serve(self, link: Link) -> None:
        """Look again and again until cancelled."""
        channel = await link.channel()
        while True:
            for service in self._services:
                if channel.closed.done():
                    channel = await link.channel()
                await self._look(channel, service)
            await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)

    async def _look(self, channel: Channel, service: str) -> None:
        try:
            found = await channel.ask(
                channel.raw.queue_declare, queue=f"rpc-{service}", passive=True
            )
        except BrokerLost:
            self.away.add(service)
            self.crowded.discard(service)
            return
        _keep(self.away, service, found.method.consumer_count == 0)
        _keep(self.crowded, service, found.method.message_count > self._most_queued)


def _keep(group: set[str], service: str, belongs: bool) -> None:
    if belongs:
        group.add(service)
    else:
        group.discard(service)
