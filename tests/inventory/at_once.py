"""The same thing done by many at the same moment."""

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

from contracts.refusals import Refusal

ASKERS = 16


def at_once(act: Callable[[], Any]) -> Counter[str]:
    """How often it was `done`, and how often refused with which code."""
    outcomes: Counter[str] = Counter()
    start = threading.Barrier(ASKERS)

    def one() -> None:
        start.wait()
        try:
            act()
            outcome = "done"
        except Refusal as refusal:
            outcome = refusal.code
        outcomes[outcome] += 1

    threads = [threading.Thread(target=one) for _ in range(ASKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.total() == ASKERS, "somebody failed without a refusal"
    return outcomes
