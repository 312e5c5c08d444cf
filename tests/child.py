"""One process of a stack, with its log."""

import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from deploy.local.settings import ROOT

_LOG_TAIL = 60


class Child:
    def __init__(self, name: str, command: list[str], env: Mapping[str, str], log: Path) -> None:
        self.name = name
        self.env = dict(env)
        self.wanted = False
        """Whether it should be running; if it isn't, it has ended by itself."""
        self._command = command
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._log_start = 0

    @property
    def process(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, f"{self.name} was never started"
        return self._process

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def log(self) -> str:
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    @property
    def log_since_start(self) -> str:
        return self._log.read_bytes()[self._log_start :].decode(errors="replace")

    def start(self) -> None:
        self._log_start = self._log.stat().st_size if self._log.exists() else 0
        with open(self._log, "ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env=self.env, start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        self.wanted = True

    def stop(self, seconds: float) -> int:
        """SIGTERM; answers the exit code. Killed when it takes longer, which is an error."""
        self.wanted = False
        if self.running:
            self.process.terminate()
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(self.said(f"did not end in {seconds} s")) from None

    def kill(self) -> None:
        self.wanted = False
        self.send(signal.SIGKILL)
        self.process.wait()

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def wait_until(self, works: Callable[[], bool], seconds: float) -> None:
        end = time.monotonic() + seconds
        while not works():
            if not self.running:
                raise AssertionError(self.said("ended while it started"))
            if time.monotonic() > end:
                raise AssertionError(self.said(f"does not work after {seconds} s"))
            time.sleep(0.02)

    def said(self, what: str) -> str:
        tail = "\n".join(self.log.splitlines()[-_LOG_TAIL:])
        return f"{self.name} {what}. The end of its log:\n{tail}"
