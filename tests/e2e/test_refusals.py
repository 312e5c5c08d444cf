"""Every route refuses what it must; the cases come from the route table, so that a new route is
covered as soon as it is exposed."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from contracts.office.rights import RIGHTS
from contracts.office.roles import Role
from contracts.operation import ANYONE, OPEN
from contracts.refusals import Forbidden, Unauthenticated
from contracts.schema import load, new_id
from gateway.routes import ROUTES
from gateway.routing import Route
from tests.e2e.company import refused
from tests.e2e.samples import WORKBOOK, XLSX, body_of, path_with, unknown_ids, whole_request
from tests.loopback import PLAIN
from tests.rpc import Caller
from tests.stack import Stack
from tests.tokens import token_for

_ANSWERED_FROM_THE_COOKIE = {"office.refresh_session", "office.log_out"}
"""Their requests have no body; without the cookie there is nothing to be malformed."""

PROJECT = new_id()


def _named(route: Route) -> str:
    return f"{route.method} {route.path}"


def _routes(*conditions: Callable[[Route], bool]) -> Any:
    chosen = [route for route in ROUTES if all(condition(route) for condition in conditions)]
    return pytest.mark.parametrize("route", chosen, ids=_named)


def _needs_a_token(route: Route) -> bool:
    return route.operation.permission != OPEN


def _needs_a_role(route: Route) -> bool:
    return route.operation.permission not in (OPEN, ANYONE) and bool(_roles_without(route))


def _reads_a_body(route: Route) -> bool:
    return (
        route.method in ("POST", "PUT", "PATCH")
        and route.operation.key not in _ANSWERED_FROM_THE_COOKIE
    )


def _keeps_its_answer(route: Route) -> bool:
    return route.operation.writes and route.operation.idempotent


def _names_something(route: Route) -> bool:
    return bool(route.parameters) and _needs_a_token(route)


def _roles_without(route: Route) -> list[Role]:
    granted = RIGHTS[route.operation.permission]
    return [role for role in Role if role not in granted]


def _role_with(route: Route) -> Role:
    """A role of people that has the right, as widely as there is one."""
    if route.operation.permission == ANYONE:
        return Role.CONSULTANT
    granted = RIGHTS[route.operation.permission]
    people = [role for role in granted if isinstance(role, Role)]
    return max(people, key=lambda role: granted[role])


def _token(route: Route) -> str | None:
    if route.operation.permission == OPEN:
        return None
    return token_for(_role_with(route), projects=[PROJECT], region_projects=[PROJECT])


@pytest.fixture(scope="module")
def http(stack: Stack) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=stack.url, timeout=30, verify=PLAIN) as client:
        yield client


@pytest.fixture(scope="module")
def caller(stack: Stack) -> Iterator[Caller]:
    with Caller(stack.amqp_uri) as caller:
        yield caller


def ask(
    http: httpx.Client,
    route: Route,
    *,
    token: str | None = None,
    body: Any = None,
    ids: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
) -> httpx.Response:
    """The route's request with a body that its schema accepts, or with `body`."""
    headers = dict(headers or {})
    if token:
        headers["Authorization"] = f"Bearer {token}"
    how: dict[str, Any] = {}
    fields = body_of(route) if body is None else body
    if route.body != "json" and body is None:
        how = {"params": fields, "content": WORKBOOK}
        headers["Content-Type"] = XLSX
    elif route.method in ("GET", "DELETE"):
        how = {"params": fields}
    else:
        how = {"content": fields if isinstance(fields, bytes) else json.dumps(fields)}
        headers.setdefault("Content-Type", "application/json")
    path = path_with(route, ids or unknown_ids(route))
    return http.request(route.method, path, headers=headers, **how)


@_routes()
def test_the_sample_request_is_one_that_the_operation_accepts(route: Route) -> None:
    request = whole_request(route.operation, route)
    if route.body != "json":
        request[route.file_field] = "AAAA"
    if route.operation.key not in _ANSWERED_FROM_THE_COOKIE:
        load(route.operation.request_schema, request)


@_routes(_needs_a_token)
def test_without_a_token_nobody_is_served(route: Route, http: httpx.Client) -> None:
    refused(ask(http, route), 401, "unauthenticated")


