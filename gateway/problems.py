"""Refusals as problem details (RFC 9457): `application/problem+json` in the reader's language."""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson
from starlette.responses import Response

from contracts.refusals import Refusal, invalid_input
from contracts.vocabulary import VOCABULARY
from gateway.request import Request
from gateway.sentences import in_chinese

_RETRY_SECONDS = {429: 1, 503: 2}


def problem(refusal: Refusal, request: Request) -> Response:
    """The answer to a refused request: `type, title, status, code, detail, details, request_id`,
    and for invalid input `errors: [{field, message}]`."""
    language = request.language
    sentence = refusal.sentence(language, VOCABULARY)
    body = {
        "type": f"urn:loupan:problem:{refusal.code}",
        "title": sentence,
        "status": refusal.status,
        "code": refusal.code,
        "detail": sentence,
        "details": refusal.details,
        "request_id": request.request_id,
    }
    if refusal.code == invalid_input.name:
        errors = list(_errors(refusal.details.get("fields", {}), language))
        body["errors"] = errors
        body["detail"] = "; ".join(f"{e['field']}: {e['message']}" for e in errors) or sentence
    return Response(
        orjson.dumps(body, default=str),
        refusal.status,
        {"Content-Language": language} | _headers(refusal),
        media_type="application/problem+json",
    )


def _headers(refusal: Refusal) -> dict[str, str]:
    if refusal.status == 401:
        expired = refusal.code == "token_expired"
        return {"WWW-Authenticate": 'Bearer error="invalid_token"' if expired else "Bearer"}
    if refusal.status == 405:
        return {"Allow": str(refusal.details["allowed"])}
    if refusal.status in _RETRY_SECONDS:
        return {"Retry-After": str(_retry_after(refusal))}
    return {}


def _retry_after(refusal: Refusal) -> int:
    """Whole seconds; numbers in details arrive from a service as text."""
    try:
        return max(1, round(float(refusal.details["retry_after"])))
    except (KeyError, ValueError):
        return _RETRY_SECONDS[refusal.status]


def _errors(fields: Any, language: str, path: str = "") -> Iterator[dict[str, str]]:
    """marshmallow's nested messages, flattened: `rows.3.price`."""
    if isinstance(fields, Mapping):
        for name, inner in fields.items():
            here = path if name == "_schema" else f"{path}.{name}".lstrip(".")
            yield from _errors(inner, language, here)
        return
    for message in [fields] if isinstance(fields, str) else fields:
        if isinstance(message, Mapping):
            yield from _errors(message, language, path)
        else:
            text = str(message)
            yield {"field": path, "message": in_chinese(text) if language == "zh" else text}
