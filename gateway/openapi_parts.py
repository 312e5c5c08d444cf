"""The parts of the OpenAPI document that no schema describes."""

from typing import Any

from apispec import APISpec

from contracts.operation import ANYONE, OPEN, Operation
from contracts.refusals import CODES

_ALWAYS = ("internal_error", "overloaded", "unavailable")
_AUTHENTICATED = ("unauthenticated", "token_expired", "too_many_requests")
_WRITING = ("invalid_input", "malformed_body", "body_too_large", "unsupported_media_type")
_PROBLEM = "application/problem+json"


def components(spec: APISpec) -> None:
    """Security schemes, the problem schema, headers that many operations share."""
    spec.components.security_scheme(
        "token", {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
    )
    spec.components.security_scheme(
        "refresh",
        {
            "type": "apiKey",
            "in": "cookie",
            "name": "loupan_refresh",
            "description": "By TLS and outside loopback it is called `__Secure-loupan_refresh`.",
        },
    )
    text = {"type": "string"}
    spec.components.schema(
        "Problem",
        {
            "type": "object",
            "required": ["type", "title", "status", "code", "request_id"],
            "properties": {
                "type": text | {"format": "uri"},
                "title": text,
                "status": {"type": "integer"},
                "code": text,
                "detail": text,
                "details": {"type": "object"},
                "request_id": text,
                "errors": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["field", "message"],
                        "properties": {"field": text, "message": text},
                    },
                },
            },
        },
    )
    spec.components.parameter(
        "IdempotencyKey",
        "header",
        {
            "name": "Idempotency-Key",
            "description": "A repeat under the same key gets the first answer; made when absent.",
            "schema": {"type": "string", "minLength": 1, "maxLength": 200},
            "example": "0193a5c8-6f70-7c1e-9a53-1f0c7f3c2b11",
        },
    )
    spec.components.header("RequestId", {"schema": text, "description": "Quote it in reports."})
    spec.components.header("IdempotencyKey", {"schema": text, "description": "The key in force."})


def problems(operation: Operation) -> dict[str, Any]:
    """One response per status, with the codes it may carry."""
    codes = {*_ALWAYS, "deadline_missed", *operation.refuses}
    codes |= set(_WRITING) if operation.writes else {"invalid_input"}
    if operation.permission != OPEN:
        codes |= {*_AUTHENTICATED} | ({"forbidden"} if operation.permission != ANYONE else set())
    by_status: dict[int, list[str]] = {}
    for code in sorted(codes & CODES.keys()):
        by_status.setdefault(CODES[code].kind.status, []).append(code)
    return {
        str(status): {
            "description": "; ".join(f"`{code}` {CODES[code].en}" for code in found),
            "headers": {"X-Request-Id": "RequestId"},
            "content": {_PROBLEM: {"schema": "Problem", "example": _example(status, found[0])}},
        }
        for status, found in sorted(by_status.items())
    }


def _example(status: int, code: str) -> dict[str, Any]:
    return {
        "type": f"urn:loupan:problem:{code}",
        "title": CODES[code].zh,
        "status": status,
        "code": code,
        "detail": CODES[code].zh,
        "details": {},
        "request_id": "0193a5c8-6f70-7c1e-9a53-1f0c7f3c2b11",
    }


def own_paths(label: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What the gateway answers itself; `label` is the schema of a text in both languages."""
    listening = {
        "operationId": "gateway_stream",
        "tags": ["gateway"],
        "summary": "Live changes as server-sent events: `{kind, id, project, version, status}`",
        "security": [{"token": []}],
        "parameters": [{"name": "Last-Event-ID", "in": "header", "schema": {"type": "string"}}],
        "responses": {
            "200": {
                "description": "Entries; `reset` when what was missed is not known any more",
                "content": {"text/event-stream": {"schema": {"type": "string"}}},
            }
        },
    }
    return {
        "/api/v1/stream": listening,
        "/api/v1/vocabulary": _plain(
            "vocabulary", "Words of enums with their labels", _map(_map(label))
        ),
        "/health/live": _plain("live", "The process answers", _object(live={"type": "boolean"})),
        "/health/ready": _plain(
            "ready",
            "Everything is there; 503 names what is missing",
            _object(ready={"type": "boolean"}, missing={"type": "array", "items": _TEXT}),
        ),
    }


def _plain(name: str, summary: str, shape: dict[str, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": shape}}
    return {
        "operationId": f"gateway_{name}",
        "tags": ["gateway"],
        "summary": summary,
        "security": [],
        "responses": {"200": {"description": summary, "content": content}},
    }


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": sorted(properties)}


def _map(values: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": values}


_TEXT = {"type": "string"}
