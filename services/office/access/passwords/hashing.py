"""Hashing, in threads of its own and for a bounded number of callers.

A hash takes 19 MiB and 30 ms of a core. Each thread that ever computed one keeps its memory: glibc
takes blocks of that size from the thread's own arena once the first of them was freed, and returns
none. So office has two such threads, not eventlet's twenty (which kept 380 MiB), and callers beyond
those who wait are refused at once: a caller who waits occupies a worker that others need.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from common import settings
from common.aside import aside, limited
from contracts.office.access.passwords import logins_busy

THREADS = 2
RETRY_SECONDS = 2


class HashingPool:
    """At most `threads` hash at a time, and `waiting` more wait for that."""

    def __init__(self, threads: int, waiting: int) -> None:
        self._turns = limited(threads)
        self._most = threads + waiting
        self._inside = 0

    @contextmanager
    def place(self) -> Iterator["HashingPool"]:
        """For everything around the hashing too. Raises `logins_busy` when all places are taken."""
        if self._inside >= self._most:
            raise logins_busy(retry_after=RETRY_SECONDS)
        self._inside += 1
        try:
            yield self
        finally:
            self._inside -= 1

    def run(self, work: Callable[..., Any], *arguments: Any) -> Any:
        """`work(*arguments)` in a thread, when its turn has come."""
        with self._turns:
            return aside(work, *arguments)


HASHING = HashingPool(THREADS, settings.hashing_queue())
