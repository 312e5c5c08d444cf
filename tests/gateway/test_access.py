"""Who gets in."""

from datetime import timedelta

import httpx
import pytest

from common import clock
from contracts.office.roles import Role
from contracts.parking import SERVICES
from contracts.schema import new_id
from tests import tokens
from tests.gateway.conftest import Open, Serve, bearer
from tests.gateway.events import declare, tell
from tests.gateway.responder import Responder
from tests.gateway.running import Running, until
from tests.vhosts import Vhost

Echo = tuple[Running, Responder]


def test_without_a_token_nothing_reaches_a_service(echo: Echo) -> None:
    gateway, responder = echo
    for headers in ({}, {"Authorization": "Basic YTpi"}, {"Authorization": "Bearer"}):
        answer = gateway.http.get("/api/v1/words/a", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert responder.asked == []


@pytest.mark.parametrize("token", ["nonsense", "a.b.c"])
def test_a_forged_token_is_refused(echo: Echo, token: str) -> None:
    answer = echo[0].http.get("/api/v1/words/a", headers=bearer(token))
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


def test_a_token_that_was_changed_is_refused(echo: Echo) -> None:
    head, _, signature = tokens.token_for(Role.CONSULTANT).split(".")
    _, claims, _ = tokens.token_for(Role.ADMINISTRATOR).split(".")
    answer = echo[0].http.get("/api/v1/secret", headers=bearer(f"{head}.{claims}.{signature}"))
    assert answer.status_code == 401


def test_an_expired_token_is_told_so(echo: Echo) -> None:
    token = tokens.token_for(Role.CONSULTANT, issued=timedelta(minutes=-20))
    answer = echo[0].http.get("/api/v1/words/a", headers=bearer(token))
    assert (answer.status_code, answer.json()["code"]) == (401, "token_expired")
    assert "invalid_token" in answer.headers["WWW-Authenticate"]
    assert echo[1].asked == []


def test_a_role_without_the_right_is_forbidden_and_one_with_it_passes(echo: Echo) -> None:
    gateway, responder = echo
    refused = gateway.http.get("/api/v1/secret", headers=bearer(tokens.token_for(Role.CONSULTANT)))
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    assert refused.json()["details"] == {"permission": "staff.manage"}
    assert responder.asked == []
    token = tokens.token_for(Role.ADMINISTRATOR)
    assert gateway.http.get("/api/v1/secret", headers=bearer(token)).status_code == 200
    assert responder.asked[0].headers["nameko.token"] == token


def test_an_open_operation_needs_no_token_and_passes_none_on(echo: Echo) -> None:
    gateway, responder = echo
    assert gateway.http.get("/api/v1/public").status_code == 200
    assert "nameko.token" not in responder.asked[0].headers


def test_an_actor_who_asks_too_often_waits_alone(serve: Serve, open_gateway: Open) -> None:
    serve(read=lambda _: {})
    http = open_gateway(requests_per_second=2.0).http
    mine, other = (bearer(tokens.token_for(Role.CONSULTANT)) for _ in range(2))
    statuses = [http.get("/api/v1/words/a", headers=mine).status_code for _ in range(6)]
    assert statuses[:4] == [200] * 4
    assert 429 in statuses[4:]
    refused = http.get("/api/v1/words/a", headers=mine)
    assert refused.headers["Retry-After"] == "1"
    assert http.get("/api/v1/words/a", headers=other).status_code == 200


def test_those_who_need_no_token_are_counted_by_address(serve: Serve, open_gateway: Open) -> None:
    serve(public=lambda _: {})
    http = open_gateway(anonymous_per_second=1.0).http
    assert [http.get("/api/v1/public").status_code for _ in range(3)] == [200, 200, 429]


def test_a_revoked_session_is_refused_at_once_and_others_are_not(
    serve: Serve, open_gateway: Open, vhost: Vhost
) -> None:
    serve(read=lambda _: {})
    declare(vhost, "office")
    gateway = open_gateway(services=("office",))
    me = new_id()
    mine = bearer(tokens.token_for(Role.CONSULTANT, staff_id=me))
    others = bearer(tokens.token_for(Role.CONSULTANT))

    def reads(headers: object) -> httpx.Response:
        return gateway.http.get("/api/v1/words/a", headers=headers)  # type: ignore[arg-type]

    assert reads(mine).status_code == 200
    data = {"staff_id": str(me), "not_before": clock.now().isoformat()}
    tell(vhost, gateway, "office", "sessions_revoked", data=data)
    until(lambda: reads(mine).status_code == 401)
    assert reads(mine).json()["code"] == "token_expired"
    assert reads(others).status_code == 200
    again = bearer(tokens.token_for(Role.CONSULTANT, staff_id=me))
    assert reads(again).status_code == 200


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_s_own_token_opens_nothing_in_public(echo: Echo, service: str) -> None:
    gateway, responder = echo
    headers = bearer(tokens.system_token_for(service))
    for path in ("/api/v1/words/a", "/api/v1/secret", "/api/v1/stream"):
        answer = gateway.http.get(path, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated"), path
    assert gateway.http.get("/api/v1/public", headers=headers).status_code == 200
    assert [asked.headers.get("nameko.token") for asked in responder.asked] == [None]


_WAYS_IN = (
    "nameko.token",
    "nameko-token",
    "token",
    "x-token",
    "x-access-token",
    "x-authorization",
    "proxy-authorization",
    "x-forwarded-authorization",
    "x-system-token",
    "nameko.context_data",
    "cookie",
)


@pytest.mark.parametrize("name", _WAYS_IN)
def test_no_header_brings_another_token_to_a_service(echo: Echo, name: str) -> None:
    gateway, responder = echo
    system = tokens.system_token_for("reporting")
    smuggled = f"nameko.token={system}; loupan_refresh={system}" if name == "cookie" else system
    alone = gateway.http.get("/api/v1/words/a", headers={name: smuggled})
    assert (alone.status_code, responder.asked) == (401, [])
    mine = tokens.token_for(Role.CONSULTANT)
    query = {"token": system, "access_token": system}
    both = {**bearer(mine), name: smuggled}
    gateway.http.get("/api/v1/words/a", headers=both, params=query)
    gateway.http.get("/api/v1/words/a", headers=both)
    gateway.http.get("/api/v1/public", headers={name: smuggled})
    passed_on = [asked.headers.get("nameko.token") for asked in responder.asked]
    assert set(passed_on) == {mine, None}
    assert not [asked for asked in responder.asked if system in str(asked.headers)]
