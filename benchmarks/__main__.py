"""`make bench`: measure the main workloads against a platform of their own.

    python -m benchmarks [--short] [WORKLOAD…]

Prints a table and writes `bench.json` into the data folder (`LOUPAN_HOME`, `.local` by default).
"""

import argparse
import sys
from collections.abc import Sequence

from benchmarks import limits, results
from benchmarks.installation import running
from benchmarks.load import Generator
from benchmarks.results import Measurement
from benchmarks.workloads import WORKLOADS, Bench
from deploy.local.console import say
from deploy.local.problem import Problem
from deploy.local.settings import Settings


def main() -> None:
    asked = _arguments()
    settings = Settings.read()
    say("starting a platform for measuring")
    with Generator() as generator, running(settings) as installation:
        say("measuring what the machine can do at best")
        best = limits.measure(installation, generator, seconds=2 if asked.short else 5)
        measured = best.measurements()
        bench = Bench(installation, generator, best, short=asked.short)
        for name in asked.workloads:
            say(f"measuring {name}")
            measured += WORKLOADS[name](bench)
    _report(measured, settings)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--short", action="store_true", help="seconds instead of minutes, for CI")
    parser.add_argument("workloads", nargs="*", metavar="WORKLOAD", help=", ".join(WORKLOADS))
    asked = parser.parse_args()
    unknown = set(asked.workloads) - WORKLOADS.keys()
    if unknown:
        parser.error(f"there is no workload {', '.join(sorted(unknown))}")
    asked.workloads = asked.workloads or list(WORKLOADS)
    return asked


def _report(measured: Sequence[Measurement], settings: Settings) -> None:
    file = settings.home / "bench.json"
    results.write(measured, file)
    print(results.table(measured))
    print(f"\nalso in {file}; ! marks an aim that was missed")


if __name__ == "__main__":
    try:
        main()
    except Problem as problem:
        sys.exit(str(problem))
