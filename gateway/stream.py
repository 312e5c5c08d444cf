"""The live stream (G-04): what changed, so that browsers fetch what they need (design §10).

An entry is `{kind, id, project, version, status}`. It goes to those whose right on the source's
things reaches it: by project, by person, or all.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from common import clock, tokens
from common.actor import Actor
from contracts.operation import ANYONE
from contracts.refusals import unavailable
from gateway.access import Access
from gateway.entries import Audience, Entry, audiences_of, entry_of
from gateway.refusals import too_many_requests
from gateway.request import Request

KEPT = 10_000
_MOST_BEHIND = 1_000
_MOST_PER_PERSON = 20
_SECONDS_TO_SEND = 30.0
_log = logging.getLogger(__name__)


@dataclass(eq=False)
class _Subscriber:
    by: Actor
    audiences: frozenset[Audience]
    queue: "asyncio.Queue[bytes | None]"

    def offer(self, block: bytes) -> bool:
        """Whether there was room; whoever is too slow is dropped, and resumes."""
        if self.queue.qsize() >= _MOST_BEHIND:
            return False
        self.queue.put_nowait(block)
        return True

    def end(self) -> None:
        self.queue.put_nowait(None)


class Stream:
    """The last entries, and everybody who listens."""

    def __init__(self, access: Access, *, heartbeat_seconds: float) -> None:
        self._access = access
        self.heartbeat_seconds = heartbeat_seconds
        self._ring: OrderedDict[str, Entry] = OrderedDict()
        self._last_id = self._origin = str(uuid4())
        self._listeners: dict[Audience, set[_Subscriber]] = {}
        self._closed = False
        self.subscribers: set[_Subscriber] = set()

    def tell(self, envelope: Mapping[str, Any]) -> None:
        """Keep an event's entry and offer it to everybody it concerns."""
        entry = entry_of(envelope)
        self._ring[entry.event_id] = entry
        self._last_id = entry.event_id
        if len(self._ring) > KEPT:
            self._origin, _ = self._ring.popitem(last=False)
        for subscriber in self._concerned(entry):
            if not subscriber.offer(entry.block):
                self._drop(subscriber)

    def reset(self) -> None:
        """Forget everything: entries may be missing. Listeners are told to fetch anew."""
        self._ring.clear()
        self._last_id = self._origin = str(uuid4())
        for subscriber in list(self.subscribers):
            if not subscriber.offer(self._reset_block()):
                self._drop(subscriber)

    def end_sessions(self, staff_id: UUID, session_id: UUID | None) -> None:
        """Close the streams of somebody whose sessions, or one of them, were revoked."""
        for subscriber in list(self.subscribers):
            by = subscriber.by
            if by.staff_id == staff_id and session_id in (None, by.session_id):
                self._drop(subscriber)

    def close(self) -> None:
        """End every stream and open no more: the process stops."""
        self._closed = True
        for subscriber in list(self.subscribers):
            self._drop(subscriber)

    async def listen(self, request: Request) -> Response:
        """`GET /api/v1/stream`: server-sent events from `Last-Event-ID` on."""
        self._access.admit(request, ANYONE)
        if self._closed:
            raise unavailable()
        by, token = request.actor, request.token
        assert by is not None
        assert token is not None
        if sum(other.by.id == by.id for other in self.subscribers) >= _MOST_PER_PERSON:
            raise too_many_requests()
        subscriber = _Subscriber(by, audiences_of(by), asyncio.Queue())
        subscriber.queue.put_nowait(self._missed(subscriber, request.header(b"last-event-id")))
        return _Listening(self, subscriber, tokens.verify(token, clock.now())["exp"])

    def _missed(self, subscriber: _Subscriber, last_id: str | None) -> bytes:
        """What came after `last_id`, or `reset`; without one, only the place to resume from."""
        if last_id is None:
            return f": listening\nid: {self._last_id}\n\n".encode()
        if last_id not in self._ring and last_id != self._origin:
            return self._reset_block()
        missed = []
        for event_id, entry in reversed(self._ring.items()):
            if event_id == last_id:
                break
            if not subscriber.audiences.isdisjoint(entry.audiences):
                missed.append(entry.block)
        return b": resumed\n\n" + b"".join(reversed(missed))

    def heartbeat(self) -> bytes:
        """Keeps the connection, and moves the place to resume from past others' entries."""
        return f": heartbeat\nid: {self._last_id}\n\n".encode()

    def _reset_block(self) -> bytes:
        return f"event: reset\nid: {self._last_id}\ndata: {{}}\n\n".encode()

    def _concerned(self, entry: Entry) -> set[_Subscriber]:
        return set().union(*(self._listeners.get(one, ()) for one in entry.audiences))

    def add(self, subscriber: _Subscriber) -> None:
        self.subscribers.add(subscriber)
        for audience in subscriber.audiences:
            self._listeners.setdefault(audience, set()).add(subscriber)

    def remove(self, subscriber: _Subscriber) -> None:
        self.subscribers.discard(subscriber)
        for audience in subscriber.audiences:
            listeners = self._listeners.get(audience, set())
            listeners.discard(subscriber)
            if not listeners:
                self._listeners.pop(audience, None)

    def _drop(self, subscriber: _Subscriber) -> None:
        self.remove(subscriber)
        subscriber.end()


class _Listening(Response):
    """One open stream: until the client leaves, its token ends or it is dropped."""

    media_type = "text/event-stream"

    def __init__(self, stream: Stream, subscriber: _Subscriber, token_ends: float) -> None:
        super().__init__(headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
        del self.headers["Content-Length"]
        self._stream = stream
        self._subscriber = subscriber
        self._token_ends = token_ends

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._stream.add(self._subscriber)
        leaving = asyncio.ensure_future(self._end_when_gone(receive))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            async for blocks in self._blocks():
                async with asyncio.timeout(_SECONDS_TO_SEND):
                    await send({"type": "http.response.body", "body": blocks, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        except TimeoutError:
            _log.info("a listener that does not read was dropped")
        finally:
            leaving.cancel()
            self._stream.remove(self._subscriber)

    async def _end_when_gone(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self._subscriber.end()

    async def _blocks(self) -> AsyncIterator[bytes]:
        queue = self._subscriber.queue
        while (left := self._token_ends - clock.now().timestamp()) > 0:
            try:
                async with asyncio.timeout(min(left, self._stream.heartbeat_seconds)):
                    blocks = [await queue.get()]
            except TimeoutError:
                yield self._stream.heartbeat()
                continue
            while not queue.empty():
                blocks.append(queue.get_nowait())
            yield b"".join(block for block in blocks if block is not None)
            if None in blocks:
                return
