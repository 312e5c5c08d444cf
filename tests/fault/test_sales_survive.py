"""Killed and restarted while contracts are being signed: every committed sale is in the report
exactly once, and the event log has no gap."""

import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from tests.e2e.books import Books
from tests.e2e.company import eventually
from tests.e2e.sales_office import SalesOffice
from tests.servers import Servers
from tests.stack import Stack

_SIGNED_PER_FAULT = 8
_SIGNERS = 3


def _killed(name: str) -> Callable[[Stack], None]:
    def fault(stack: Stack) -> None:
        stack.kill9(name)
        time.sleep(0.5)
        stack.start(name)

    return fault


def _broker_restarted(stack: Stack) -> None:
    stack.stop_broker(how=signal.SIGKILL)
    stack.start_broker()


_FAULTS = {
    "inventory is killed": _killed("inventory"),
    "the relay is killed": _killed("relay"),
    "reporting is killed": _killed("reporting"),
    "the writer of the event log is killed": _killed("eventlog"),
    "the gateway is killed": _killed("gateway"),
    "the broker is killed": _broker_restarted,
}


@pytest.fixture(scope="module")
def books(servers: Servers) -> Iterator[Books]:
    with Stack(servers, own_broker=True) as stack:
        yield Books(stack, SalesOffice(stack.url))


@pytest.fixture(scope="module")
def deals(books: Books) -> Iterator[str]:
    """Deals of which only the contract is missing."""
    units = books.office.open(units=_SIGNED_PER_FAULT * len(_FAULTS))
    with ThreadPoolExecutor(4) as pool:
        prepared = list(pool.map(books.office.prepare, units))
    return iter(prepared)


@pytest.mark.parametrize("fault", _FAULTS.values(), ids=_FAULTS.keys())
def test_every_committed_sale_is_told_once_although(
    fault: Callable[[Stack], None], books: Books, deals: Iterator[str]
) -> None:
    batch = [next(deals) for _ in range(_SIGNED_PER_FAULT)]
    with ThreadPoolExecutor(_SIGNERS) as pool:
        signing = [pool.submit(books.office.sign, deal) for deal in batch]
        _wait_until_some_are_signed(signing)
        fault(books.stack)
        for one in signing:
            one.result()
    sold = books.sold()
    assert set(batch) <= sold
    eventually(lambda: books.check_report(sold), seconds=60)
    eventually(lambda: books.check_log(sold), seconds=60)
    books.check_chain()
    books.check_nothing_is_parked()


def _wait_until_some_are_signed(signing: list[Future[None]]) -> None:
    while sum(one.done() for one in signing) < 2:
        time.sleep(0.005)
