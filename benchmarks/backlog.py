"""Events on their way: how long until every one of them is handled everywhere."""

import time
from time import perf_counter

import pika
from pika.adapters.blocking_connection import BlockingChannel
from sqlalchemy import text

from benchmarks.installation import Installation
from common.topology import manifest

_PAUSE = 0.05
_PATIENCE = 300.0


def seconds_until_handled(installation: Installation) -> float:
    """Until the outboxes and the event queues are empty and no handler is at work any more.

    Raises `AssertionError` after five minutes.
    """
    began = perf_counter()
    connection = pika.BlockingConnection(pika.URLParameters(installation.amqp_uri))
    try:
        channel = connection.channel()
        quiet_since, handled = None, -1
        while perf_counter() - began < _PATIENCE:
            moment, now_handled = perf_counter(), _handled(installation)
            busy = _waiting(installation, channel) or now_handled != handled
            if busy:
                quiet_since, handled = None, now_handled
            elif quiet_since is None:
                quiet_since = moment
            elif moment - quiet_since > 4 * _PAUSE:
                return quiet_since - began
            time.sleep(_PAUSE)
    finally:
        connection.close()
    raise AssertionError(f"events are still on their way after {_PATIENCE:.0f} s")


def _waiting(installation: Installation, channel: BlockingChannel) -> int:
    """In outboxes and queues; a queue does not count what a handler has in hand."""
    queues = [queue["name"] for queue in manifest()["queues"]]
    ready = (channel.queue_declare(name, passive=True).method.message_count for name in queues)
    return sum(map(int, ready)) + sum(
        _count(installation, service, "outbox") for service in installation.engines
    )


def _handled(installation: Installation) -> int:
    return sum(_count(installation, service, "inbox") for service in installation.engines)


def _count(installation: Installation, service: str, table: str) -> int:
    with installation.engines[service].connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())
