"""Replies leave over a connection of their own, which may break."""

import time
from typing import Any

import httpx

from tests.foundation.workbench import Workbench
from tests.loopback import PLAIN


def test_a_service_answers_again_after_its_connections_broke(bench: Workbench) -> None:
    probe = bench.start()
    assert bench.call("note", {"text": "before"})["error"] is None
    closed = _close_connections(bench)
    assert closed >= 2, "one takes requests, one brings replies"
    bench.until(lambda: bench.consumers("rpc-crm") == 1, "the probe consumes again")
    assert bench.call("note", {"text": "after"})["error"] is None
    assert probe.poll() is None


def test_an_answer_larger_than_a_frame_arrives_whole(bench: Workbench) -> None:
    bench.start()
    unknown = "长" * 100_000
    _, details = bench.call("note", {"text": "x", unknown: 1})["error"]["exc_args"]
    assert list(details["fields"]) == [unknown]


def _close_connections(bench: Workbench) -> int:
    """Those of services; this test's own are pika's."""
    url = bench.vhost.management_url
    give_up = time.monotonic() + 20
    while len(found := _of_services(bench)) < 2 and time.monotonic() < give_up:
        time.sleep(0.2)
    for connection in found:
        httpx.delete(f"{url}/api/connections/{connection['name']}").raise_for_status()
    log = bench.folder / "log"
    bench.until(lambda: "broker lost" in log.read_text(), "the probe notices")
    return len(found)


def _of_services(bench: Workbench) -> list[dict[str, Any]]:
    url = f"{bench.vhost.management_url}/api/vhosts/{bench.vhost.name}/connections"
    listed = httpx.get(url, verify=PLAIN).raise_for_status().json()
    return [c for c in listed if c.get("client_properties", {}).get("product") == "py-amqp"]
