"""What a parser might be made to do by a file, for `tests/foundation/test_confinement.py`."""

import os
import time
from pathlib import Path

from contracts.refusals import not_found


def length(content: bytes, **facts: str) -> dict[str, object]:
    return {"length": len(content), **facts}


def back(content: bytes) -> bytes:
    return content


def refuse(content: bytes) -> None:
    raise not_found(what="楼盘")


def fail(content: bytes) -> None:
    raise RuntimeError(content.decode())


def spin(content: bytes) -> None:
    while True:
        pass


def fill_memory(content: bytes) -> int:
    held = []
    while True:
        held.append(bytearray(16 << 20))


def sleep(content: bytes) -> None:
    time.sleep(3600)


def die(content: bytes) -> None:
    os.kill(os.getpid(), 11)


def environment(content: bytes) -> dict[str, str]:
    return dict(os.environ)


def write(content: bytes) -> str:
    """How far writing a file gets."""
    path = Path(content.decode())
    try:
        path.write_bytes(b"x")
    except OSError:
        return "refused"
    return "written"


def descriptors(content: bytes) -> list[str]:
    """What is open besides standard input, output and error."""
    found = []
    for number in os.listdir("/proc/self/fd"):
        try:
            target = os.readlink(f"/proc/self/fd/{number}")
        except FileNotFoundError:
            continue
        if int(number) > 2 and not target.endswith("/fd"):
            found.append(target)
    return found
