"""The RPC client: deadlines, services that are away, connections that break."""

import asyncio
import socket
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import orjson
import pika
import pytest

from common.topology import RPC_EXCHANGE
from gateway import broker
from tests.gateway.conftest import Open, Serve
from tests.gateway.management import close_connection_of_gateway
from tests.gateway.responder import Responder
from tests.gateway.running import Running, until
from tests.loopback import PLAIN
from tests.vhosts import Vhost

Headers = Mapping[str, str]


def test_the_request_on_the_wire_is_namekos(
    serve: Serve, open_gateway: Open, consultant: Headers
) -> None:
    responder = serve(write=lambda payload: payload)
    before = time.time()
    open_gateway().http.post(
        "/api/v1/words", json={"word": "a"}, headers={**consultant, "Idempotency-Key": "k"}
    )
    asked = responder.asked[0]
    assert asked.properties.content_type == "application/json"
    assert asked.properties.content_encoding == "utf-8"
    assert asked.properties.delivery_mode == 1
    assert asked.properties.expiration == "5000"
    assert before + 5 <= float(asked.headers["nameko.deadline"]) + 0.01 <= time.time() + 5.01
    assert asked.headers["nameko.idempotency_key"] == "k"
    assert f"Bearer {asked.headers['nameko.token']}" == consultant["Authorization"]


def test_a_service_that_never_was_there_is_unavailable(
    open_gateway: Open, consultant: Headers
) -> None:
    gateway = open_gateway()
    answer = gateway.http.get("/api/v1/words/a", headers=consultant)
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert answer.json()["details"] == {"service": "echo"}
    assert int(answer.headers["Retry-After"]) >= 1


def test_a_service_that_left_its_queue_is_unavailable_without_waiting(
    vhost: Vhost, open_gateway: Open, consultant: Headers
) -> None:
    with Responder(vhost.amqp_uri, "echo", {"read": lambda _: {}}):
        gateway = open_gateway(services=("echo",))
        until(lambda: _status(gateway, consultant) == 200)
    until(lambda: "echo" in gateway.gateway.presence.away)

    def refused_at_once() -> bool:
        began = time.monotonic()
        answer = gateway.http.get("/api/v1/words/a", headers=consultant)
        return answer.status_code == 503 and time.monotonic() - began < 1

    until(refused_at_once, 15)
    with Responder(vhost.amqp_uri, "echo", {"read": lambda _: {}}):
        until(lambda: _status(gateway, consultant) == 200)


def test_a_queue_that_is_too_long_sheds_load(
    vhost: Vhost, open_gateway: Open, consultant: Headers
) -> None:
    gateway = open_gateway(services=("echo",), queued_per_service=2)
    proceed = threading.Event()
    methods: dict[str, Any] = {"read": lambda _: proceed.wait(10)}
    with Responder(vhost.amqp_uri, "echo", methods):
        until(lambda: "echo" not in gateway.gateway.presence.away)
        _flood(vhost, 400)
        until(lambda: "echo" in gateway.gateway.presence.crowded)

        def shed() -> bool:
            answer = gateway.http.get("/api/v1/words/a", headers=consultant, timeout=20)
            return answer.status_code == 503 and answer.json()["code"] == "overloaded"

        until(shed, 20)
        proceed.set()


def test_a_missed_deadline_is_a_504_that_returns_the_key(
    serve: Serve, open_gateway: Open, consultant: Headers
) -> None:
    serve(slow=lambda _: Responder.SILENCE)
    began = time.monotonic()
    answer = open_gateway().http.post("/api/v1/words/slow", json={}, headers=consultant)
    assert 0.3 <= time.monotonic() - began < 10
    assert (answer.status_code, answer.json()["code"]) == (504, "deadline_missed")
    assert answer.headers["Idempotency-Key"]


def test_a_late_reply_harms_nobody(serve: Serve, open_gateway: Open, consultant: Headers) -> None:
    serve(slow=lambda _: time.sleep(0.6), read=lambda payload: payload)
    http = open_gateway().http
    assert http.post("/api/v1/words/slow", json={}, headers=consultant).status_code == 504
    answers = [http.get(f"/api/v1/words/{n}", headers=consultant).json() for n in range(3)]
    assert answers == [{"word": str(n)} for n in range(3)]


def test_replies_nobody_waits_for_or_can_read_are_ignored(
    vhost: Vhost, serve: Serve, open_gateway: Open, consultant: Headers
) -> None:
    responder = serve(read=lambda payload: payload)
    gateway = open_gateway()
    assert _status(gateway, consultant) == 200
    reply_to = responder.asked[0].properties.reply_to
    connection = pika.BlockingConnection(pika.URLParameters(vhost.amqp_uri))
    channel = connection.channel()
    for properties in (None, pika.BasicProperties(correlation_id="unknown")):
        channel.basic_publish(RPC_EXCHANGE, reply_to, b"not json", properties)
    connection.close()
    assert _status(gateway, consultant) == 200


