"""The load generator: requests made beforehand, sent over keep-alive connections from a process of
its own, so that measuring costs the measured machine little.

    with Generator() as generator:
        outcome = generator.run(Load(url, requests, connections=64))
        outcome = generator.run(Load(url, requests, connections=64, per_second=50))
        outcome = generator.run(Load(url, [read_board], connections=64, repeat=True, seconds=10))

Without `per_second` every connection sends its next request as soon as it has its answer.
"""

import asyncio
import json
from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from time import perf_counter, process_time
from typing import Any, NamedTuple, Self, cast
from urllib.parse import urlsplit

import uvloop

_END_OF_HEAD = b"\r\n\r\n"
_LENGTH = b"content-length: "
_SECONDS_TO_ANSWER = 30.0


@dataclass(frozen=True)
class Load:
    """`requests` as they go over the wire, in the order in which they are sent.

    `repeat`: begin anew at the end of the list. `seconds`: send nothing after that time.
    `per_second`: at that rate, whatever the answers take, as long as a connection is free.
    """

    url: str
    requests: Sequence[bytes]
    connections: int
    repeat: bool = False
    seconds: float | None = None
    per_second: float | None = None
    keep_bodies: bool = False


class Answer(NamedTuple):
    """`request` is the place in the list; moments are in seconds of the machine's own clock."""

    request: int
    status: int
    sent: float
    received: float
    body: bytes


@dataclass(frozen=True)
class Outcome:
    answers: list[Answer]
    lost: int
    """Requests without an answer: connections closed, or nothing within 30 s."""
    began: float
    ended: float
    cpu_seconds: float
    """Of the generator itself."""

    @property
    def seconds(self) -> float:
        return self.ended - self.began

    def count(self, *statuses: int) -> int:
        return sum(answer.status in statuses for answer in self.answers)

    def latencies(self, *statuses: int) -> list[float]:
        return [a.received - a.sent for a in self.answers if a.status in statuses]


def request(
    method: str,
    path: str,
    *,
    token: str | None = None,
    body: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """A request as it goes over the wire."""
    content = b"" if body is None else json.dumps(body, separators=(",", ":")).encode()
    lines = [f"{method} {path} HTTP/1.1", "host: bench", f"content-length: {len(content)}"]
    if body is not None:
        lines.append("content-type: application/json")
    if token:
        lines.append(f"authorization: Bearer {token}")
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join(lines).encode() + _END_OF_HEAD + content


class Generator:
    """Runs loads, up to two at once, each in a process."""

    def __enter__(self) -> Self:
        self._processes = ProcessPoolExecutor(2, mp_context=get_context("spawn"))
        return self

    def __exit__(self, *_: object) -> None:
        self._processes.shutdown()

    def run(self, load: Load) -> Outcome:
        """Returns when every request of the load is answered or given up."""
        return self.start(load).result()

    def start(self, load: Load) -> "Future[Outcome]":
        """The same without waiting."""
        return self._processes.submit(_run, load)


def _run(load: Load) -> Outcome:
    return uvloop.run(_Session(load).outcome())


class _Session:
    """One load under way."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._sent = 0
        self._idle: deque[_Connection] = deque()
        self._busy = 0
        self._began = 0.0
        self._over = asyncio.Event()
        self.answers: list[Answer] = []
        self.lost = 0

    async def outcome(self) -> Outcome:
        loop = asyncio.get_running_loop()
        target = urlsplit(self._load.url)
        host, port = target.hostname or "", target.port or 80
        for _ in range(self._load.connections):
            _, connection = await loop.create_connection(
                lambda: _Connection(self, self._load.keep_bodies), host, port
            )
            self._idle.append(connection)
        cpu = process_time()
        self._began = perf_counter()
        if self._load.per_second is None:
            self._send_all_idle()
        else:
            await self._send_at_rate(self._load.per_second)
        await self._answered()
        ended = max((answer.received for answer in self.answers), default=perf_counter())
        return Outcome(self.answers, self.lost, self._began, ended, process_time() - cpu)

    def _send_all_idle(self) -> None:
        for connection in list(self._idle):
            self._idle.popleft()
            self.next(connection)

    async def _send_at_rate(self, rate: float) -> None:
        while self._more():
            due = self._began + self._sent / rate
            await asyncio.sleep(due - perf_counter())
            while not self._idle:
                await asyncio.sleep(0.001)
            self.next(self._idle.popleft())

    async def _answered(self) -> None:
        known = -1
        while (self._busy or self._more()) and known != len(self.answers):
            known = len(self.answers)
            try:
                async with asyncio.timeout(_SECONDS_TO_ANSWER):
                    await self._over.wait()
            except TimeoutError:
                continue
        self.lost += self._busy

    def _more(self) -> bool:
        load = self._load
        if load.seconds is not None and perf_counter() - self._began >= load.seconds:
            return False
        return load.repeat or self._sent < len(load.requests)

    def next(self, connection: "_Connection") -> None:
        """Send the next request on it, or rest."""
        if self._more():
            number = self._sent % len(self._load.requests)
            self._sent += 1
            self._busy += 1
            connection.send(number, self._load.requests[number])
        elif not self._busy:
            self._over.set()

    def answered(self, connection: "_Connection", answer: Answer) -> None:
        self.answers.append(answer)
        self._busy -= 1
        if self._load.per_second is None:
            self.next(connection)
        else:
            self._idle.append(connection)
            if not self._busy and not self._more():
                self._over.set()

    def broke(self, *, waiting: bool) -> None:
        if waiting:
            self._busy -= 1
            self.lost += 1
        if not self._busy:
            self._over.set()


class _Connection(asyncio.Protocol):
    """One keep-alive connection: a request, its answer, the next."""

    def __init__(self, session: _Session, keep_bodies: bool) -> None:
        self._session = session
        self._keep_bodies = keep_bodies
        self._request = -1
        self._sent = 0.0
        self._head = b""
        self._status = 0
        self._left = -1
        self._body: list[bytes] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self._session.broke(waiting=self._request >= 0)

    def send(self, number: int, data: bytes) -> None:
        self._request = number
        self._sent = perf_counter()
        self._transport.write(data)

    def data_received(self, data: bytes) -> None:
        if self._left < 0:
            self._head += data
            end = self._head.find(_END_OF_HEAD)
            if end < 0:
                return
            data = self._head[end + 4 :]
            self._read_head(self._head[:end])
            self._head = b""
        self._left -= len(data)
        if self._keep_bodies:
            self._body.append(data)
        if self._left == 0:
            self._finish()

    def _read_head(self, head: bytes) -> None:
        self._status = int(head[9:12])
        at = head.find(_LENGTH)
        without_body = at < 0 or self._status in (204, 304)
        self._left = 0 if without_body else int(head[at + len(_LENGTH) :].split(b"\r\n", 1)[0])

    def _finish(self) -> None:
        answer = Answer(
            self._request, self._status, self._sent, perf_counter(), b"".join(self._body)
        )
        self._request = self._left = -1
        self._body.clear()
        self._session.answered(self, answer)
