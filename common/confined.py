"""The process in which one file is taken apart: `python -m common.confined SECONDS BYTES`, of
processor time and of memory.

Reads one line of JSON (module, function, facts) and the file from standard input; writes one line
of JSON and, for an answer in bytes, the bytes. Bounds itself before it reads.
"""

import importlib
import json
import os
import resource
import signal
import sys
import traceback
from typing import Any, NoReturn

from contracts.refusals import Refusal

_SECONDS = 30
"""More than the caller waits: for a process whose caller is gone."""


def _bound(cpu_seconds: int, memory_bytes: int) -> None:
    bounds = {
        resource.RLIMIT_AS: memory_bytes,
        resource.RLIMIT_CPU: cpu_seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_NPROC: 0,
    }
    for kind, most in bounds.items():
        _, hard = resource.getrlimit(kind)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))
    signal.setitimer(signal.ITIMER_REAL, _SECONDS)
    os.nice(5)


def _worked(order: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    work = getattr(importlib.import_module(order["module"]), order["function"])
    try:
        answer = work(content, **order["facts"])
    except Refusal as refusal:
        kind = type(refusal).__name__
        return {"refusal": [kind, refusal.code, refusal.details]}, b""
    except MemoryError:
        _end()
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        return {"failure": f"{type(error).__name__} in {where.name}:{where.lineno}"}, b""
    if isinstance(answer, bytes):
        return {"bytes": True}, answer
    return {"bytes": False, "answer": answer}, b""


def _end() -> NoReturn:
    """At once: without memory nothing can be written or cleaned up."""
    os._exit(1)


def main() -> None:
    _bound(int(sys.argv[1]), int(sys.argv[2]))
    order = json.loads(sys.stdin.buffer.readline())
    head, body = _worked(order, sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)
    sys.stdout.buffer.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
