"""Log in, refresh, log out: the refresh token lives in a cookie scripts can't read (design §7).

Office's operations take and answer it as a field; here it moves between that field and the cookie.
A second cookie says who has logged in on this device before; it lets nobody in.
"""

from collections.abc import Mapping
from typing import Any

import orjson
from starlette.responses import Response

from common.client import Client
from contracts.refusals import unauthenticated
from gateway.lane import Lane
from gateway.operations import Call
from gateway.payload import read
from gateway.protection import Protection
from gateway.refusals import doubled_header
from gateway.request import Request
from gateway.routing import Route

COOKIE = "loupan_refresh"
DEVICES = "loupan_devices"
PATH = "/api/v1/session"
_HIDDEN = ("refresh_token", "devices")
_DEVICE_SECONDS = 180 * 24 * 3600
_MOST_DEVICES = 1000
_MOST_AGENT = 200


class Sessions:
    """The endpoints of `/api/v1/session`. `turns` lets as many log-ins through as office can hash
    passwords for; more wait here, where a caller who waits costs nothing."""

    def __init__(self, call: Call, protection: Protection, turns: Lane) -> None:
        self._call = call
        self._protection = protection
        self._turns = turns

    async def log_in(self, route: Route, request: Request) -> Response:
        self._protection.check_origin(request)
        payload = await read(route, request)
        request.known_as = Client(
            request.client,
            (request.header(b"user-agent") or "")[:_MOST_AGENT],
            (self._cookie(request, DEVICES) or "")[:_MOST_DEVICES],
        )
        async with self._turns:
            answer = await self._call(route, request, payload)
        return self._opened(answer, route, request)

    async def refresh(self, route: Route, request: Request) -> Response:
        """Raises `unauthenticated` without the cookie."""
        self._protection.check_origin(request)
        token = self._cookie(request, COOKIE)
        if token is None:
            raise unauthenticated()
        answer = await self._call(route, request, {"refresh_token": token})
        return self._opened(answer, route, request)

    async def log_out(self, route: Route, request: Request) -> Response:
        """Ends the session, if there is one, and always takes the cookie away."""
        self._protection.check_origin(request)
        token = self._cookie(request, COOKIE)
        if token is not None:
            await self._call(route, request, {"refresh_token": token})
        response = Response(status_code=204)
        self._set(response, request, COOKIE, "", max_age=0)
        return response

    def _opened(self, answer: Mapping[str, Any], route: Route, request: Request) -> Response:
        visible = {name: value for name, value in answer.items() if name not in _HIDDEN}
        response = Response(
            orjson.dumps(visible),
            route.status,
            {"Cache-Control": "no-store"},
            media_type="application/json",
        )
        self._set(response, request, COOKIE, answer["refresh_token"])
        if answer.get("devices"):
            self._set(response, request, DEVICES, answer["devices"], max_age=_DEVICE_SECONDS)
        return response

    def _set(
        self,
        response: Response,
        request: Request,
        name: str,
        value: str,
        *,
        max_age: int | None = None,
    ) -> None:
        response.set_cookie(
            self._name(request, name),
            value,
            max_age=max_age,
            path=PATH,
            secure=self._protection.is_secure(request),
            httponly=True,
            samesite="strict",
        )

    def _name(self, request: Request, name: str) -> str:
        """The prefix has browsers refuse a cookie that something without TLS tries to plant."""
        return f"__Secure-{name}" if self._protection.is_secure(request) else name

    def _cookie(self, request: Request, name: str) -> str | None:
        """Raises `doubled_header` for one sent twice: which is ours can't be told."""
        full = self._name(request, name)
        pairs = [part.strip().partition("=") for part in request.cookies.split(";")]
        values = [value.strip('"') for found, _, value in pairs if found == full]
        if len(values) > 1:
            raise doubled_header(header=f"Cookie {full}")
        return values[0] if values else None
