"""OpenAPI 3.1 of the whole API, from the route table and the operations' schemas."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import fields
from starlette.responses import Response

from contracts.operation import ANYONE, OPEN, Operation
from gateway.openapi_parts import Names, camel, components, own_paths, problems
from gateway.request import Request
from gateway.routing import Endpoint, Route

VERSION = "0.1.0"
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
    plugin = MarshmallowPlugin(schema_name_resolver=Names())
    spec = APISpec(
        title="Loupan 楼盘",
        version=VERSION,
        openapi_version="3.1.0",
        plugins=[plugin],
        info={"description": _DESCRIPTION},
        tags=[{"name": name} for name in dict.fromkeys(r.operation.service for r in routes)],
    )
    _let_strings_have_no_range(plugin)
    components(spec)
    for route in routes:
        described = _operation(spec, plugin, route)
        spec.path(path=route.path, operations={route.method.lower(): described})
    for path, own in own_paths().items():
        spec.path(path=path, operations={"get": own})
    return spec.to_dict()


def _let_strings_have_no_range(plugin: MarshmallowPlugin) -> None:
    """Decimals are strings in JSON, where `minimum` and `maximum` mean nothing."""
    converter = plugin.converter
    assert converter is not None
    of_range = converter.field2range

    def of_numbers(_: Any, field: fields.Field[Any], ret: dict[str, Any]) -> dict[str, Any]:
        return {} if isinstance(field, fields.Decimal) else of_range(field, ret=ret)

    converter.attribute_functions.remove(of_range)
    converter.add_attribute_function(of_numbers)


def _operation(spec: APISpec, plugin: MarshmallowPlugin, route: Route) -> dict[str, Any]:
    operation = route.operation
    shape = _request_shape(plugin, operation)
    described: dict[str, Any] = {
        "operationId": operation.key.replace(".", "_"),
        "tags": [operation.service],
        "summary": operation.summary,
        "description": _permission(operation),
        "security": _security(operation),
        "parameters": _parameters(route, shape),
        "responses": _responses(route),
    }
    if route.method not in ("GET", "DELETE") and operation.key not in _REFRESH:
        described["requestBody"] = _body(spec, route, shape)
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


def _request_shape(plugin: MarshmallowPlugin, operation: Operation) -> dict[str, Any]:
    assert plugin.converter is not None
    shape: dict[str, Any] = plugin.converter.schema2jsonschema(operation.request_schema)
    return shape


def _parameters(route: Route, shape: Mapping[str, Any]) -> list[Any]:
    properties = shape.get("properties", {})
    found: list[Any] = [
        {"name": name, "in": "path", "required": True, "schema": properties[name]}
        for name in route.parameters
    ]
    if route.method in ("GET", "DELETE") and route.operation.key not in _REFRESH:
        found += [
            {"name": name, "in": "query", "schema": schema}
            | ({"required": True} if name in shape.get("required", ()) else {})
            for name, schema in properties.items()
            if name not in route.parameters
        ]
    return [*found, "IdempotencyKey"] if route.operation.writes else found


def _body(spec: APISpec, route: Route, shape: Mapping[str, Any]) -> dict[str, Any]:
    """The request's schema without what the path gives."""
    left = {n: s for n, s in shape.get("properties", {}).items() if n not in route.parameters}
    required = [name for name in shape.get("required", ()) if name in left]
    if route.body != "json":
        left[route.file_field] = {"type": "string", "contentMediaType": "application/octet-stream"}
    body = {"type": "object", "properties": left} | ({"required": required} if required else {})
    name = f"{camel(route.operation.service)}{camel(route.operation.name)}Body"
    spec.components.schema(name, body)
    media_type = "application/json" if route.body == "json" else "multipart/form-data"
    return {
        "required": bool(required),
        "content": {media_type: {"schema": {"$ref": f"#/components/schemas/{name}"}}},
    }


def _responses(route: Route) -> dict[str, Any]:
    operation = route.operation
    headers: dict[str, Any] = {"X-Request-Id": "RequestId"}
    if operation.writes:
        headers["Idempotency-Key"] = "IdempotencyKey"
    done: dict[str, Any] = {"description": operation.summary, "headers": headers}
    if route.answer == "file":
        binary = {"schema": {"type": "string", "format": "binary"}}
        done["content"] = {"application/octet-stream": binary}
    elif route.status != 204:
        done["content"] = {"application/json": {"schema": operation.answer_schema}}
    return {str(route.status): done} | problems(operation)
