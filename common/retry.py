"""The retry ladder: one queue per delay that dead-letters back to the handler's own queue.

The queue's TTL is fixed, the routing key is the handler's queue, attempts are counted in our own
header (RabbitMQ 4 forgets `x-death` on republish; design §5.6).
"""

from collections.abc import Mapping
from typing import Any

from common import settings

ATTEMPTS = "x-loupan-attempts"
_MOST_ATTEMPTS = 1000


def queue_arguments() -> dict[str, Any]:
    """Arguments of every RPC and event queue."""
    kind = settings.queue_type()
    arguments: dict[str, Any] = {"x-queue-type": kind}
    return arguments | ({"x-delivery-limit": -1} if kind == "quorum" else {})


def retry_queue(delay: float) -> str:
    """The name of the fanout exchange and of the queue that hold a message for `delay` seconds."""
    return f"retry-{int(delay * 1000)}ms"


def attempts_of(headers: Mapping[str, Any] | None) -> int:
    """How often the message's handler failed before this time; 0 for what is no count."""
    attempts = (headers or {}).get(ATTEMPTS, 0)
    return attempts if type(attempts) is int and 0 <= attempts <= _MOST_ATTEMPTS else 0


def exhausted(headers: Mapping[str, Any] | None) -> bool:
    """Whether the message has been through every delay."""
    return attempts_of(headers) >= len(settings.retry_delays())
