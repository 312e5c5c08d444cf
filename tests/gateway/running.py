"""A gateway that listens on a real port, in a thread of the test."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from contracts.operation import Operation
from gateway.app import Gateway
from gateway.routing import Route
from gateway.server import server
from gateway.settings import Settings
from tests.loopback import PLAIN


@dataclass(frozen=True)
class Running:
    gateway: Gateway
    http: httpx.Client
    url: str


@contextmanager
def running(
    settings: Settings,
    routes: Sequence[Route],
    services: Sequence[str] = (),
    pings: Mapping[str, Operation] | None = None,
) -> Iterator[Running]:
    """A gateway with its broker; it watches the queues and events of `services`."""
    gateway = Gateway(settings, routes, services=services, pings=pings or {})
    serving = server(settings, gateway)
    thread = threading.Thread(target=serving.run, daemon=True)
    thread.start()
    try:
        until(lambda: serving.started and gateway.rpc.ready)
        port = serving.servers[0].sockets[0].getsockname()[1]
        url = f"http://127.0.0.1:{port}"
        with httpx.Client(base_url=url, timeout=15, verify=PLAIN) as http:
            yield Running(gateway, http, url)
    finally:
        serving.should_exit = True
        thread.join(20)
        assert not thread.is_alive()


def until(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait for `condition`, in bounds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(0.01)
