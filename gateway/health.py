"""Is it alive, is it ready, and what is missing."""

import asyncio
from collections.abc import Callable, Mapping
from time import monotonic

import orjson
from starlette.responses import Response

from contracts.health import PINGS
from contracts.operation import Operation
from contracts.refusals import Refusal
from gateway.log_watch import LogWatch
from gateway.request import Request
from gateway.rpc import Caller, Rpc

_SECONDS_KEPT = 1.0


class Health:
    """`/health/live` and `/health/ready`; the latter asks every service, at most once a second."""

    def __init__(
        self,
        rpc: Rpc,
        *,
        stopping: Callable[[], bool],
        pings: Mapping[str, Operation] = PINGS,
        log: LogWatch | None = None,
    ) -> None:
        self._rpc = rpc
        self._stopping = stopping
        self._pings = pings
        self._log = log
        self._missing: list[str] = []
        self._asked_at = float("-inf")

    async def live(self, request: Request) -> Response:
        """The process answers."""
        return _json({"live": True}, 200)

    async def ready(self, request: Request) -> Response:
        """200 when broker, every service and its database are there and the event log goes on; 503
        names what is missing."""
        if monotonic() - self._asked_at >= _SECONDS_KEPT:
            self._asked_at = monotonic()
            self._missing = await self._find_missing(request)
        missing = ["this process is stopping"] if self._stopping() else self._missing
        return _json({"ready": not missing, "missing": missing}, 503 if missing else 200)

    async def _find_missing(self, request: Request) -> list[str]:
        if not self._rpc.ready:
            return ["broker"]
        names = list(self._pings)
        states = await asyncio.gather(*(self._lacks(name, request) for name in names))
        missing = [state for state in states if state]
        return [*missing, "event log"] if self._log and self._log.stands else missing

    async def _lacks(self, service: str, request: Request) -> str | None:
        try:
            pong = await self._rpc.ask(self._pings[service], {}, Caller(request.request_id))
        except Refusal:
            return service
        return None if pong.get("database") else f"{service}: database"


def _json(body: Mapping[str, object], status: int) -> Response:
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": "2"} if status == 503 else {})
    return Response(orjson.dumps(body), status, headers, media_type="application/json")
