"""One HTTP request as the gateway's code sees it."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from starlette.types import Receive, Scope
from uuid6 import uuid7

from common.actor import Actor
from common.client import Client
from contracts.refusals import invalid_input
from gateway.refusals import doubled_header

_SANE_ID = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_SINGLE = frozenset(
    b"authorization content-length content-type cookie host idempotency-key last-event-id origin"
    b" range sec-fetch-site transfer-encoding user-agent x-forwarded-proto x-request-id".split()
)
"""Of these, which one counts must not depend on who reads them: a proxy, or us."""
_KEY = re.compile(r"[\x20-\x7e]{1,200}")


class Request:
    """`template` is the route's path with its parameters' names, for logs and metrics;
    `idempotency_key` is set on writes, `actor` once the token is verified, `known_as` where there
    is none and the service has to know whence it comes."""

    __slots__ = (
        "actor",
        "headers",
        "idempotency_key",
        "known_as",
        "method",
        "path",
        "path_values",
        "receive",
        "request_id",
        "scope",
        "template",
    )

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self.scope = scope
        self.receive = receive
        self.headers: dict[bytes, bytes] = dict(scope["headers"])
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.path_values: Mapping[str, str] = {}
        self.template = "(unknown)"
        self.actor: Actor | None = None
        self.known_as: Client | None = None
        self.idempotency_key: str | None = None
        given = self.header(b"x-request-id")
        self.request_id = given if given and _SANE_ID.fullmatch(given) else str(uuid7())

    def header(self, name: bytes) -> str | None:
        value = self.headers.get(name)
        return None if value is None else value.decode("latin-1")

    def check_headers(self) -> None:
        """Raises `doubled_header`."""
        if len(self.headers) == len(self.scope["headers"]):
            return
        seen: set[bytes] = set()
        for name, _ in self.scope["headers"]:
            if name in seen and name in _SINGLE:
                raise doubled_header(header=name.decode("latin-1").title())
            seen.add(name)

    @property
    def scheme(self) -> str:
        return str(self.scope.get("scheme", "http"))

    @property
    def host(self) -> str:
        """What the client believes our address is, with its port."""
        return self.header(b"host") or ""

    @property
    def cookies(self) -> str:
        return self.header(b"cookie") or ""

    @property
    def token(self) -> str | None:
        """The bearer token, if one was sent."""
        scheme, _, token = (self.header(b"authorization") or "").partition(" ")
        return token.strip() or None if scheme.lower() == "bearer" else None

    @property
    def client(self) -> str:
        """The client's address."""
        client: Any = self.scope.get("client")
        return str(client[0]) if client else "unknown"

    @property
    def query(self) -> list[tuple[str, str]]:
        return parse_qsl(self.scope["query_string"].decode("latin-1"), keep_blank_values=True)

    @property
    def language(self) -> str:
        """`zh` or `en`, whichever `Accept-Language` prefers; Chinese first."""
        best, found = 0.0, "zh"
        for part in (self.header(b"accept-language") or "").split(","):
            tag, _, quality = part.strip().lower().partition(";q=")
            weight = _weight(quality)
            if tag[:2] in ("zh", "en") and weight > best:
                best, found = weight, tag[:2]
        return found

    def expect_key(self) -> None:
        """Take the client's idempotency key, or make one. Raises `invalid_input`."""
        given = self.header(b"idempotency-key")
        if given is not None and not _KEY.fullmatch(given):
            allowed = "1–200 printable ASCII characters"
            raise invalid_input(fields={"Idempotency-Key": [f"Must be {allowed}."]})
        self.idempotency_key = given or str(uuid7())


def _weight(quality: str) -> float:
    try:
        return float(quality) if quality else 1.0
    except ValueError:
        return 0.0