@_routes(_needs_a_token)
def test_a_token_that_office_did_not_sign_is_refused(route: Route, http: httpx.Client) -> None:
    good = token_for(Role.GENERAL_MANAGER)
    head, claims, signature = good.split(".")
    forged = ".".join((head, claims, signature[::-1]))
    refused(ask(http, route, token=forged), 401, "unauthenticated")


@_routes(_needs_a_role)
def test_a_role_without_the_right_is_refused(route: Route, http: httpx.Client) -> None:
    for role in _roles_without(route):
        refused(ask(http, route, token=token_for(role, projects=[PROJECT])), 403, "forbidden")


@_routes(_needs_a_role)
def test_the_service_itself_refuses_a_role_without_the_right(route: Route, caller: Caller) -> None:
    token = token_for(_roles_without(route)[0], projects=[PROJECT])
    with pytest.raises(Forbidden):
        caller.call(route.operation.key, whole_request(route.operation, route), token=token)


@_routes(_needs_a_token)
def test_the_service_itself_refuses_a_request_without_a_token(route: Route, caller: Caller) -> None:
    with pytest.raises(Unauthenticated):
        caller.call(route.operation.key, whole_request(route.operation, route))


@_routes(_reads_a_body, lambda route: route.body == "json")
@pytest.mark.parametrize("body", [b"{", b"[]", b'"text"', b"\xff\xfe", b"null"])
def test_a_body_that_is_no_json_object_is_refused(
    route: Route, body: bytes, http: httpx.Client
) -> None:
    refused(ask(http, route, token=_token(route), body=body), 422, "malformed_body")


@_routes(lambda route: route.body != "json")
def test_an_upload_that_is_no_workbook_is_refused(route: Route, http: httpx.Client) -> None:
    answer = ask(
        http, route, token=_token(route), body=b"no workbook",
        ids=unknown_ids(route) | {"project_id": str(PROJECT)},
        headers={"Content-Type": XLSX},
    )  # fmt: skip
    assert answer.status_code in (404, 422), answer.text
    refused(ask(http, route, token=_token(route), body=b"{}"), 415, "unsupported_media_type")


@_routes(lambda route: route.operation.key not in _ANSWERED_FROM_THE_COOKIE)
def test_a_field_that_nobody_declared_is_refused_by_name(route: Route, http: httpx.Client) -> None:
    if route.body != "json":
        headers = {"Authorization": f"Bearer {_token(route)}", "Content-Type": XLSX}
        path = path_with(route, unknown_ids(route))
        answer = http.request(
            route.method,
            path,
            params=body_of(route) | {"no_such_field": "1"},
            content=WORKBOOK,
            headers=headers,
        )
    else:
        body = body_of(route) | {"no_such_field": "1"}
        answer = ask(http, route, token=_token(route), body=body)
    assert list(refused(answer, 422, "invalid_input")["fields"]) == ["no_such_field"]


@_routes(_reads_a_body)
def test_a_body_that_is_too_large_is_refused(route: Route, http: httpx.Client) -> None:
    large = b" " * ((1 << 20) + 1 if route.body == "json" else (20 << 20) + 1)
    kind = "application/json" if route.body == "json" else XLSX
    answer = ask(http, route, token=_token(route), body=large, headers={"Content-Type": kind})
    refused(answer, 413, "body_too_large")


@_routes(_keeps_its_answer)
def test_a_key_that_was_used_with_another_body_is_refused(
    route: Route, http: httpx.Client, stack: Stack
) -> None:
    me, key = new_id(), f"used {new_id()}"
    token = token_for(_role_with(route), staff_id=me, projects=[PROJECT], region_projects=[PROJECT])
    used = {"actor": str(me), "operation": route.operation.name, "key": key}
    with stack.engine(route.operation.service).begin() as connection:
        connection.execute(
            text(
                "INSERT INTO idempotent_command (actor, operation, key, request_hash, answer,"
                " created_at) VALUES (:actor, :operation, :key, 'of another body', '{}', now())"
            ),
            used,
        )
    answer = ask(http, route, token=token, headers={"Idempotency-Key": key})
    refused(answer, 409, "idempotency_key_reused")


@_routes(_names_something)
def test_what_does_not_exist_is_not_found(route: Route, http: httpx.Client) -> None:
    assert ask(http, route, token=_token(route)).status_code == 404
