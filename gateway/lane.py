"""A bounded queue before something that only so many may do at a time."""

import asyncio
from typing import Self

from gateway.refusals import overloaded


class Lane:
    """`async with lane:` waits for one of `at_once` turns, first come first served.

    Raises `overloaded` at once when `waiting` others wait already, or after `seconds`.
    """

    def __init__(self, at_once: int, *, waiting: int, seconds: float) -> None:
        self._turns = asyncio.Semaphore(at_once)
        self._most_waiting = waiting
        self._seconds = seconds
        self.waiting = 0

    async def __aenter__(self) -> Self:
        if self.waiting >= self._most_waiting:
            raise overloaded(retry_after=self._seconds)
        self.waiting += 1
        try:
            async with asyncio.timeout(self._seconds):
                await self._turns.acquire()
        except TimeoutError:
            raise overloaded(retry_after=self._seconds) from None
        finally:
            self.waiting -= 1
        return self

    async def __aexit__(self, *_: object) -> None:
        self._turns.release()
