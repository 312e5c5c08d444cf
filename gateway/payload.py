"""The request of an operation out of path, query and body: one dict, nothing given twice."""

import asyncio
import base64
from collections.abc import AsyncGenerator
from typing import Any

import orjson
from marshmallow import fields
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from contracts.media import MEDIA_TYPES
from contracts.refusals import invalid_input, malformed_body
from gateway.refusals import (
    body_too_large,
    body_too_slow,
    unreadable_form,
    unsupported_media_type,
)
from gateway.request import Request
from gateway.routing import Route

_FORM_OVERHEAD = 64 << 10
_SECONDS = {"json": 10.0, "xlsx": 60.0, "file": 60.0}
_TWICE = "Is given twice."
_JSON = "application/json"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ANY = "application/octet-stream"
_RAW_FILES = {"xlsx": (_XLSX, _ANY), "file": (_ANY, *MEDIA_TYPES)}
_FORM = "multipart/form-data"


class Disconnected(Exception):
    """The client went away before its request was whole."""


async def read(route: Route, request: Request) -> dict[str, Any]:
    """What the operation is asked. Raises `invalid_input` for a field given twice or by both path
    and body, `malformed_body`, `unsupported_media_type`, `body_too_large`, `body_too_slow`."""
    payload: dict[str, Any] = dict(request.path_values)
    _merge(payload, _query(route, request), request)
    if route.method != "GET":
        try:
            async with asyncio.timeout(_SECONDS[route.body]):
                reader = _json if route.body == "json" else _file
                _merge(payload, await reader(route, request), request)
        except TimeoutError:
            raise body_too_slow() from None
    return payload


def _merge(payload: dict[str, Any], more: dict[str, Any], request: Request) -> None:
    twice = payload.keys() & more.keys()
    if twice:
        by_path = "Is given by the path."
        faults = {name: by_path if name in request.path_values else _TWICE for name in twice}
        raise invalid_input(fields={name: [faults[name]] for name in sorted(faults)})
    payload.update(more)


def _query(route: Route, request: Request) -> dict[str, Any]:
    """Query parameters by name; those that are lists in the request's schema may be repeated."""
    if not request.scope["query_string"]:
        return {}
    given: dict[str, list[str]] = {}
    for name, value in request.query:
        given.setdefault(name, []).append(value)
    known = route.operation.request_schema.fields
    lists = {name for name in given if isinstance(known.get(name), fields.List)}
    repeated = [name for name, values in given.items() if len(values) > 1 and name not in lists]
    if repeated:
        raise invalid_input(fields={name: [_TWICE] for name in repeated})
    return {name: values if name in lists else values[0] for name, values in given.items()}


async def _json(route: Route, request: Request) -> dict[str, Any]:
    body = await _whole(request, route.most_bytes)
    if not body:
        return {}
    if not _is_json(_media_type(request)):
        raise unsupported_media_type(allowed=_JSON)
    try:
        loaded = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise malformed_body() from None
    if not isinstance(loaded, dict):
        raise malformed_body()
    return loaded


def _is_json(media_type: str) -> bool:
    return media_type == _JSON or (
        media_type.startswith("application/") and media_type.endswith("+json")
    )


async def _file(route: Route, request: Request) -> dict[str, Any]:
    media_type = _media_type(request)
    raw = _RAW_FILES[route.body]
    if media_type in raw:
        content = await _whole(request, route.most_bytes)
        return {route.file_field: base64.b64encode(content).decode()}
    if media_type == _FORM:
        return await _form(route, request)
    raise unsupported_media_type(allowed=", ".join((_FORM, *raw)))


async def _form(route: Route, request: Request) -> dict[str, Any]:
    stream = _chunks(request, route.most_bytes + _FORM_OVERHEAD)
    headers = Headers(raw=request.scope["headers"])
    try:
        form = await MultiPartParser(headers, stream, max_files=1, max_fields=20).parse()
    except MultiPartException:
        raise unreadable_form(field="file") from None
    payload: dict[str, Any] = {}
    try:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                content = await value.read()
                if len(content) > route.most_bytes:
                    raise body_too_large(most=route.most_bytes)
                payload[route.file_field] = base64.b64encode(content).decode()
                if route.body == "file":
                    payload["file_name"] = value.filename or ""
            else:
                payload[name] = value
    finally:
        await form.close()
    if route.file_field not in payload:
        raise unreadable_form(field="file")
    return payload


def _media_type(request: Request) -> str:
    return (request.header(b"content-type") or "").partition(";")[0].strip().lower()


async def _whole(request: Request, most: int) -> bytes:
    return b"".join([chunk async for chunk in _chunks(request, most)])


async def _chunks(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    announced = request.header(b"content-length") or ""
    if announced.isdecimal() and int(announced) > most:
        raise body_too_large(most=most)
    seen, more = 0, True
    while more:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise Disconnected
        chunk = message.get("body", b"")
        more = message.get("more_body", False)
        seen += len(chunk)
        if seen > most:
            raise body_too_large(most=most)
        yield chunk
