"""Ten times what a service can do: it goes on doing all it can, and is itself again at once.

What it can do is measured in the same run, and the same rush meets a gateway that lets everybody
wait, as services did before: there most of the work is for nobody.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass

import httpx
import pytest

from gateway.pressure import ALWAYS, WINDOW_SECONDS, Pace, Pressure
from gateway.routing import Route
from tests.gateway.conftest import Open, Serve
from tests.gateway.echo import operation
from tests.gateway.running import Running

WORK_SECONDS = 0.1
DEADLINE_SECONDS = 3.0
RUSH_SECONDS = 9.0
TIMES = 10
CLIENTS = 8
ROUTES = [Route("GET", "/api/v1/work", operation("work", deadline=DEADLINE_SECONDS))]
Headers = Mapping[str, str]


@dataclass
class Rush:
    """Answers a second, as shares of what the service can do."""

    during: float
    after: float
    refused_in: float
    """Seconds that the slowest refusal took."""


async def _pace(http: httpx.AsyncClient, seconds: float) -> float:
    """Good answers a second to a few who ask again once they are answered."""
    end = time.monotonic() + seconds

    async def client() -> int:
        good = 0
        while time.monotonic() < end:
            good += (await http.get("/api/v1/work")).status_code == 200
        return good

    return sum(await asyncio.gather(*(client() for _ in range(CLIENTS)))) / seconds


def _crowd(gateway: Running, headers: Headers, rate: float) -> tuple[float, float]:
    """Good answers a second while `rate` new ones ask each second, and the slowest refusal. A
    process of its own: it leaves in the middle of its questions."""
    crowd = [sys.executable, "-W", "ignore", "-m", "tests.gateway.crowd"]
    asked = {"url": f"{gateway.url}/api/v1/work", "headers": dict(headers), "rate": rate}
    found = subprocess.run(
        [*crowd, json.dumps(asked | {"seconds": RUSH_SECONDS})],
        capture_output=True,
        text=True,
        check=True,
    )
    good, slowest = json.loads(found.stdout)
    return good / RUSH_SECONDS, slowest


async def _rush(gateway: Running, headers: Headers) -> Rush:
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(
        base_url=gateway.url, headers=headers, timeout=30, limits=limits
    ) as http:
        await _pace(http, 0.5)
        limit = await _pace(http, 2.0)
        during, slowest = await asyncio.to_thread(_crowd, gateway, headers, TIMES * limit)
        ended, after = time.monotonic(), 0.0
        while time.monotonic() < ended + 5 - 1 and after < 0.9 * limit:
            after = max(after, await _pace(http, 1.0))
    return Rush(during / limit, after / limit, slowest)


@pytest.mark.timeout(120)
def test_a_rush_is_served_as_fast_as_ever_and_over_within_five_seconds(
    serve: Serve, open_gateway: Open, consultant: Headers
) -> None:
    def work(_: object) -> dict[str, str]:
        time.sleep(WORK_SECONDS)
        return {}

    serve(work=work)
    guarded = asyncio.run(_rush(open_gateway(ROUTES), consultant))
    waiting = asyncio.run(_rush(open_gateway(ROUTES, longest_wait=1000.0), consultant))
    assert guarded.during > 0.6
    assert guarded.after > 0.8
    assert waiting.during < 0.5


def test_a_pace_follows_the_answers() -> None:
    pace = Pace(0.0)
    assert pace.seconds_for(1000, 0.1) == 0
    at = 0.0
    for _ in range(200):
        at += 0.01
        pace.count(at)
    assert pace.seconds_for(100, at) == pytest.approx(1.0, rel=0.1)
    for _ in range(200):
        at += 0.1
        pace.count(at)
    assert pace.seconds_for(100, at) == pytest.approx(10.0, rel=0.1)


def test_where_answers_stay_away_the_wait_grows() -> None:
    pace = Pace(0.0, rate=1000.0)
    assert pace.seconds_for(50, WINDOW_SECONDS) == pytest.approx(0.05)
    assert pace.seconds_for(50, 10.0) == pytest.approx(500.0)


def test_a_few_calls_are_always_sent() -> None:
    pressure = Pressure(share=0.3)
    pressure.sent("crm", 0)
    pressure._paces["crm"].rate = 0.001
    assert not pressure.is_too_high("crm", ALWAYS - 1, 5.0)
    assert pressure.is_too_high("crm", ALWAYS, 5.0)
    assert not pressure.is_too_high("office", ALWAYS, 5.0)


def test_one_slow_answer_says_nothing_of_a_service_s_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("gateway.pressure.monotonic", lambda: now)
    pressure = Pressure(share=0.3)
    for _ in range(5):
        pressure.sent("inventory", 0)
        now += 3.0
        pressure.answered("inventory")
    for pending in range(64):
        assert not pressure.is_too_high("inventory", pending, deadline=5.0)
        pressure.sent("inventory", pending)
        now += 0.001


def test_a_service_that_was_slow_is_sent_more_once_it_is_quick(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 0.0
    monkeypatch.setattr("gateway.pressure.monotonic", lambda: now)
    pressure = Pressure(share=0.3)
    for pending in range(ALWAYS + 1):
        pressure.sent("inventory", pending)
    for _ in range(4):
        now += 1.0
        pressure.answered("inventory")
    assert pressure.is_too_high("inventory", ALWAYS, deadline=5.0)
    for _ in range(200):
        now += 0.01
        pressure.answered("inventory")
        pressure.sent("inventory", ALWAYS - 1)
    assert not pressure.is_too_high("inventory", ALWAYS, deadline=5.0)
