"""What every workload gets."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

from benchmarks import cpu
from benchmarks.installation import Installation
from benchmarks.limits import Limits
from benchmarks.load import Generator


@dataclass
class Usage:
    """CPU seconds by process within `seconds`, filled in at the end."""

    seconds: float = 0.0
    by_process: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Bench:
    installation: Installation
    generator: Generator
    limits: Limits
    short: bool
    """Seconds instead of a minute, for CI."""

    @contextmanager
    def usage(self) -> Iterator[Usage]:
        """Of every process of the platform while the block runs."""
        used, began = Usage(), perf_counter()
        before = cpu.spent(self.installation.home)
        yield used
        used.seconds = perf_counter() - began
        used.by_process = cpu.difference(before, cpu.spent(self.installation.home))
