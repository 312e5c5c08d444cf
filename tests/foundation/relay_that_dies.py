"""The relay, killed at its worst moment: the broker has confirmed, the rows are not yet deleted."""

import os
import runpy
import signal
from typing import Any

from common.lane import Lane


def die(self: Lane, batch: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


Lane._finish = die  # type: ignore[method-assign]  # the fault that this program is for
runpy.run_module("common.relay", run_name="__main__")
