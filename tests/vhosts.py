"""A virtual host of RabbitMQ per test: nobody else's queues, nothing left behind."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from deploy.local.rabbitmq import USER, Node
from tests.loopback import PLAIN


@dataclass(frozen=True)
class Vhost:
    name: str
    amqp_uri: str
    management_url: str
    """With user and password; `httpx.get(vhost.management_url + f"/api/queues/{vhost.name}")`."""


@contextmanager
def fresh(node: Node) -> Iterator[Vhost]:
    name = f"test-{uuid.uuid4().hex[:12]}"
    everything = {"configure": ".*", "write": ".*", "read": ".*"}
    with httpx.Client(base_url=node.management_url, timeout=30, verify=PLAIN) as management:
        management.put(f"/api/vhosts/{name}").raise_for_status()
        management.put(f"/api/permissions/{name}/{USER}", json=everything).raise_for_status()
        try:
            yield Vhost(name, node.uri.replace("%2F", name), node.management_url)
        finally:
            management.delete(f"/api/vhosts/{name}").raise_for_status()
