"""Customers registered with the duplicate check; every tenth phone number is given in twice at the
same moment, and only one of the two may become a file."""

from sqlalchemy import text

from benchmarks.backlog import seconds_until_handled
from benchmarks.company import fresh_phone, open_project, registration
from benchmarks.load import Load
from benchmarks.results import Measurement, cpu, latencies, rate
from benchmarks.workloads.bench import Bench
from contracts.schema import new_id

_CLIENTS = 64
_MOST_PER_SECOND = 800
_ONE_TWICE_OF = 10


def measure(bench: Bench) -> list[Measurement]:
    seconds = 5 if bench.short else 20
    project = open_project(bench.installation, bench.generator, "CUSTOMERS", units=1)
    phones: list[str] = []
    for place in range(_MOST_PER_SECOND * seconds):
        phones += [fresh_phone()] * (2 if place % _ONE_TWICE_OF == 0 else 1)
    requests = [
        registration(project.consultants[turn % len(project.consultants)].token, phone, new_id())
        for turn, phone in enumerate(phones)
    ]
    known = _files(bench)
    load = Load(bench.installation.url, requests, _CLIENTS, seconds=seconds)
    with bench.usage() as usage:
        outcome = bench.generator.run(load)
    seconds_until_handled(bench.installation)

    opened = [phones[answer.request] for answer in outcome.answers if answer.status == 201]
    asked = {phones[answer.request] for answer in outcome.answers}
    twice = len(opened) - len(set(opened)) + abs(_files(bench) - known - len(opened))
    limit = min(bench.limits.echoes, bench.limits.transactions)
    return [
        rate("customers", "registered", len(opened) / outcome.seconds, limit, ">= 300"),
        *latencies("customers", "registered", outcome.latencies(201, 409)),
        Measurement("customers", "files too many", twice, "", aim="= 0"),
        Measurement("customers", "numbers nobody got", len(asked - set(opened)), "", aim="= 0"),
        Measurement(
            "customers",
            "other answers",
            outcome.lost + len(outcome.answers) - outcome.count(201, 409),
            "",
            aim="= 0",
        ),
        *cpu("customers", usage.by_process, usage.seconds, len(opened), "customer"),
    ]


def _files(bench: Bench) -> int:
    with bench.installation.engines["crm"].connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM customer")).scalar_one())
