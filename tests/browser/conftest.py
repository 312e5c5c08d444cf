"""The web application as it is built for people, in Debian's Chromium: `make test-browser`."""

from collections.abc import Generator, Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, expect

from deploy.local import web
from tests.browser import chromium, showroom
from tests.browser.visitor import PATIENCE_MS, Visitors
from tests.e2e.company import Company
from tests.servers import Servers
from tests.stack import Stack

expect.set_options(timeout=PATIENCE_MS)
_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    item.stash[_FAILED] = item.stash.get(_FAILED, False) or report.failed
    return report


@pytest.fixture(scope="session")
def web_application(servers: Servers) -> None:
    web.build(servers.home)
    assert web.is_current(), f"see {servers.home}/logs/web.log"


@pytest.fixture(scope="session")
def stack(servers: Servers, web_application: None) -> Iterator[Stack]:
    with Stack(servers) as running:
        yield running


@pytest.fixture(scope="session")
def company(stack: Stack) -> Iterator[Company]:
    with closing(showroom.furnished(stack)) as furnished:
        yield furnished


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium.started() as running:
        yield running


@pytest.fixture
def visitors(
    browser: Browser, company: Company, servers: Servers, request: pytest.FixtureRequest
) -> Iterator[Visitors]:
    """After a failure there is a picture of each browser in `<test home>/browser`."""
    with closing(Visitors(browser, company)) as opened:
        yield opened
        if request.node.stash[_FAILED]:
            opened.take_pictures(servers.home / "browser", request.node.name)
