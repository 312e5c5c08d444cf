"""From an HTTP request to an operation's answer: admit, read, ask, answer."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import orjson
from starlette.responses import Response

from gateway.files import attached
from gateway.limits import Uploads
from gateway.payload import read
from gateway.request import Request
from gateway.routing import Route
from gateway.rpc import Caller, Rpc

Call = Callable[[Route, Request, Mapping[str, Any]], Awaitable[Any]]
"""Asks a route's operation on behalf of the request's actor."""


class Operations:
    """The endpoint of every route that has no endpoint of its own."""

    def __init__(self, rpc: Rpc) -> None:
        self._rpc = rpc
        self._uploads = Uploads()

    async def call(self, route: Route, request: Request, payload: Mapping[str, Any]) -> Any:
        """What the service answers. Raises its refusal, or what `Rpc.ask` raises."""
        token = request.actor.token if request.actor else None
        caller = Caller(request.request_id, token, request.idempotency_key, request.known_as)
        return await self._rpc.ask(route.operation, payload, caller)

    async def perform(self, route: Route, request: Request) -> Response:
        if route.body == "json":
            answer = await self.call(route, request, await read(route, request))
        else:
            with self._uploads.one_of(request.actor.id if request.actor else request.client):
                answer = await self.call(route, request, await read(route, request))
        if route.status == 204:
            return Response(status_code=204)
        if route.answer == "file":
            return attached(answer)
        return Response(
            orjson.dumps(answer),
            route.status,
            {"Cache-Control": "no-store"},
            media_type="application/json",
        )
