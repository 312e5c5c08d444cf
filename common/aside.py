"""Work that would hold up a service's loop, in a thread beside it: files, documents, hashing.

A service switches between its calls only where one waits for a socket. What computes, or waits for
a disk, goes through here; nothing else of a service knows how its calls take turns.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from eventlet import tpool
from eventlet.semaphore import Semaphore

Found = TypeVar("Found")


def aside(work: Callable[..., Found], *arguments: Any, **named: Any) -> Found:
    """What `work` answers or raises, from a thread; others are served meanwhile."""
    return cast(Found, tpool.execute(work, *arguments, **named))


def limited(threads: int) -> Semaphore:
    """Lets this process have so many threads; the turns to use them are taken by `with`."""
    tpool.set_num_threads(threads)
    return Semaphore(threads)
