"""A browser's side of the live stream."""

import queue
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import httpx
import orjson

from tests.loopback import PLAIN


@dataclass
class Block:
    """One block: `id`, `event`, the decoded `data`, comments."""

    id: str = ""
    event: str = ""
    data: Any = None
    comments: list[str] = field(default_factory=list)


class Listener:
    """Reads the stream in a thread; `next()` waits for the next block with data."""

    def __init__(self, url: str, headers: Mapping[str, str], last_id: str | None = None) -> None:
        self.last_id = last_id or ""
        """What a browser would send as `Last-Event-ID` now."""
        self.heartbeats = 0
        self.ended = threading.Event()
        self._blocks: queue.Queue[Block] = queue.Queue()
        self._open = threading.Event()
        resume = {"Last-Event-ID": last_id} if last_id is not None else {}
        self._client = httpx.Client(timeout=30, verify=PLAIN)
        request = self._client.build_request("GET", url, headers={**headers, **resume})
        self._response = self._client.send(request, stream=True)
        self.status = self._response.status_code
        self._thread = threading.Thread(target=self._read, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._open.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._response.close()
        self._client.close()
        self._thread.join(10)

    def next(self, seconds: float = 5.0) -> Block:
        return self._blocks.get(timeout=seconds)

    def nothing(self, seconds: float = 0.3) -> bool:
        """Whether no block with data comes for that long."""
        try:
            self._blocks.get(timeout=seconds)
        except queue.Empty:
            return True
        return False

    def _read(self) -> None:
        block = Block()
        try:
            for line in self._response.iter_lines():
                self._open.set()
                if line:
                    _add(block, line)
                    continue
                self.last_id = block.id or self.last_id
                self.heartbeats += "heartbeat" in block.comments
                if block.data is not None:
                    self._blocks.put(block)
                block = Block()
        except (httpx.HTTPError, httpx.StreamError, OSError, ValueError):
            pass
        self._open.set()
        self.ended.set()


def _add(block: Block, line: str) -> None:
    name, _, value = line.partition(": ")
    if not name:
        block.comments.append(value)
    elif line.startswith(": "):
        block.comments.append(line[2:])
    elif name == "data":
        block.data = orjson.loads(value)
    else:
        setattr(block, name, value)
