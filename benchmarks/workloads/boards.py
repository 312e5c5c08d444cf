"""Reading boards (销控表) of 500 and 2,000 units that nobody changes, as 64 clients: whole and
packed by those who come new (200), and "nothing new" for those who have it (304)."""

import httpx

from benchmarks.backlog import seconds_until_handled
from benchmarks.company import expect_all, open_project
from benchmarks.load import Load, request
from benchmarks.results import Measurement, cpu, latencies, rate
from benchmarks.workloads.bench import Bench

_CLIENTS = 64
_SIZES = {500: ("", ""), 2000: ("", ">= 2000")}
"""Units → the aims of answers 200 and 304."""


def measure(bench: Bench) -> list[Measurement]:
    measured = []
    for units, (aim_whole, aim_unchanged) in _SIZES.items():
        project = open_project(bench.installation, bench.generator, f"BOARD-{units}", units)
        seconds_until_handled(bench.installation)
        path = f"/api/v1/projects/{project.id}/board"
        tokens = [consultant.token for consultant in project.consultants]
        packed = {"accept-encoding": "gzip"}
        first = httpx.get(
            bench.installation.url + path,
            headers=packed | {"authorization": f"Bearer {tokens[0]}"},
        )
        known = packed | {"if-none-match": first.headers["etag"]}
        kinds = (("whole", 200, packed, aim_whole), ("unchanged", 304, known, aim_unchanged))
        for kind, status, headers, aim in kinds:
            requests = [request("GET", path, token=token, headers=headers) for token in tokens]
            measured += _measured(bench, f"board of {units} {kind}", requests, status, aim)
    return measured


def _measured(
    bench: Bench, what: str, requests: list[bytes], status: int, aim: str
) -> list[Measurement]:
    seconds = 3 if bench.short else 10
    load = Load(bench.installation.url, requests, _CLIENTS, repeat=True, seconds=seconds)
    with bench.usage() as usage:
        outcome = bench.generator.run(load)
    expect_all(outcome, status)
    reads = outcome.count(status)
    return [
        rate("boards", f"{what} ({status})", reads / outcome.seconds, bench.limits.http, aim),
        *latencies("boards", what, outcome.latencies(status)),
        *cpu("boards", usage.by_process, usage.seconds, reads, "read"),
    ]
