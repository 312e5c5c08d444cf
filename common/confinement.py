"""Files from outside are taken apart in a process of their own, never in a service's.

    rows = confined(tables.read, ask.workbook, most_rows=5000)

The function is imported by name in a fresh interpreter with bounds on memory, processor time and
running time (`common/confined.py`), gets the file's bytes and JSON values, and answers
JSON values or bytes. Nothing but JSON comes back, so that a parser which was taken over can't reach
further; it has no environment, opens no file for writing and starts no process. A fresh interpreter
takes 0.1 s with docxtpl and lxml, 0.06 s without: nothing is kept warm.

Under eventlet only the calling green thread waits.
"""

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from contracts.files import file_beyond_bounds, file_unprocessable
from contracts.refusals import KINDS, unavailable

SECONDS = 25.0
CPU_SECONDS = 10
MEMORY_BYTES = 640 << 20
_AT_ONCE = 2
_PATIENCE_SECONDS = 15.0
_ROOT = Path(__file__).parents[1]
_ENVIRONMENT = {"LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
_places = threading.BoundedSemaphore(_AT_ONCE)
_log = logging.getLogger(__name__)


def confined(work: Callable[..., Any], content: bytes, **facts: Any) -> Any:
    """What `work(content, **facts)` answers. Raises its refusal, `file_beyond_bounds` where it is
    ended by a bound, `file_unprocessable` where it fails, `unavailable` when too many files wait.
    """
    order = {"module": work.__module__, "function": work.__qualname__, "facts": facts}
    if not _places.acquire(timeout=_PATIENCE_SECONDS):
        raise unavailable(service="files")
    try:
        reply = _reply(json.dumps(order).encode() + b"\n" + content)
    finally:
        _places.release()
    return _opened(work, reply)


def _reply(order: bytes) -> bytes:
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", "common.confined", str(CPU_SECONDS), str(MEMORY_BYTES)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env=_ENVIRONMENT,
            start_new_session=True,
        )
    except OSError as error:
        _log.warning("no process for a file", extra={"error": os.strerror(error.errno or 0)})
        raise unavailable(service="files") from None
    try:
        reply, _ = process.communicate(order, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        reply = b""
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            pipe.close()
    return reply


def _opened(work: Callable[..., Any], reply: bytes) -> Any:
    head, _, body = reply.partition(b"\n")
    try:
        told = json.loads(head)
    except ValueError:
        _log.warning("a file was beyond the bounds", extra={"work": work.__qualname__})
        raise file_beyond_bounds(field="file") from None
    if "refusal" in told:
        kind, code, details = told["refusal"]
        raise KINDS[kind](code, details)
    if "failure" in told:
        failure = {"work": work.__qualname__, "failure": told["failure"]}
        _log.warning("a file could not be processed", extra=failure)
        raise file_unprocessable(field="file")
    return body if told["bytes"] else told["answer"]
