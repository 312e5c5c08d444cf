"""Hashing has threads and places of its own."""

import subprocess
import sys
from collections.abc import Iterator

import eventlet
import pytest
from eventlet import tpool

from deploy.local.settings import ROOT
from services.office.access.passwords.hashing import HashingPool
from tests.office.workbench import refused


@pytest.fixture(autouse=True)
def _threads_end() -> Iterator[None]:
    yield
    tpool.killall()


def test_beyond_its_places_callers_are_refused_at_once_and_later_served() -> None:
    pool = HashingPool(threads=1, waiting=2)
    places = [pool.place() for _ in range(4)]
    for place in places[:3]:
        place.__enter__()
    with refused("logins_busy") as caught:
        places[3].__enter__()
    assert caught.value.details["retry_after"] >= 1
    places[0].__exit__(None, None, None)
    with pool.place() as free:
        assert free.run(str.upper, "done") == "DONE"


def test_a_place_is_given_back_whatever_happens() -> None:
    pool = HashingPool(threads=1, waiting=0)
    for _ in range(5):
        with pytest.raises(ZeroDivisionError), pool.place() as place:
            place.run(lambda: 1 / 0)
    for _ in range(5):
        with pytest.raises(eventlet.Timeout), pool.place(), eventlet.Timeout(0.001):
            eventlet.sleep(1)
    with pool.place():
        pass


def _mebibytes(kind: str) -> int:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.office.access.passwords.hashing", kind],
        cwd=ROOT, text=True, capture_output=True, check=True,
    )  # fmt: skip
    return int(done.stdout)


def test_its_memory_is_that_of_two_hashes_where_eventlet_s_threads_took_that_of_twenty() -> None:
    assert _mebibytes("pool") <= 2 * 19 + 10
    assert _mebibytes("eventlet") > 4 * 19
