"""The workloads, by name; each measures and answers what came of it."""

from collections.abc import Callable

from benchmarks.results import Measurement
from benchmarks.workloads import boards, customers, reservations, sales
from benchmarks.workloads.bench import Bench

WORKLOADS: dict[str, Callable[[Bench], list[Measurement]]] = {
    "reservations": reservations.measure,
    "boards": boards.measure,
    "sales": sales.measure,
    "customers": customers.measure,
}

__all__ = ["WORKLOADS", "Bench"]
