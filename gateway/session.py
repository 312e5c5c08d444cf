"""Log in, refresh, log out: the refresh token lives in a cookie scripts can't read (design §7).

Office's operations take and answer it as a field; here it moves between that field and the cookie.
"""

from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

import orjson
from starlette.responses import Response

from contracts.refusals import unauthenticated
from gateway.operations import Call
from gateway.payload import read
from gateway.request import Request
from gateway.routing import Route

COOKIE = "loupan_refresh"
PATH = "/api/v1/session"


class Sessions:
    """The endpoints of `/api/v1/session`."""

    def __init__(self, call: Call, *, secure: bool) -> None:
        self._call = call
        self._secure = secure

    async def log_in(self, route: Route, request: Request) -> Response:
        payload = await read(route, request)
        return self._opened(await self._call(route, request, payload), route)

    async def refresh(self, route: Route, request: Request) -> Response:
        """Raises `unauthenticated` without the cookie."""
        token = refresh_token(request)
        if token is None:
            raise unauthenticated()
        return self._opened(await self._call(route, request, {"refresh_token": token}), route)

    async def log_out(self, route: Route, request: Request) -> Response:
        """Ends the session, if there is one, and always takes the cookie away."""
        token = refresh_token(request)
        if token is not None:
            await self._call(route, request, {"refresh_token": token})
        response = Response(status_code=204)
        response.delete_cookie(
            COOKIE, path=PATH, secure=self._secure, httponly=True, samesite="strict"
        )
        return response

    def _opened(self, answer: Mapping[str, Any], route: Route) -> Response:
        visible = {name: value for name, value in answer.items() if name != "refresh_token"}
        response = Response(
            orjson.dumps(visible),
            route.status,
            {"Cache-Control": "no-store"},
            media_type="application/json",
        )
        response.set_cookie(
            COOKIE,
            answer["refresh_token"],
            path=PATH,
            secure=self._secure,
            httponly=True,
            samesite="strict",
        )
        return response


def refresh_token(request: Request) -> str | None:
    """The refresh token in the request's cookie."""
    cookies: SimpleCookie = SimpleCookie()
    try:
        cookies.load(request.header(b"cookie") or "")
    except CookieError:
        return None
    return cookies[COOKIE].value if COOKIE in cookies else None
