"""Cached boards (销控表): one per project and visibility, as bytes ready to send (design §10).

A change marks the project's boards; the next reader starts one rebuild, at most every 200 ms.
A marked board is served for at most one second, an unmarked one for ten: if the relay were down, we
would not hear of changes. Everything goes when events may have been missed.
"""

import asyncio
import gzip
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

import orjson
from starlette.responses import Response

from common.actor import Actor
from contracts.refusals import Forbidden, NotFound, Unauthenticated, not_found
from gateway.operations import Operations
from gateway.request import Request
from gateway.routing import Route

_SECONDS_BETWEEN_REBUILDS = 0.2
_SECONDS_MARKED = 0.8
_SECONDS_UNHEARD = 0.8
_SECONDS_UNMARKED = 10.0
_COMPRESSION = 5
_MOST_BOARDS = 200

Key = tuple[str, bool]
"""A project, and whether its floor prices may be seen."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of a board, in both encodings."""

    digest: str
    plain: bytes
    packed: bytes
    asked_at: float

    def answer(self, request: Request) -> Response:
        """200 with the board, or 304 when the reader has it."""
        packed = "gzip" in (request.header(b"accept-encoding") or "")
        etag = f'"{self.digest}-gzip"' if packed else f'"{self.digest}"'
        headers = {
            "ETag": etag,
            "Cache-Control": "private, no-cache",
            "Vary": "Accept-Encoding, Authorization",
        }
        if self.digest in (request.header(b"if-none-match") or ""):
            return Response(None, 304, headers)
        if packed:
            headers["Content-Encoding"] = "gzip"
        return Response(
            self.packed if packed else self.plain, 200, headers, media_type="application/json"
        )


@dataclass(slots=True)
class _Board:
    """`marked_at`: the first change that the snapshot may lack; `changed_at`: the last one."""

    snapshot: Snapshot | None = None
    marked_at: float | None = None
    changed_at: float = 0.0
    rebuild: "asyncio.Task[Snapshot] | None" = None

    def mark(self, at: float) -> None:
        self.changed_at = at
        if self.marked_at is None:
            self.marked_at = at

    def keep(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.marked_at = snapshot.asked_at if self.changed_at >= snapshot.asked_at else None


class Boards:
    """The endpoint of `GET /api/v1/projects/{project_id}/board`."""

    def __init__(self, operations: Operations, *, hears_changes: Callable[[], bool]) -> None:
        self._operations = operations
        self._hears_changes = hears_changes
        self._boards: dict[Key, _Board] = {}
        self.rebuilds = 0

    def mark(self, project_id: str) -> None:
        """Something changed in the project."""
        now = _now()
        for may_see_floor in (False, True):
            board = self._boards.get((project_id, may_see_floor))
            if board is not None:
                board.mark(now)

    def drop_all(self) -> None:
        """Changes may have been missed."""
        self._boards.clear()

    async def read(self, route: Route, request: Request) -> Response:
        """The board as the actor may see it; with filters, the service's own answer. Raises
        `not_found` outside the actor's projects, and what asking inventory raises."""
        by = request.actor
        assert by is not None
        project = _project(request.path_values["project_id"], by)
        if request.scope["query_string"]:
            return await self._operations.perform(route, request)
        key = str(project), by.covers("price.read_floor", project=project)
        snapshot = await self._fresh(key, route, request)
        return snapshot.answer(request)

    async def _fresh(self, key: Key, route: Route, request: Request) -> Snapshot:
        board = self._boards.get(key)
        if board is None:
            if len(self._boards) >= _MOST_BOARDS:
                self._boards.clear()
            board = self._boards[key] = _Board()
        starts = self._due(board)
        if starts:
            self._start(board, key, route, request)
        if board.snapshot is not None and not self._too_old(board, board.snapshot):
            return board.snapshot
        if board.rebuild is None:
            self._start(board, key, route, request)
            starts = True
        assert board.rebuild is not None
        try:
            return await asyncio.shield(board.rebuild)
        except (Unauthenticated, Forbidden, NotFound):
            if starts:
                raise
        # refused to whoever started it; this reader tries with its own token
        own = await self._build(key, route, request)
        board.keep(own)
        return own

    def _due(self, board: _Board) -> bool:
        if board.rebuild is not None:
            return False
        if board.snapshot is None:
            return True
        age = _now() - board.snapshot.asked_at
        if board.marked_at is not None:
            return age >= _SECONDS_BETWEEN_REBUILDS
        return age >= self._kept_unmarked()

    def _too_old(self, board: _Board, snapshot: Snapshot) -> bool:
        now = _now()
        if board.marked_at is not None and now - board.marked_at >= _SECONDS_MARKED:
            return True
        return now - snapshot.asked_at >= self._kept_unmarked()

    def _kept_unmarked(self) -> float:
        return _SECONDS_UNMARKED if self._hears_changes() else _SECONDS_UNHEARD

    def _start(self, board: _Board, key: Key, route: Route, request: Request) -> None:
        board.rebuild = asyncio.ensure_future(self._build(key, route, request))
        board.rebuild.add_done_callback(lambda task: _finish(board, task))

    async def _build(self, key: Key, route: Route, request: Request) -> Snapshot:
        self.rebuilds += 1
        asked_at = _now()
        answer = await self._operations.call(route, request, {"project_id": key[0]})
        plain = orjson.dumps(answer)
        packed = await asyncio.to_thread(gzip.compress, plain, _COMPRESSION, mtime=0)
        return Snapshot(sha256(plain).hexdigest()[:32], plain, packed, asked_at)


def _finish(board: _Board, task: "asyncio.Task[Snapshot]") -> None:
    board.rebuild = None
    if not task.cancelled() and task.exception() is None:
        board.keep(task.result())


def _project(project_id: str, by: Actor) -> UUID:
    try:
        project = UUID(project_id)
    except ValueError:
        raise not_found(what="project") from None
    if not by.covers("board.read", project=project):
        raise not_found(what="project")
    return project


def _now() -> float:
    return asyncio.get_running_loop().time()
