"""Headers that several believe: proxies', and those sent twice."""

import socket

import httpx
import pytest

from common.settings import MissingSetting
from gateway.settings import Settings
from tests.gateway.conftest import Open, Serve
from tests.gateway.running import Running
from tests.gateway.test_session import AT, ROUTES, opened

LOG_IN = {"username": "wang", "password": "secret"}


def _address_seen(serve: Serve, gateway: Running, headers: list[tuple[str, str]]) -> str:
    office = serve("office", log_in=lambda _: opened("first"))
    gateway.http.post(AT, json=LOG_IN, headers=headers)
    return str(office.asked[-1].headers["nameko.client_address"])


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        ((), ["198.51.100.9"], "127.0.0.1"),
        (("10.0.0.0/8",), ["198.51.100.9"], "127.0.0.1"),
        (("127.0.0.1/32",), ["198.51.100.9"], "198.51.100.9"),
        (("127.0.0.1/32",), ["6.6.6.6, 198.51.100.9"], "198.51.100.9"),
        (("127.0.0.1/32",), ["6.6.6.6", "198.51.100.9"], "198.51.100.9"),
        (("127.0.0.0/8", "10.0.0.0/8"), ["6.6.6.6, 198.51.100.9, 10.3.2.1"], "198.51.100.9"),
        (("127.0.0.1/32",), ["198.51.100.9, 10.3.2.1"], "10.3.2.1"),
        (("127.0.0.1/32",), ["2001:db8::7"], "2001:db8::7"),
        (("127.0.0.1/32",), [""], "127.0.0.1"),
    ],
)
def test_an_address_is_believed_from_configured_proxies_only(
    serve: Serve, open_gateway: Open, proxies: tuple[str, ...], forwarded: list[str], address: str
) -> None:
    gateway = open_gateway(ROUTES, proxies=proxies)
    headers = [("X-Forwarded-For", value) for value in forwarded]
    assert _address_seen(serve, gateway, headers) == address


def test_nobody_escapes_the_limit_of_their_address_by_a_header(
    serve: Serve, open_gateway: Open
) -> None:
    serve(public=lambda _: {})
    http = open_gateway(anonymous_per_second=1.0).http
    statuses = [
        http.get("/api/v1/public", headers={"X-Forwarded-For": f"198.51.100.{n}"}).status_code
        for n in range(4)
    ]
    assert statuses == [200, 200, 429, 429]


def test_behind_a_proxy_each_address_has_its_own_limit(serve: Serve, open_gateway: Open) -> None:
    serve(public=lambda _: {})
    http = open_gateway(anonymous_per_second=1.0, proxies=("127.0.0.1/32",)).http

    def status(address: str) -> int:
        answer = http.get("/api/v1/public", headers={"X-Forwarded-For": address})
        return answer.status_code

    assert [status("198.51.100.1") for _ in range(3)] == [200, 200, 429]
    assert status("198.51.100.2") == 200
    household = [status(f"2001:db8:1:2::{n}") for n in range(3)]
    assert household == [200, 200, 429]


@pytest.mark.parametrize("token", [None, "nonsense"])
def test_who_has_no_valid_token_is_counted_by_address(
    open_gateway: Open, token: str | None
) -> None:
    http = open_gateway(anonymous_per_second=1.0).http
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    statuses = [http.get("/api/v1/words/a", headers=headers).status_code for _ in range(3)]
    assert statuses == [401, 401, 429]


@pytest.mark.parametrize("text", ["*", "10.0.0.0/8, proxy", "10.0.0.1/8"])
def test_proxies_are_addresses(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("AMQP_URI", "amqp://127.0.0.1/")
    monkeypatch.setenv("LOUPAN_PROXIES", text)
    with pytest.raises(MissingSetting, match="LOUPAN_PROXIES"):
        Settings.from_environment()


@pytest.mark.parametrize(
    "name",
    ["Authorization", "Content-Type", "Idempotency-Key", "Origin", "Cookie", "X-Request-Id",
     "Last-Event-Id", "User-Agent"],
)  # fmt: skip
def test_a_header_that_counts_once_is_refused_twice(
    serve: Serve, open_gateway: Open, consultant: dict[str, str], name: str
) -> None:
    echo = serve(write=lambda payload: payload)
    http = open_gateway().http
    headers = [*consultant.items(), ("Content-Type", "application/json")]
    twice = [*headers, *[(name, f"value{n}") for n in range(2)]]
    answer = http.post("/api/v1/words", content=b"{}", headers=twice)
    assert (answer.status_code, answer.json()["code"]) == (400, "doubled_header")
    assert echo.asked == []


def test_two_tokens_are_refused_in_any_order_and_writing(
    serve: Serve, open_gateway: Open, consultant: dict[str, str]
) -> None:
    serve(read=lambda _: {})
    http = open_gateway().http
    good, bad = consultant["Authorization"], "Bearer nonsense"
    for pair in ([good, bad], [bad, good], [good, good], ["Basic YTpi", good]):
        headers = [("authorization", pair[0]), ("AUTHORIZATION", pair[1])]
        assert http.get("/api/v1/words/a", headers=headers).status_code == 400


def test_headers_that_are_lists_may_come_in_parts(
    serve: Serve, open_gateway: Open, consultant: dict[str, str]
) -> None:
    serve(read=lambda _: {})
    parts = [("Accept", "text/html"), ("Accept", "*/*"), ("Cache-Control", "a")] * 2
    answer = open_gateway().http.get("/api/v1/words/a", headers=[*consultant.items(), *parts])
    assert answer.status_code == 200


def test_two_hosts_or_lengths_never_reach_a_service(open_gateway: Open) -> None:
    url = httpx.URL(open_gateway().url)
    for line in ("Host: a\r\nHost: b", "Host: a\r\nContent-Length: 2\r\nContent-Length: 3"):
        with socket.create_connection((url.host, url.port or 80), timeout=5) as raw:
            raw.sendall(f"POST /api/v1/words HTTP/1.1\r\n{line}\r\n\r\n{{}}".encode())
            assert raw.recv(200).split(b" ")[1] == b"400"


def test_metrics_are_not_public(open_gateway: Open, consultant: dict[str, str]) -> None:
    http = open_gateway().http
    for headers in ({}, consultant):
        assert http.get("/metrics", headers=headers).status_code == 404
    assert "/metrics" not in http.get("/openapi.json").text
