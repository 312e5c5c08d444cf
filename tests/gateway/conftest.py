from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import pytest

from contracts.office.roles import Role
from contracts.operation import Operation
from gateway.routing import Route
from gateway.settings import Settings
from tests import tokens, vhosts
from tests.gateway.echo import ROUTES
from tests.gateway.responder import Method, Responder
from tests.gateway.running import Running, running, until
from tests.servers import Servers
from tests.vhosts import Vhost

Serve = Callable[..., Responder]
Open = Callable[..., Running]


@pytest.fixture(autouse=True)
def _keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in tokens.environment().items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def serve(vhost: Vhost) -> Iterator[Serve]:
    """`serve(say=function)` is the service `echo`; `serve("office", log_in=function)` another."""
    with ExitStack() as opened:

        def start(service: str = "echo", /, **methods: Method) -> Responder:
            return opened.enter_context(Responder(vhost.amqp_uri, service, methods))

        yield start


@pytest.fixture
def open_gateway(vhost: Vhost) -> Iterator[Open]:
    """`open_gateway(pending_per_service=1)`: a gateway with these settings on a port of its own."""
    with ExitStack() as opened:

        def start(
            routes: list[Route] = ROUTES,
            services: tuple[str, ...] = (),
            pings: Mapping[str, Operation] | None = None,
            **changed: Any,
        ) -> Running:
            settings = replace(Settings(vhost.amqp_uri, port=0), **changed)
            return opened.enter_context(running(settings, routes, services, pings))

        yield start


@pytest.fixture(scope="module")
def _shared_echo(servers: Servers) -> Iterator[tuple[Running, Responder]]:
    names = ["find", "read", "write", "change", "erase", "import_words", "save", "public", "secret"]
    methods: dict[str, Method] = dict.fromkeys(names, lambda payload: payload)
    with (
        vhosts.fresh(servers.node) as vhost,
        Responder(vhost.amqp_uri, "echo", methods) as service,
        running(Settings(vhost.amqp_uri, port=0), ROUTES) as gateway,
    ):
        yield gateway, service


@pytest.fixture
def echo(_shared_echo: tuple[Running, Responder]) -> tuple[Running, Responder]:
    """A gateway before a service that answers what it was asked."""
    gateway, service = _shared_echo
    service.asked.clear()
    gateway.http.cookies.clear()
    return gateway, service


def bearer(token: str) -> Mapping[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def consultant() -> Mapping[str, str]:
    """Headers of a consultant."""
    return bearer(tokens.token_for(Role.CONSULTANT))


__all__ = ["Open", "Serve", "bearer", "until"]
