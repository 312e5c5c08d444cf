"""OpenAPI 3.1 of the whole API, from the route table and the operations' schemas."""

from collections.abc import Sequence
from typing import Any

import orjson
from apispec import APISpec
from marshmallow import Schema
from starlette.responses import Response

from contracts.office.access import sessions
from contracts.operation import ANYONE, OPEN, Operation
from contracts.reminders.notices.notices import Localised
from gateway.openapi_parts import components, own_paths, problems
from gateway.openapi_schemas import VERSION_OF_OPENAPI, Plugin, Shape
from gateway.request import Request
from gateway.routing import Endpoint, Route

VERSION = "0.1.0"
_BINARY = {"type": "string", "contentMediaType": "application/octet-stream"}
_REFRESH = ("office.refresh_session", "office.log_out")

_DESCRIPTION = """\
楼盘销售平台的 HTTP 接口。One API in front of all services.

* Money is a string with two decimals in CNY, shares are strings, moments ISO 8601 in UTC, ids
  UUIDv7 made by the caller.
* Errors are problem details (RFC 9457) in Chinese or English by `Accept-Language`, with a stable
  `code`.
* Writes accept `Idempotency-Key` and always answer one, a 504 too: repeat with it.
* Lists answer `{"items": […], "next": cursor}`; pass `cursor` on until `next` is null.
"""


def document(routes: Sequence[Route]) -> Endpoint:
    """The endpoint of `GET /openapi.json`."""
    body = orjson.dumps(specification(routes))

    async def answer(request: Request) -> Response:
        headers = {"Cache-Control": "no-cache"}
        return Response(body, 200, headers, media_type="application/json")

    return answer


def specification(routes: Sequence[Route]) -> dict[str, Any]:
    """The document as plain values."""
    plugin = Plugin()
    spec = APISpec(
        title="Loupan 楼盘",
        version=VERSION,
        openapi_version=VERSION_OF_OPENAPI,
        plugins=[plugin],
        info={"description": _DESCRIPTION},
        tags=[{"name": name} for name in dict.fromkeys(r.operation.service for r in routes)],
    )
    components(spec)
    for route in routes:
        described = _operation(plugin, route)
        spec.path(path=route.path, operations={route.method.lower(): described})
    for path, own in own_paths(plugin.describe(Localised())).items():
        spec.path(path=path, operations={"get": own})
    return spec.to_dict()


def _operation(plugin: Plugin, route: Route) -> dict[str, Any]:
    operation = route.operation
    shape = plugin.shape(operation.request_schema)
    described: dict[str, Any] = {
        "operationId": operation.key.replace(".", "_"),
        "tags": [operation.service],
        "summary": operation.summary,
        "description": _permission(operation),
        "security": _security(operation),
        "parameters": _parameters(route, shape),
        "responses": _responses(route),
    }
    if body := _body(route, shape):
        described["requestBody"] = body
    return described


def _permission(operation: Operation) -> str:
    if operation.permission == OPEN:
        return "Needs no token."
    if operation.permission == ANYONE:
        return "Needs a token."
    return f"Needs the right `{operation.permission}`."


def _security(operation: Operation) -> list[dict[str, list[str]]]:
    if operation.key in _REFRESH:
        return [{"refresh": []}]
    return [] if operation.permission == OPEN else [{"token": []}]


def _parameters(route: Route, shape: Shape) -> list[Any]:
    properties = shape["properties"]
    found: list[Any] = [
        {"name": name, "in": "path", "required": True, "schema": properties[name]}
        for name in route.parameters
    ]
    if _asks_by_query(route):
        found += [
            {"name": name, "in": "query", "schema": _not_null(schema)}
            | ({"required": True} if name in shape.get("required", ()) else {})
            for name, schema in properties.items()
            if name not in route.parameters
        ]
    return [*found, "IdempotencyKey"] if route.operation.writes else found


def _asks_by_query(route: Route) -> bool:
    return route.method in ("GET", "DELETE") and route.operation.key not in _REFRESH


def _not_null(schema: Shape) -> Shape:
    """What a query parameter may be: it is given or not, but never null."""
    plain = {name: value for name, value in schema.items() if (name, value) != ("default", None)}
    for choice in plain.pop("anyOf", ()):
        plain |= {} if choice == {"type": "null"} else choice
    if isinstance(plain.get("type"), list):
        (plain["type"],) = (kind for kind in plain["type"] if kind != "null")
    return plain


def _body(route: Route, shape: Shape) -> Shape | None:
    """The request's schema without what the path and the cookie give, if anything is left. It
    stands where it is used: what operations ask alike is not the same thing."""
    if _asks_by_query(route) or route.operation.key in _REFRESH:
        return None
    elsewhere = {*route.parameters} | ({"file_name"} if route.body == "file" else set())
    properties = {n: s for n, s in shape["properties"].items() if n not in elsewhere}
    if not properties:
        return None
    if route.body != "json":
        properties[route.file_field] = _BINARY
    required = [name for name in shape.get("required", ()) if name in properties]
    body = {"type": "object", "properties": properties, "additionalProperties": False}
    media_type = "application/json" if route.body == "json" else "multipart/form-data"
    return {
        "required": bool(required),
        "content": {media_type: {"schema": body | ({"required": required} if required else {})}},
    }


def _responses(route: Route) -> dict[str, Any]:
    operation = route.operation
    headers: dict[str, Any] = {"X-Request-Id": "RequestId"}
    if operation.writes:
        headers["Idempotency-Key"] = "IdempotencyKey"
    done: dict[str, Any] = {"description": operation.summary, "headers": headers}
    if route.answer == "file":
        done["content"] = {"application/octet-stream": {"schema": _BINARY}}
    elif route.status != 204:
        done["content"] = {"application/json": {"schema": _answer_schema(operation)}}
    return {str(route.status): done} | problems(operation)


def _answer_schema(operation: Operation) -> Schema:
    """What the caller sees: the refresh token goes into the cookie."""
    opens_session = operation.answer is sessions.OpenSession
    return sessions.Session() if opens_session else operation.answer_schema
