"""Liveness, readiness, metrics, and how the process stops."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx
import pytest
from prometheus_client import generate_latest

from contracts.health import PINGS
from gateway import server
from tests import tokens
from tests.gateway.conftest import Open, Serve
from tests.gateway.events import declare
from tests.gateway.listener import Listener
from tests.gateway.responder import Responder
from tests.gateway.running import until
from tests.loopback import PLAIN
from tests.vhosts import Vhost

Headers = Mapping[str, str]


def test_readiness_names_what_is_missing(serve: Serve, open_gateway: Open) -> None:
    pings = {name: PINGS[name] for name in ("crm", "office", "inventory")}
    serve("crm", ping=lambda _: {"service": "crm", "database": True})
    serve("office", ping=lambda _: {"service": "office", "database": False})
    http = open_gateway(pings=pings).http
    missing = http.get("/health/ready")
    assert missing.status_code == 503
    assert missing.json() == {"ready": False, "missing": ["office: database", "inventory"]}
    assert http.get("/health/live").json() == {"live": True}


def test_it_is_ready_when_everything_answers(serve: Serve, open_gateway: Open) -> None:
    serve("crm", ping=lambda _: {"service": "crm", "database": True})
    answer = open_gateway(pings={"crm": PINGS["crm"]}).http.get("/health/ready")
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "missing": []})


def test_many_probes_cost_one_ping_a_second(serve: Serve, open_gateway: Open) -> None:
    responder = serve("crm", ping=lambda _: {"database": True})
    http = open_gateway(pings={"crm": PINGS["crm"]}).http
    for _ in range(10):
        http.get("/health/ready")
    assert len(responder.asked) <= 2


def test_metrics_count_by_route_and_know_no_ids(
    serve: Serve, open_gateway: Open, consultant: Headers
) -> None:
    serve(read=lambda _: {})
    http = open_gateway().http
    http.get("/api/v1/words/13800000000?word2=secret", headers=consultant)
    http.get("/wp-login.php")
    text = generate_latest().decode()
    counted = 'loupan_http_requests_total{method="GET",route="/api/v1/words/{word}",status="200"}'
    assert counted in text
    assert 'route="(unknown)",status="404"' in text
    assert "13800000000" not in text
    assert "wp-login" not in text


def test_the_log_line_names_the_route_and_nothing_personal(
    serve: Serve, open_gateway: Open, consultant: Headers, caplog: pytest.LogCaptureFixture
) -> None:
    serve(read=lambda _: {})
    caplog.set_level("INFO")
    http = open_gateway().http
    http.get("/api/v1/words/13800000000?q=13900000000", headers=consultant)
    until(lambda: "/api/v1/words/{word} 200" in caplog.text)
    ours = " ".join(r.getMessage() for r in caplog.records if r.name.startswith("gateway"))
    assert "13800000000" not in ours
    assert "13900000000" not in ours


@contextmanager
def _process(vhost: Vhost, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    variables = os.environ | tokens.environment() | environment
    variables |= {"AMQP_URI": vhost.amqp_uri, "LOUPAN_PORT": str(port)}
    command = [sys.executable, "-m", "gateway"]
    process = subprocess.Popen(command, env=variables, stderr=subprocess.PIPE, text=True)
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()
        assert process.stderr is not None
        process.stderr.close()


def _lives(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health/live", verify=PLAIN).status_code == 200
    except httpx.HTTPError:
        return False


def _missing(url: str) -> list[str]:
    missing: list[str] = httpx.get(f"{url}/health/ready", verify=PLAIN).json()["missing"]
    return missing


def _pong(_: object) -> dict[str, object]:
    return {"service": "office", "database": True}


def test_sigterm_finishes_the_work_in_hand_and_ends_streams(vhost: Vhost) -> None:
    declare(vhost, "office", "inventory", "crm", "reminders", "reporting")
    arrived, token = threading.Event(), tokens.token_for("operator")
    headers = {"Authorization": f"Bearer {token}"}

    def slowly(_: object) -> dict[str, object]:
        arrived.set()
        time.sleep(1)
        return {"items": [], "next": None}

    with (
        Responder(vhost.amqp_uri, "office", {"list_events": slowly, "ping": _pong}),
        _process(vhost) as (process, url),
        ThreadPoolExecutor(1) as pool,
    ):
        until(lambda: _lives(url), 30)
        until(lambda: _missing(url) == ["inventory", "crm", "reminders", "reporting"], 30)
        with Listener(f"{url}/api/v1/stream", headers) as listener:
            pending = pool.submit(httpx.get, f"{url}/api/v1/events", headers=headers, timeout=15)
            assert arrived.wait(10)
            process.send_signal(signal.SIGTERM)
            assert pending.result(10).status_code == 200
            assert listener.ended.wait(5)
        assert process.wait(10) == 0


def test_a_missing_setting_ends_it_with_a_sentence() -> None:
    variables = {name: value for name, value in os.environ.items() if name != "AMQP_URI"}
    done = subprocess.run(
        [sys.executable, "-m", "gateway"],
        env=variables | tokens.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.strip() == "gateway: the environment variable AMQP_URI is not set"


def test_it_starts_before_its_broker_and_says_so_once() -> None:
    class Nowhere:
        amqp_uri = "amqp://guest:guest@127.0.0.1:1/"

    with _process(Nowhere()) as (process, url):  # type: ignore[arg-type]  # only its uri is read
        until(lambda: _lives(url), 30)
        answer = httpx.get(f"{url}/health/ready", verify=PLAIN)
        assert (answer.status_code, answer.json()["missing"]) == (503, ["broker"])
        time.sleep(1)
        process.terminate()
        assert process.stderr is not None
        assert process.stderr.read().count("waiting for the broker") == 1
        assert process.wait(10) == 0


def test_a_head_that_never_ends_is_cut_off(
    open_gateway: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "HEAD_SECONDS", 0.3)
    url = httpx.URL(open_gateway().url)
    for start in (b"", b"GET / HTTP/1.1\r\nHost: x\r\n"):
        with socket.create_connection((url.host, url.port or 80), timeout=5) as client:
            client.sendall(start)
            assert client.recv(100) == b""


def test_a_head_that_is_too_large_is_refused(open_gateway: Open) -> None:
    url = httpx.URL(open_gateway().url)
    with socket.create_connection((url.host, url.port or 80), timeout=5) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 40_000 + b"\r\n\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 431 ")
