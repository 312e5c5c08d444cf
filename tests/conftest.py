"""Real servers for every test that wants them.

    def test_something(database):
        office = database("office")         # its own migrated database: .engine, .url

    def test_something_else(vhost):
        vhost.amqp_uri                      # its own virtual host; also .name, .management_url

    def test_the_whole(stack):
        httpx.get(stack.url + "/docs")      # the platform, shared; see tests/stack.py

    def test_a_fault(new_stack):
        stack = new_stack(services=["crm"], gateway=0)      # a platform for this test alone
        stack.kill9("crm")

`servers` is the running PostgreSQL and RabbitMQ (`.cluster`, `.node`), shared by all pytest
processes and started on first use in `.local/test` (`LOUPAN_TEST_HOME`).
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests import servers as test_servers
from tests import vhosts
from tests.databases import Database
from tests.pool import Pool
from tests.servers import Servers
from tests.stack import Stack
from tests.vhosts import Vhost

# A quarter of a service's start is a resolver of its own, and there are no names on loopback.
os.environ["EVENTLET_NO_GREENDNS"] = "yes"

_LONGEST = ("tests/e2e/", "tests/platform/test_run.py")
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class ByModule(LoadScopeScheduling):
    """Of several workers one takes a whole module, and one all of `tests/e2e`, whose platform is
    started and filled once."""

    def _split_scope(self, nodeid: str) -> str:
        return "e2e" if nodeid.startswith("tests/e2e/") else _module(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByModule:
    config.option.loadscopereorder = False
    return ByModule(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, then every module that talks to the broker or starts
    processes; of the many short ones at the end no worker has a long one left."""
    slow = {_module(item.nodeid) for item in items if _talks_to_the_broker(item)}
    items.sort(
        key=lambda item: (not item.nodeid.startswith(_LONGEST), _module(item.nodeid) not in slow)
    )


def _module(nodeid: str) -> str:
    return nodeid.partition("::")[0]


def _talks_to_the_broker(item: pytest.Item) -> bool:
    """Who wants the servers for their databases only has them from the pool."""
    wanted = set(getattr(item, "fixturenames", ()))
    return "vhost" in wanted or ("servers" in wanted and "pool" not in wanted)


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Ids are new in every process; cases that take one are called the same in all of them."""
    return argname if _ID.fullmatch(str(val)) else None


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    with test_servers.shared() as running:
        yield running


@pytest.fixture(scope="session")
def pool(servers: Servers) -> Iterator[Pool]:
    with closing(Pool(servers)) as databases:
        yield databases


@pytest.fixture
def database(pool: Pool) -> Iterator[Callable[[str], Database]]:
    """`database("crm")`: a migrated database of that service, with nothing in it."""
    with ExitStack() as opened:
        yield lambda service: opened.enter_context(pool.lend(service))


@pytest.fixture(scope="session")
def stack(servers: Servers) -> Iterator[Stack]:
    """All processes of the platform, for end-to-end tests. Don't stop its processes. They are asked
    with bad tokens faster than anybody may."""
    with Stack(servers, environment={"LOUPAN_RATE_ANONYMOUS": "5000"}) as running:
        yield running


@pytest.fixture
def new_stack(servers: Servers) -> Iterator[Callable[..., Stack]]:
    """`new_stack(**what)`: a started `Stack` that belongs to the test; ended after it."""
    with ExitStack() as opened:
        yield lambda **what: opened.enter_context(Stack(servers, **what))


@pytest.fixture
def vhost(servers: Servers) -> Iterator[Vhost]:
    with vhosts.fresh(servers.node) as own:
        yield own
