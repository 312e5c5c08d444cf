"""What outside of this machine is protected, and who may make a browser send a cookie."""

import pytest

from gateway.protection import is_loopback
from tests.gateway.conftest import Open, Serve
from tests.gateway.responder import Responder
from tests.gateway.test_session import AT, ROUTES, opened

LOG_IN = {"username": "wang", "password": "secret"}
OUTSIDE = {"Host": "sales.example.com"}


@pytest.fixture
def office(serve: Serve) -> Responder:
    return serve(
        "office",
        log_in=lambda _: opened("first") | {"devices": "d.1.s"},
        refresh_session=lambda payload: opened(payload["refresh_token"] + "+"),
        log_out=lambda _: {},
    )


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1:8000", True), ("127.8.9.1", True), ("localhost", True), ("LOCALHOST:80", True),
        ("[::1]:8000", True), ("[::1]", True), ("loupan.localhost:8000", True),
        ("192.168.1.5:8000", False), ("sales.example.com", False), ("localhost.example.com", False),
        ("127.0.0.1.example.com", False), ("[2001:db8::1]:443", False), ("", False),
    ],
)  # fmt: skip
def test_which_addresses_are_this_machine_s(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


def test_outside_cookies_are_secure_and_hsts_is_sent_without_any_setting(
    office: Responder, open_gateway: Open
) -> None:
    answer = open_gateway(ROUTES).http.post(AT, json=LOG_IN, headers=OUTSIDE)
    cookies = answer.headers.get_list("Set-Cookie")
    assert [cookie.partition("=")[0] for cookie in cookies] == [
        "__Secure-loupan_refresh", "__Secure-loupan_devices",
    ]  # fmt: skip
    assert all("; Secure" in cookie and "; HttpOnly" in cookie for cookie in cookies)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_here_they_are_not_unless_it_is_by_tls(office: Responder, open_gateway: Open) -> None:
    http = open_gateway(ROUTES, proxies=("127.0.0.1/32",)).http
    plain = http.post(AT, json=LOG_IN)
    assert "Secure" not in plain.headers["Set-Cookie"]
    assert "Strict-Transport-Security" not in plain.headers
    by_tls = http.post(AT, json=LOG_IN, headers={"X-Forwarded-Proto": "https"})
    assert "Secure" in by_tls.headers["Set-Cookie"]
    assert "Strict-Transport-Security" in by_tls.headers


def test_errors_and_pages_say_hsts_too(office: Responder, open_gateway: Open) -> None:
    http = open_gateway(ROUTES).http
    for path in ("/", "/nowhere", "/health/live", "/api/v1/vocabulary"):
        assert "Strict-Transport-Security" in http.get(path, headers=OUTSIDE).headers


def test_a_network_without_tls_may_say_so(office: Responder, open_gateway: Open) -> None:
    http = open_gateway(ROUTES, secure_cookies=False).http
    answer = http.post(AT, json=LOG_IN, headers=OUTSIDE)
    assert "Secure" not in answer.headers["Set-Cookie"]
    assert "Strict-Transport-Security" not in answer.headers


@pytest.mark.parametrize(
    ("host", "headers"),
    [
        ("sales.example.com", {"Origin": "https://evil.example.com"}),
        ("sales.example.com", {"Origin": "https://sales.example.com.evil.com"}),
        ("sales.example.com", {"Origin": "https://sales.example.com:8443"}),
        ("sales.example.com", {"Origin": "null"}),
        ("sales.example.com", {"Origin": ""}),
        ("sales.example.com", {"Sec-Fetch-Site": "cross-site"}),
        ("sales.example.com", {"Sec-Fetch-Site": "same-site"}),
        ("127.0.0.1:8000", {"Origin": "http://127.0.0.1:3000"}),
    ],
)
def test_no_other_site_logs_in_refreshes_or_logs_out(
    office: Responder, open_gateway: Open, host: str, headers: dict[str, str]
) -> None:
    http = open_gateway(ROUTES).http
    sent = {"Host": host, "Cookie": "loupan_refresh=t; __Secure-loupan_refresh=t"} | headers
    answers = [
        http.post(AT, json=LOG_IN, headers=sent),
        http.post(f"{AT}/refresh", headers=sent),
        http.delete(AT, headers=sent),
    ]
    assert [(a.status_code, a.json()["code"]) for a in answers] == [(403, "foreign_origin")] * 3
    assert office.asked == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://sales.example.com"},
        {"Origin": "https://SALES.example.com", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "https://desk.example.com"},
        {"Sec-Fetch-Site": "none"},
        {},
    ],
)
def test_our_own_pages_and_programs_do(
    office: Responder, open_gateway: Open, headers: dict[str, str]
) -> None:
    http = open_gateway(ROUTES, origins=("https://desk.example.com",)).http
    sent = OUTSIDE | {"Cookie": "__Secure-loupan_refresh=t"} | headers
    assert http.post(f"{AT}/refresh", headers=sent).status_code == 200


def test_behind_tls_an_origin_without_it_is_another(office: Responder, open_gateway: Open) -> None:
    http = open_gateway(ROUTES, proxies=("127.0.0.1/32",)).http
    sent = OUTSIDE | {
        "X-Forwarded-Proto": "https", "Cookie": "__Secure-loupan_refresh=t",
        "Origin": "http://sales.example.com",
    }  # fmt: skip
    assert http.post(f"{AT}/refresh", headers=sent).status_code == 403


def test_a_cookie_planted_without_tls_is_not_read(office: Responder, open_gateway: Open) -> None:
    http = open_gateway(ROUTES).http
    planted = OUTSIDE | {"Cookie": "loupan_refresh=planted"}
    assert http.post(f"{AT}/refresh", headers=planted).status_code == 401
    assert office.asked == []


def test_a_cookie_sent_twice_is_refused(office: Responder, open_gateway: Open) -> None:
    twice = {"Cookie": "loupan_refresh=mine; other=1; loupan_refresh=theirs"}
    answer = open_gateway(ROUTES).http.post(f"{AT}/refresh", headers=twice)
    assert (answer.status_code, answer.json()["code"]) == (400, "doubled_header")
    assert office.asked == []
