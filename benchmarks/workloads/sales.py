"""From a sale to the report: contracts signed at 50 a second, while the day's figures are read.

Every consultant signs once a second at most, so that the consultant's figure tells which sale it
contains. The time is from sending the signature to the answer of the first report with the sale.
"""

import json
from collections import defaultdict
from concurrent.futures import Future
from datetime import timedelta
from typing import Any

from benchmarks.backlog import seconds_until_handled
from benchmarks.company import Project, expect_all, open_project
from benchmarks.load import Load, Outcome, request
from benchmarks.results import Measurement, cpu, latencies
from benchmarks.workloads.bench import Bench
from common import clock
from contracts.inventory.pricing.payment_plans import PaymentMethod
from contracts.office.roles import Role
from contracts.schema import new_id

_PER_SECOND = 50
_NO_TEXT = {"without_text": True}
_REPORTS_PER_SECOND = 20
_MORE_SECONDS = 5


def measure(bench: Bench) -> list[Measurement]:
    seconds = 10 if bench.short else 30
    project = open_project(bench.installation, bench.generator, "SALES", _PER_SECOND * seconds)
    deals = _ready_to_sign(bench, project)
    seconds_until_handled(bench.installation)

    manager = project.tokens[Role.SALES_MANAGER]
    contracts = [_post(manager, f"/api/v1/deals/{deal}/contract", _NO_TEXT) for deal in deals]
    url = bench.installation.url
    with bench.usage() as usage:
        reports = _watch(bench, project, seconds + _MORE_SECONDS)
        signed = bench.generator.run(
            Load(url, contracts, 16, per_second=_PER_SECOND, keep_bodies=True)
        )
        watched = reports.result()
    expect_all(signed)
    expect_all(watched)
    delays = _delays(project, signed, watched)
    missing = len(deals) - len(delays)
    return [
        Measurement("sales", "contracts signed", len(deals) / signed.seconds, "/s"),
        *latencies("sales", "signature", signed.latencies(200)),
        *latencies("sales", "sale to report", delays, "< 500"),
        Measurement("sales", "sales missing in the report", missing, "", aim="= 0"),
        *cpu("sales", usage.by_process, usage.seconds, len(deals), "sale"),
    ]


def _ready_to_sign(bench: Bench, project: Project) -> list[str]:
    """A subscription of every unit, with its deposit paid, documents checked and letter signed."""
    deals = [str(new_id()) for _ in project.unit_ids]
    receipts = [str(new_id()) for _ in deals]
    consultants = project.consultants[:_PER_SECOND]
    handover = (clock.business_day(clock.now()) + timedelta(days=700)).isoformat()
    clerk, finance = project.tokens[Role.CONTROL_CLERK], project.tokens[Role.FINANCE]
    manager = project.tokens[Role.SALES_MANAGER]
    steps: list[list[bytes]] = [[], [], [], [], [], []]
    for turn, (unit, deal, receipt) in enumerate(
        zip(project.unit_ids, deals, receipts, strict=True)
    ):
        seller = consultants[turn % len(consultants)]
        subscription = {
            "id": deal,
            "customer_id": str(seller.customer_id),
            "payment_method": PaymentMethod.LUMP_SUM,
            "handover_date": handover,
        }
        path = f"/api/v1/deals/{deal}"
        steps[0].append(_post(seller.token, f"/api/v1/units/{unit}/subscription", subscription))
        steps[1].append(_post(seller.token, f"{path}/receipts", {"id": receipt}))
        steps[2].append(_post(manager, f"/api/v1/receipts/{receipt}/endorsement"))
        steps[3].append(_post(finance, f"/api/v1/receipts/{receipt}/confirmation"))
        steps[4].append(_post(clerk, f"{path}/documents", {"complete": True}))
        steps[5].append(_post(manager, f"{path}/sign-off"))
    for requests in steps:
        load = Load(bench.installation.url, requests, connections=16, keep_bodies=True)
        expect_all(bench.generator.run(load))
    return deals


def _post(token: str, path: str, body: dict[str, Any] | None = None) -> bytes:
    return request("POST", path, token=token, body=body or {})


def _watch(bench: Bench, project: Project, seconds: float) -> "Future[Outcome]":
    today = clock.business_day(clock.now()).isoformat()
    query = f"from={today}&to={today}&group_by=consultant&project_id={project.id}"
    report = request("GET", f"/api/v1/figures?{query}", token=project.tokens[Role.SALES_DIRECTOR])
    return bench.generator.start(
        Load(
            bench.installation.url,
            [report],
            connections=4,
            repeat=True,
            seconds=seconds,
            per_second=_REPORTS_PER_SECOND,
            keep_bodies=True,
        )
    )


def _delays(project: Project, signed: Outcome, watched: Outcome) -> list[float]:
    """Of each sale that a report contained, in seconds."""
    sellers = project.consultants[:_PER_SECOND]
    sold_at: dict[str, list[float]] = defaultdict(list)
    for answer in sorted(signed.answers, key=lambda answer: answer.sent):
        sold_at[str(sellers[answer.request % len(sellers)].id)].append(answer.sent)
    delays = []
    seen: dict[str, int] = defaultdict(int)
    for report in sorted(watched.answers, key=lambda answer: answer.received):
        for figure in json.loads(report.body)["items"]:
            seller, sold = figure["consultant_id"], figure["sold_units"]
            delays += [report.received - moment for moment in sold_at[seller][seen[seller] : sold]]
            seen[seller] = max(seen[seller], sold)
    return delays
