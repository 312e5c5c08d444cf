"""What the person at the console sees: progress, and every process's log with its name in front."""

import re
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_WIDTH = 10
_WRITING = threading.Lock()
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_REQUESTS = re.compile(r" INFO +(GET|POST|PUT|PATCH|DELETE) /")
_ALARMS = re.compile(r"\[critical\]|resource limit alarm|FATAL|PANIC")


def say(text: str, name: str = "loupan") -> None:
    # A console that was closed (`make run | head`) must not stop the platform.
    with _WRITING, suppress(BrokenPipeError, ValueError, OSError):
        sys.stdout.write(f"{name:<{_WIDTH}} | {text}\n")
        sys.stdout.flush()


class Follower:
    """Shows lines as they are added to log files, from now on; follows a file that is rotated.

    Of a file in `quiet` only the alarms; requests that went well stay in the gateway's file.
    """

    def __init__(self, files: Iterable[Path], quiet: Iterable[Path] = ()) -> None:
        self._logs = [_Log(file) for file in files] + [_Log(file, _ALARMS) for file in quiet]
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="console")

    def __enter__(self) -> "Follower":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(0.2):
            self._show()
        self._show()

    def _show(self) -> None:
        for log in self._logs:
            for line in log.new_lines():
                say(line, log.name)


class _Log:
    def __init__(self, file: Path, pattern: re.Pattern[str] = re.compile(r"\S")) -> None:
        self.name = file.stem
        self._pattern = pattern
        self._file = file
        self._unfinished = ""
        self._position = file.stat().st_size if file.exists() else 0

    def new_lines(self) -> list[str]:
        if not self._file.exists():
            return []
        text = self._unfinished + self._read()
        *lines, self._unfinished = text.split("\n")
        shown = (line for line in lines if self._pattern.search(line))
        return [_COLOURS.sub("", line) for line in shown if not _REQUESTS.search(line)]

    def _read(self) -> str:
        size = self._file.stat().st_size
        if size < self._position:
            self._position = 0
        if size == self._position:
            return ""
        with open(self._file, errors="replace") as stream:
            stream.seek(self._position)
            text = stream.read()
            self._position = stream.tell()
        return text
