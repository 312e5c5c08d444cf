"""Reservations through HTTP by 64 clients: a minute of steady selling, then a burst of 500 units.

Every tenth attempt is on a unit that another client is asking for at the same moment; only one may
get it, and nobody may be refused a unit that was free.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text

from benchmarks.backlog import seconds_until_handled
from benchmarks.company import Project, open_project
from benchmarks.load import Load, Outcome, request
from benchmarks.results import Measurement, cpu, latencies, rate
from benchmarks.workloads.bench import Bench
from contracts.schema import new_id

_CLIENTS = 64
_BURST = 500
_MOST_PER_SECOND = 600
_ONE_CONTESTED_OF = 10
_CLAIMED_TWICE = text(
    "SELECT count(*) FROM (SELECT unit_id FROM deal WHERE stage IN ('reserved', 'subscribed',"
    " 'sold') GROUP BY unit_id HAVING count(*) > 1) twice"
)


@dataclass(frozen=True)
class _Attempts:
    """What is asked for: the units, and the requests in the same order."""

    unit_ids: Sequence[str]
    requests: Sequence[bytes]


def measure(bench: Bench) -> list[Measurement]:
    seconds = 10 if bench.short else 60
    generator, url = bench.generator, bench.installation.url
    project = open_project(
        bench.installation, generator, "RESERVE", units=_MOST_PER_SECOND * seconds + _BURST
    )
    seconds_until_handled(bench.installation)

    burst = _attempts(project, project.unit_ids[:_BURST])
    steady = _attempts(project, project.unit_ids[_BURST:])
    with bench.usage() as usage:
        sustained = generator.run(Load(url, steady.requests, _CLIENTS, seconds=seconds))
    drained = seconds_until_handled(bench.installation)
    rush = generator.run(Load(url, burst.requests, _CLIENTS))
    seconds_until_handled(bench.installation)

    limit = min(bench.limits.echoes, bench.limits.transactions)
    made = sustained.count(201)
    return [
        rate("reservations", "steady", made / sustained.seconds, limit, ">= 250"),
        *latencies("reservations", "steady", sustained.latencies(201, 409), "< 300"),
        Measurement("reservations", "backlog drained after", drained, "s", aim="< 5"),
        rate("reservations", "burst", rush.count(201) / rush.seconds, limit, ">= 400"),
        *latencies("reservations", "burst", rush.latencies(201, 409), "< 300"),
        *_verdict(bench, [(steady, sustained), (burst, rush)]),
        *cpu("reservations", usage.by_process, usage.seconds, made, "reservation"),
        _generator(sustained, made),
    ]


def _attempts(project: Project, unit_ids: Sequence[str]) -> _Attempts:
    """Each unit once, every tenth a second time at once by somebody else."""
    wanted = []
    for place, unit_id in enumerate(unit_ids):
        wanted += [unit_id] * (2 if place % _ONE_CONTESTED_OF == 0 else 1)
    consultants = project.consultants
    requests = [
        request(
            "POST",
            f"/api/v1/units/{unit_id}/reservation",
            token=consultants[turn % len(consultants)].token,
            body={
                "id": str(new_id()),
                "customer_id": str(consultants[turn % len(consultants)].customer_id),
            },
        )
        for turn, unit_id in enumerate(wanted)
    ]
    return _Attempts(wanted, requests)


def _verdict(bench: Bench, runs: Sequence[tuple[_Attempts, Outcome]]) -> list[Measurement]:
    """Double sales by the answers and by the database; wrong refusals; anything unexpected."""
    double = wrong = other = made = 0
    for attempts, outcome in runs:
        winners: dict[str, list[float]] = {}
        for answer in outcome.answers:
            if answer.status == 201:
                winners.setdefault(attempts.unit_ids[answer.request], []).append(answer.sent)
        double += sum(len(sent) - 1 for sent in winners.values())
        made += sum(map(len, winners.values()))
        for answer in outcome.answers:
            if answer.status == 409:
                sent = winners.get(attempts.unit_ids[answer.request])
                wrong += sent is None or min(sent) > answer.received
        other += outcome.lost + len(outcome.answers) - outcome.count(201, 409)
    with bench.installation.engines["inventory"].connect() as connection:
        double += connection.execute(_CLAIMED_TWICE).scalar_one()
        kept = connection.execute(text("SELECT count(*) FROM deal")).scalar_one()
    return [
        Measurement("reservations", "double sales", double, "", aim="= 0"),
        Measurement("reservations", "wrong refusals", wrong, "", aim="= 0"),
        Measurement("reservations", "answered but not in the database", made - kept, "", aim="= 0"),
        Measurement("reservations", "other answers", other, "", aim="= 0"),
    ]


def _generator(outcome: Outcome, pieces: int) -> Measurement:
    share = outcome.cpu_seconds / outcome.seconds
    each = outcome.cpu_seconds / pieces * 1000
    return Measurement("reservations", "CPU load generator", each, "ms/reservation", share)
