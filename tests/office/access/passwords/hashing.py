"""A program that hashes with everybody at once and tells how many MiB it took.

python -m tests.office.access.passwords.hashing pool|eventlet
"""

import re
import sys
from pathlib import Path

import eventlet

eventlet.monkey_patch()

from eventlet import patcher, tpool  # noqa: E402

from services.office.access.passwords.hashing import HashingPool  # noqa: E402
from services.office.access.passwords.rules import hashed  # noqa: E402

real_threading = patcher.original("threading")
HASHES = 60


def main(kind: str) -> None:
    hashed("warm up the modules")
    before = _most_kibibytes()
    if kind == "pool":
        pool = HashingPool(2, HASHES)
        with pool.place():
            work = [eventlet.spawn(pool.run, hashed, "a password") for _ in range(HASHES)]
    else:
        tpool.set_num_threads(20)
        together = real_threading.Barrier(20)

        def at_once() -> None:
            together.wait()
            hashed("a password")

        work = [eventlet.spawn(tpool.execute, at_once) for _ in range(HASHES)]
    for one in work:
        one.wait()
    print((_most_kibibytes() - before) // 1024)  # noqa: T201


def _most_kibibytes() -> int:
    """The most that this program had; `ru_maxrss` would count what started it."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found[1])


if __name__ == "__main__":
    main(sys.argv[1])