@pytest.mark.parametrize(
    "reply",
    [
        b"not json",
        b"[]",
        b'{"error": "text"}',
        b'{"error": {"exc_path": "contracts.refusals.Conflict", "exc_args": []}}',
        b'{"error": {"exc_path": "contracts.refusals.Conflict", "exc_args": ["code", 7]}}',
    ],
)
def test_a_reply_that_is_no_reply_is_an_internal_error(
    serve: Serve, open_gateway: Open, consultant: Headers, reply: bytes
) -> None:
    serve(read=lambda _: reply)
    assert _status(open_gateway(), consultant) == 500


def test_many_calls_at_once_each_get_their_own_answer(
    serve: Serve, open_gateway: Open, consultant: Headers
) -> None:
    serve(read=lambda payload: payload)
    http = open_gateway().http

    def read(number: int) -> object:
        return http.get(f"/api/v1/words/{number}", headers=consultant).json()["word"]

    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(read, range(200))) == [str(n) for n in range(200)]


def test_too_many_pending_calls_are_shed(
    serve: Serve, open_gateway: Open, consultant: Headers
) -> None:
    serve(slow=lambda _: Responder.SILENCE)
    gateway = open_gateway(pending_per_service=3)

    def ask(_: int) -> httpx.Response:
        return gateway.http.post("/api/v1/words/slow", json={}, headers=consultant)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(8)))
    assert sorted(a.status_code for a in answers) == [503] * 5 + [504] * 3
    shed = next(a for a in answers if a.status_code == 503)
    assert shed.json()["code"] == "overloaded"
    assert shed.headers["Retry-After"]
    assert gateway.gateway.rpc.pending.total() == 0


def test_a_broken_connection_fails_what_is_pending_and_is_made_again(
    vhost: Vhost, serve: Serve, open_gateway: Open, consultant: Headers
) -> None:
    arrived = threading.Event()

    def hang(_: dict[str, Any]) -> object:
        arrived.set()
        return Responder.SILENCE

    serve(write=hang, read=lambda payload: payload)
    gateway = open_gateway()
    with ThreadPoolExecutor(1) as pool:
        pending = pool.submit(
            gateway.http.post,
            "/api/v1/words",
            json={},
            headers={**consultant, "Idempotency-Key": "k"},
        )
        assert arrived.wait(5)
        close_connection_of_gateway(vhost)
        answer = pending.result(10)
    assert (answer.status_code, answer.json()["code"]) == (503, "answer_lost")
    assert answer.headers["Idempotency-Key"] == "k"
    assert answer.headers["Retry-After"]
    until(lambda: _status(gateway, consultant) == 200)


def test_a_broker_that_says_nothing_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broker, "_SECONDS_TO_CONNECT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(5)
        uri = f"amqp://guest:guest@127.0.0.1:{silent.getsockname()[1]}/"

        async def connect() -> None:
            async with asyncio.timeout(2):
                await broker.Broker(uri, []).run()

        with ThreadPoolExecutor(1) as pool:
            trying = pool.submit(asyncio.run, connect())
            accepted = [silent.accept()[0] for _ in range(2)]
            assert isinstance(trying.exception(), TimeoutError)
        for client in accepted:
            client.close()


def test_while_the_broker_is_away_requests_are_refused_at_once(
    open_gateway: Open, consultant: Headers, vhost: Vhost
) -> None:
    gateway = open_gateway()
    management = httpx.Client(base_url=vhost.management_url, verify=PLAIN)
    with management:
        management.delete(f"/api/vhosts/{vhost.name}").raise_for_status()
        until(lambda: not gateway.gateway.rpc.ready)
        answer = gateway.http.get("/api/v1/words/a", headers=consultant)
        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
        management.put(f"/api/vhosts/{vhost.name}").raise_for_status()


def _status(gateway: Running, headers: Headers) -> int:
    return gateway.http.get("/api/v1/words/a", headers=headers).status_code


def _flood(vhost: Vhost, count: int) -> None:
    connection = pika.BlockingConnection(pika.URLParameters(vhost.amqp_uri))
    channel = connection.channel()
    body = orjson.dumps({"args": [], "kwargs": {}})
    for _ in range(count):
        properties = pika.BasicProperties(reply_to="nobody", correlation_id="x")
        channel.basic_publish(RPC_EXCHANGE, "echo.read", body, properties)
    connection.close()
