"""The gateway as one ASGI application: parts put together, requests sent to their endpoint."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from time import perf_counter
from typing import Any
from uuid import UUID

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from common import clock, logs
from contracts.health import PINGS
from contracts.operation import Operation
from contracts.parking import SERVICES
from contracts.refusals import Refusal
from gateway import measures, pages
from gateway.access import Access
from gateway.board import Boards
from gateway.broker import Broker
from gateway.feed import Feed
from gateway.health import Health
from gateway.lane import Lane
from gateway.log_watch import LogWatch
from gateway.openapi import document
from gateway.operations import Operations
from gateway.payload import Disconnected
from gateway.presence import Presence
from gateway.pressure import Pressure
from gateway.problems import problem
from gateway.protection import HSTS, Protection
from gateway.refusals import internal_error, method_not_allowed, no_such_path
from gateway.request import Request
from gateway.routing import Endpoint, Route, Table, Target
from gateway.rpc import Rpc
from gateway.session import Sessions
from gateway.settings import Settings
from gateway.stream import Stream
from gateway.web import Web

SpecialEndpoint = Callable[[Route, Request], Awaitable[Response]]
_LOGINS_WAITING = 500
_LOGIN_SECONDS = 4.0
_log = logging.getLogger(__name__)


class Gateway:
    """Everything that lives as long as the process."""

    def __init__(
        self,
        settings: Settings,
        routes: Sequence[Route],
        *,
        services: Sequence[str] = SERVICES,
        pings: Mapping[str, Operation] = PINGS,
    ) -> None:
        self._stopping = False
        self.access = Access(
            per_actor=settings.requests_per_second, anonymous=settings.anonymous_per_second
        )
        self.presence = Presence(services, most_queued=settings.queued_per_service)
        pressure = Pressure(settings.longest_wait)
        self.rpc = Rpc(self.presence, pressure, most_pending=settings.pending_per_service)
        self.stream = Stream(self.access, heartbeat_seconds=settings.heartbeat_seconds)
        self.feed = Feed(services, heard=self._heard, connected=self._connected)
        self._operations = Operations(self.rpc)
        self.boards = Boards(self._operations, hears_changes=partial(self.feed.hears, "inventory"))
        self._protection = Protection(secure=settings.secure_cookies, origins=settings.origins)
        self.logins = Lane(settings.logins_at_once, waiting=_LOGINS_WAITING, seconds=_LOGIN_SECONDS)
        self._sessions = Sessions(self._operations.call, self._protection, self.logins)
        log = LogWatch(self.rpc)
        self._health = Health(self.rpc, stopping=lambda: self._stopping, pings=pings, log=log)
        self._broker = Broker(
            settings.amqp_uri, [self.rpc.serve, self.presence.serve, self.feed.serve, log.serve]
        )
        self._web = Web()
        self._table = self._built_table(routes)
        self._connection: asyncio.Task[None] | None = None
        measures.watch(self.rpc, self.stream, self.boards)

    async def start(self) -> None:
        """Begin to connect; requests are answered meanwhile, with 503 where a service is needed."""
        self._connection = asyncio.ensure_future(self._broker.run())

    def drain(self) -> None:
        """The process is about to stop: not ready any more, streams end."""
        self._stopping = True
        self.stream.close()

    async def stop(self) -> None:
        """Leave the broker, once the requests in hand are answered."""
        if self._connection is not None:
            self._connection.cancel()
            await asyncio.gather(self._connection, return_exceptions=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        began = perf_counter()
        request = Request(scope, receive)
        logs.request_id.set(request.request_id)
        response = await self._answered(request)
        headers = response.raw_headers
        headers.append((b"x-request-id", request.request_id.encode()))
        headers.append((b"x-content-type-options", b"nosniff"))
        if self._protection.is_secure(request):
            headers.append(HSTS)
        if request.idempotency_key is not None:
            headers.append((b"idempotency-key", request.idempotency_key.encode()))
        await response(scope, receive, send)
        measures.note(request, response.status_code, perf_counter() - began)

    async def _answered(self, request: Request) -> Response:
        try:
            request.check_headers()
            target = self._find(request)
            return await target.endpoint(request)
        except Refusal as refusal:
            return problem(refusal, request)
        except Disconnected:
            return Response(status_code=400)
        except Exception:
            _log.exception("a request failed")
            return problem(internal_error(), request)

    def _find(self, request: Request) -> Target:
        targets, values = self._table.find(request.path)
        if not targets:
            page = self._web.page(request)
            if page is None:
                raise no_such_path()
            request.template = page.template
            return page
        target = targets.get("GET" if request.method == "HEAD" else request.method)
        if target is None:
            raise method_not_allowed(allowed=", ".join(sorted(targets)))
        request.template = target.template
        request.path_values = dict(zip(target.parameters, values, strict=True))
        if target.route is not None and target.route.operation.writes:
            request.expect_key()
        return target

    def _built_table(self, routes: Sequence[Route]) -> Table:
        table = Table()
        for route in routes:
            endpoint: Endpoint = partial(self._operate, self._endpoint_of(route.operation), route)
            table.add(route.method, Target(route.path, endpoint, route.parameters, route))
        own: dict[str, Endpoint] = {
            "/api/v1/stream": self.stream.listen,
            "/api/v1/vocabulary": pages.vocabulary,
            "/health/live": self._health.live,
            "/health/ready": self._health.ready,
            "/openapi.json": document(routes),
            **pages.pages(),
            **self._web.endpoints(),
        }
        for path, page in own.items():
            table.add("GET", Target(path, page))
        return table

    def _endpoint_of(self, operation: Operation) -> SpecialEndpoint:
        special: dict[str, SpecialEndpoint] = {
            "office.log_in": self._sessions.log_in,
            "office.refresh_session": self._sessions.refresh,
            "office.log_out": self._sessions.log_out,
            "inventory.read_board": self.boards.read,
        }
        return special.get(operation.key, self._operations.perform)

    async def _operate(self, endpoint: SpecialEndpoint, route: Route, request: Request) -> Response:
        self.access.admit(request, route.operation.permission)
        return await endpoint(route, request)

    def _heard(self, envelope: dict[str, Any]) -> None:
        """An event of any service."""
        project_id = envelope.get("project_id")
        if envelope["source"] == "inventory" and project_id:
            self.boards.mark(project_id)
        if envelope["source"] == "office" and envelope["type"] == "sessions_revoked":
            self._revoke(envelope["data"])
        self.stream.tell(envelope)

    def _revoke(self, data: Mapping[str, Any]) -> None:
        staff_id = UUID(data["staff_id"])
        session_id = UUID(data["session_id"]) if data.get("session_id") else None
        not_before = datetime.fromisoformat(data["not_before"])
        self.access.revoke(staff_id, session_id, not_before, clock.now())
        self.stream.end_sessions(staff_id, session_id)

    def _connected(self) -> None:
        """Events may have been missed."""
        self.boards.drop_all()
        self.stream.reset()

    async def _live(self, receive: Receive, send: Send) -> None:
        """The ASGI lifespan."""
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await self.start()
                await send({"type": "lifespan.startup.complete"})
            else:
                await self.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return
