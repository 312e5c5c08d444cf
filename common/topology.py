"""Topology before traffic: every exchange, queue and binding exists before the first event.

`python -m common.topology declare` declares what `deploy/topology.json` lists; that file is written
from the code by `python -m deploy.topology --write`, and a test compares the two (design §5.3).
"""

import json
import logging
import sys
from pathlib import Path
from typing import Any

import pika
from pika.adapters.blocking_connection import BlockingChannel

from common import logs, retry, settings
from common.waiting import wait_for_broker

MANIFEST = Path(__file__).parent.parent / "deploy" / "topology.json"
RPC_EXCHANGE = "nameko-rpc"


def manifest() -> dict[str, Any]:
    """`{"exchanges": [name], "queues": [{"name", "bindings": [[exchange, key]], "single"}]}`."""
    loaded: dict[str, Any] = json.loads(MANIFEST.read_text())
    return loaded


def declare(channel: BlockingChannel) -> None:
    """Declare the manifest and the retry ladder. Declaring twice changes nothing."""
    listed = manifest()
    for exchange in [RPC_EXCHANGE, *listed["exchanges"]]:
        channel.exchange_declare(exchange, "topic", durable=True)
    for queue in listed["queues"]:
        arguments = retry.queue_arguments()
        if queue.get("single"):
            arguments["x-single-active-consumer"] = True
        channel.queue_declare(queue["name"], durable=True, arguments=arguments)
        for exchange, key in queue["bindings"]:
            channel.queue_bind(queue["name"], exchange, key)
    for delay in settings.retry_delays():
        _declare_retry(channel, delay)


def _declare_retry(channel: BlockingChannel, delay: float) -> None:
    name = retry.retry_queue(delay)
    channel.exchange_declare(name, "fanout", durable=True)
    channel.queue_declare(
        name,
        durable=True,
        arguments={
            "x-queue-type": settings.queue_type(),
            "x-message-ttl": int(delay * 1000),
            "x-dead-letter-exchange": "",
        },
    )
    channel.queue_bind(name, name, "")


def declare_once(uri: str, log: logging.Logger) -> None:
    """Connect, declare everything, disconnect."""
    wait_for_broker(uri, log)
    connection = pika.BlockingConnection(pika.URLParameters(uri))
    try:
        declare(connection.channel())
    finally:
        connection.close()


if __name__ == "__main__":
    if sys.argv[1:] != ["declare"]:
        sys.exit("usage: python -m common.topology declare")
    declare_once(settings.amqp_uri(), logs.configure("topology"))
