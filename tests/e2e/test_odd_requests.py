"""Whatever is asked for by whichever parameter, nothing breaks and every answer is as documented:
each field of each route with values that break programs (`tests/odd.py`).

The cases follow from the routes and their schemas, so that a new field is asked oddly by itself;
which of the odd values a field gets is drawn by its name, always the same. Questions are asked
about real things; a command about things that don't exist, so that nobody else's are changed.
Schemathesis would draw its cases from the same document; here they are drawn from the schemas that
the document is made of, at a tenth of the requests, and with texts that it doesn't know.
"""

import json
import random
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx
import pytest
from marshmallow import fields

from contracts.office.rights import RIGHTS
from contracts.office.roles import Role
from contracts.operation import ANYONE, OPEN
from contracts.schema import new_id
from gateway.routes import ROUTES
from gateway.routing import Route
from tests import documented
from tests.e2e.company import Company, ok
from tests.e2e.samples import body_of, path_with, unknown_ids
from tests.loopback import PLAIN
from tests.odd import NAUGHTY, NUMBERS, TIMES, UNSTORABLE
from tests.tokens import token_for

PER_FIELD = 3
IN_PATHS = ("½", "1e5", "a\x00b", "%2e%2e", "' OR 1=1", "{}", "0" * 400, "\u202e", "null")
_ANSWERED_FROM_THE_COOKIE = {"office.refresh_session", "office.log_out"}
MOST_DIGITS = 20_000


def _odd(field: fields.Field[Any], name: str) -> list[Any]:
    """Some odd values of the field's kind, and some of any other."""
    match field:
        case fields.Integer() | fields.Decimal() | fields.Boolean():
            kind: tuple[Any, ...] = NUMBERS
        case fields.Date() | fields.DateTime():
            kind = TIMES
        case _:
            kind = (*NAUGHTY, *UNSTORABLE)
    drawn = random.Random(name)
    others = (*NUMBERS, *TIMES, *UNSTORABLE, [[]], {"a": {}})
    return [*drawn.sample(kind, PER_FIELD), *drawn.sample(others, 1)]


def _asked() -> Iterator[Any]:
    for route in ROUTES:
        if route.operation.key not in _ANSWERED_FROM_THE_COOKIE:
            yield pytest.param(route, id=f"{route.method} {route.path}")


@pytest.fixture(autouse=True)
def long_numbers() -> Iterator[None]:
    """Python itself writes no number of more than 4,300 digits unless it is told to."""
    usual = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(MOST_DIGITS)
    yield
    sys.set_int_max_str_digits(usual)


@pytest.fixture(scope="module")
def http(company_at_work: Company) -> Iterator[httpx.Client]:
    hooks = {"response": [documented.check_response]}
    with httpx.Client(
        base_url=company_at_work.url, timeout=30, verify=PLAIN, event_hooks=hooks
    ) as client:
        yield client


@pytest.mark.parametrize("route", list(_asked()))
def test_no_field_breaks_an_operation(
    http: httpx.Client, company_at_work: Company, existing: dict[str, str], route: Route
) -> None:
    schema = route.operation.request_schema
    headers = _headers(route, company_at_work)
    asks = route.method in ("GET", "DELETE")
    things = existing if route.method == "GET" else {}
    path = path_with(route, unknown_ids(route) | things)
    for name, field in schema.fields.items():
        if name in route.parameters or route.body != "json":
            continue
        for value in _odd(field, f"{route.operation.key}.{name}"):
            if asks:
                answer = http.request(
                    route.method, path, params={name: _as_text(value)}, headers=headers
                )
            else:
                body = body_of(route) | {name: value, "a field that there is not": 1}
                answer = http.request(route.method, path, content=_json(body), headers=headers)
            _check(answer, f"{name}={value!r:.80}")


@pytest.mark.parametrize("route", [param for param in _asked() if param.values[0].parameters])
def test_no_address_breaks_an_operation(
    http: httpx.Client, company_at_work: Company, existing: dict[str, str], route: Route
) -> None:
    headers = _headers(route, company_at_work)
    for parameter in route.parameters:
        for value in IN_PATHS:
            ids = unknown_ids(route) | {parameter: quote(value, safe="")}
            answer = http.request(route.method, path_with(route, ids), headers=headers)
            _check(answer, f"{parameter}={value!r:.40}")
            assert answer.status_code in (400, 404, 405, 415, 422), answer.text


def test_products_of_two_values_that_are_allowed_are_refused_by_their_row(
    company_at_work: Company,
) -> None:
    clerk = company_at_work.one("control_clerk", "XYT")
    here = f"/projects/{company_at_work.project('XYT')}"
    unit = {
        "building": "99栋",
        "stair": "1单元",
        "floor": 1,
        "number": "101",
        "house_type": ok(clerk.get(f"{here}/house-types"))["items"][0]["name"],
        "gross_area": "99999.99",
        "list_rate": "9999999999.99",
        "filed_rate": "9999999999.99",
    }
    answer = clerk.post(f"{here}/units", {"units": [unit]})
    assert answer.status_code == 422, answer.text
    assert "list_rate" in answer.text


def _headers(route: Route, company: Company) -> dict[str, str]:
    headers = {"Content-Type": "application/json", "Idempotency-Key": str(new_id())}
    if route.operation.permission != OPEN:
        projects = [UUID(company.project(code)) for code in ("XYT", "GTYY", "BHLY", "DYJY")]
        token = token_for(_role_with(route), projects=projects, region_projects=projects)
        headers["Authorization"] = f"Bearer {token}"
    return headers


def _role_with(route: Route) -> Role:
    if route.operation.permission == ANYONE:
        return Role.SALES_MANAGER
    granted = RIGHTS[route.operation.permission]
    people = [role for role in granted if isinstance(role, Role)]
    return max(people, key=lambda role: granted[role])


def _as_text(value: Any) -> str:
    return str(value).encode("utf-8", "replace").decode()


def _json(body: dict[str, Any]) -> bytes:
    """Also what is no JSON: NaN, lone surrogates as escapes."""
    return json.dumps(body, default=str).encode()


def _check(answer: httpx.Response, what: str) -> None:
    assert answer.status_code < 500, f"{what}: {answer.status_code} {answer.text[:300]}"
    assert answer.status_code != 429, "the limit of requests hides what is asked"
    if answer.status_code == 422:
        problem = answer.json()
        assert problem["code"], what
        assert answer.headers["content-type"] == "application/problem+json", what
