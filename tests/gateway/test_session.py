"""Log in, refresh, log out: the refresh token never reaches a script."""

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import httpx
import pytest

from contracts.office.access.sessions import log_in, log_out, login_failed, refresh_session
from gateway.routing import Route
from tests.gateway.conftest import Open, Serve
from tests.gateway.responder import Responder
from tests.gateway.running import until

AT = "/api/v1/session"
ROUTES = [
    Route("POST", AT, log_in),
    Route("POST", f"{AT}/refresh", refresh_session),
    Route("DELETE", AT, log_out, status=204),
]


def opened(refresh_token: str) -> dict[str, Any]:
    return {
        "access_token": "a.b.c",
        "expires_at": "2026-11-21T20:00:00+00:00",
        "refresh_token": refresh_token,
        "staff": {"name": "王芳"},
    }


@pytest.fixture
def office(serve: Serve) -> Responder:
    return serve(
        "office",
        log_in=lambda _: opened("first"),
        refresh_session=lambda payload: opened(payload["refresh_token"] + "+"),
        log_out=lambda _: {},
    )


def _cookie(answer: httpx.Response) -> list[str]:
    return [part.strip() for part in answer.headers["Set-Cookie"].split(";")]


def test_logging_in_puts_the_refresh_token_into_a_strict_cookie(
    office: Responder, open_gateway: Open
) -> None:
    http = open_gateway(ROUTES).http
    answer = http.post(AT, json={"username": "wang", "password": "secret"})
    assert answer.status_code == 200
    assert answer.json() == {k: v for k, v in opened("").items() if k != "refresh_token"}
    value, *attributes = _cookie(answer)
    assert value == "loupan_refresh=first"
    assert sorted(attributes) == ["HttpOnly", f"Path={AT}", "SameSite=strict"]
    assert office.asked[0].payload == {"username": "wang", "password": "secret"}
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_cookie_is_secure_where_the_gateway_is_behind_tls(
    office: Responder, open_gateway: Open
) -> None:
    http = open_gateway(ROUTES, secure_cookies=True).http
    assert "Secure" in _cookie(http.post(AT, json={"username": "wang", "password": "secret"}))


def test_refreshing_uses_the_cookie_and_rotates_it(office: Responder, open_gateway: Open) -> None:
    http = open_gateway(ROUTES).http
    http.post(AT, json={"username": "wang", "password": "secret"})
    answer = http.post(f"{AT}/refresh")
    assert answer.json()["access_token"] == "a.b.c"
    assert "refresh_token" not in answer.json()
    assert http.cookies["loupan_refresh"] == "first+"
    http.post(f"{AT}/refresh")
    assert [r.payload for r in office.asked[1:]] == [
        {"refresh_token": "first"},
        {"refresh_token": "first+"},
    ]


def test_refreshing_without_the_cookie_is_refused(office: Responder, open_gateway: Open) -> None:
    answer = open_gateway(ROUTES).http.post(f"{AT}/refresh", json={"refresh_token": "stolen"})
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    assert office.asked == []


def test_logging_out_ends_the_session_and_takes_the_cookie_away(
    office: Responder, open_gateway: Open
) -> None:
    http = open_gateway(ROUTES).http
    http.post(AT, json={"username": "wang", "password": "secret"})
    answer = http.delete(AT)
    assert answer.status_code == 204
    assert "Max-Age=0" in _cookie(answer)
    assert "loupan_refresh" not in http.cookies
    assert office.asked[-1].payload == {"refresh_token": "first"}
    assert http.delete(AT).status_code == 204


def test_a_failed_log_in_sets_no_cookie(serve: Serve, open_gateway: Open) -> None:
    def fail(_: object) -> object:
        raise login_failed()

    serve("office", log_in=fail)
    answer = open_gateway(ROUTES).http.post(AT, json={"username": "a", "password": "b"})
    assert (answer.status_code, answer.json()["code"]) == (401, "login_failed")
    assert "Set-Cookie" not in answer.headers


def test_the_device_s_cookie_goes_to_office_and_back_and_never_to_a_script(
    serve: Serve, open_gateway: Open
) -> None:
    office = serve("office", log_in=lambda _: opened("first") | {"devices": "d.1.s"})
    http = open_gateway(ROUTES).http
    headers = {"User-Agent": "Mozilla/5.0 (" + "x" * 500}
    for _ in range(2):
        answer = http.post(AT, json={"username": "a", "password": "b"}, headers=headers)
    assert "devices" not in answer.json()
    _, devices = answer.headers.get_list("Set-Cookie")
    assert devices.startswith("loupan_devices=d.1.s; HttpOnly; Max-Age=15552000; Path=")
    seen = office.asked[1].headers
    assert seen["nameko.client_address"] == "127.0.0.1"
    assert seen["nameko.client_devices"] == "d.1.s"
    assert len(seen["nameko.client_agent"]) == 200


def test_log_ins_beyond_the_turns_wait_and_beyond_the_queue_are_told_to_come_again(
    serve: Serve, open_gateway: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.app._LOGINS_WAITING", 3)
    go_on = threading.Event()

    def wait(_: object) -> object:
        assert go_on.wait(10)
        return opened("first")

    office = serve("office", log_in=wait)
    gateway = open_gateway(ROUTES, logins_at_once=2)
    log_in = partial(httpx.post, gateway.url + AT, json={"username": "a", "password": "b"})
    with ThreadPoolExecutor(5) as crowd:
        inside = [crowd.submit(log_in) for _ in range(5)]
        until(lambda: gateway.gateway.logins.waiting == 3 and len(office.asked) == 1)
        refused = log_in()
        go_on.set()
        assert [one.result().status_code for one in inside] == [200] * 5
    assert (refused.status_code, refused.json()["code"]) == (503, "overloaded")
    assert int(refused.headers["Retry-After"]) >= 1
