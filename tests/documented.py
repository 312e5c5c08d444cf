"""Answers against the API's document: every field that it promises, nothing else, nothing null
that it doesn't say.

    documented.check(operations.read_deal, answer)          # as the service answers
    documented.check_response(response)                     # as the gateway does
"""

import re
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import httpx
from jsonschema import Draft202012Validator, FormatChecker

from contracts.operation import Operation
from gateway.openapi import specification
from gateway.openapi_schemas import Shape, shapes_of
from gateway.routes import ROUTES

_JSON = "application/json"


def check(operation: Operation, answer: Any) -> None:
    """Raises `AssertionError` and names every place where the answer is not as documented."""
    _check(operation.key, _validator(operation), answer)


def check_response(response: httpx.Response) -> None:
    """The same for a success over HTTP. Reads the response."""
    if not response.is_success or _JSON not in response.headers.get("content-type", ""):
        return
    response.read()
    method, path = response.request.method, urlsplit(str(response.request.url)).path
    found = _route(method, path)
    if found is not None:
        template, status = found
        assert response.status_code == status, f"{method} {path}: {response.status_code}"
        _check(f"{method} {template}", _http_validator(method, template, status), response.json())


def _check(what: str, validator: Draft202012Validator, answer: Any) -> None:
    faults = [
        f"{what}: {error.json_path}: {error.message[:300]}"
        for error in validator.iter_errors(answer)
    ]
    assert not faults, "\n".join(faults[:20])


@cache
def _validator(operation: Operation) -> Draft202012Validator:
    shape, components = shapes_of(operation.answer_schema)
    return _strict(shape, components)


@cache
def _http_validator(method: str, template: str, status: int) -> Draft202012Validator:
    document = _document()
    answer = document["paths"][template][method.lower()]["responses"][str(status)]
    return _strict(answer["content"][_JSON]["schema"], document["components"]["schemas"])


@cache
def _document() -> Shape:
    return specification(ROUTES)


def _strict(shape: Shape, components: Shape) -> Draft202012Validator:
    """Answers may grow, and clients ignore what they don't know; here it has to be documented."""
    closed = {name: _closed(component) for name, component in components.items()}
    whole = {**shape, "components": {"schemas": closed}}
    return Draft202012Validator(whole, format_checker=FormatChecker())


def _closed(component: Shape) -> Shape:
    return component | ({"additionalProperties": False} if "properties" in component else {})


@cache
def _route(method: str, path: str) -> tuple[str, int] | None:
    fitting = [
        route for route in ROUTES if route.method == method and _pattern(route.path).fullmatch(path)
    ]
    if not fitting:
        return None
    route = min(fitting, key=lambda one: len(one.parameters))
    return route.path, route.status


@cache
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{\w+\}", "[^/]+", template))
