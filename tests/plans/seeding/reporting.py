"""Reporting with two years' facts and the figures of every consultant on every day."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from contracts.reporting.consent.approvals import ReportingApprovalKind
from contracts.reporting.pay.commission import Stage
from services.reporting.facts.figures.rules import NOTHING
from tests.plans.company import (
    CONSULTANTS_PER_PROJECT,
    DEALS,
    NOW,
    PROJECTS,
    STAFF,
    Thing,
    consultant_of,
    ident,
    moment_of,
    project_of,
)
from tests.plans.filling import Fill
from tests.plans.seeding.consent import fill_approvals
from tests.plans.seeding.foundation import fill_parked

DAYS, REQUESTS = 200, 2_400
TODAY = NOW.date()
_TIERS = [{"up_to": None, "including": True, "rate": "0.003"}]
_KINDS = ("subscribed", "sold", "received")


def fill(fill: Fill) -> None:
    fill_parked(fill)
    fill_approvals(fill, list(ReportingApprovalKind))
    fill("project", ({"id": ident(Thing.PROJECT, number)} for number in range(PROJECTS)))
    fill("fact", _facts(), amount=1_000_000)
    fill("day_figures", _figures(), **NOTHING)
    fill("target", _targets(), level="consultant", units=5)
    fill("commission_plan", ({
        "id": ident(Thing.OTHER, number),
        "project_id": ident(Thing.PROJECT, project_of(number)),
        "effective_from": f"2026-{number // PROJECTS + 1:02d}",
    } for number in range(PROJECTS * 12)), tiers=_TIERS,
         payout=dict.fromkeys(Stage, "0.3"))  # fmt: skip
    fill("commission_plan_request", ({
        "id": ident(Thing.OTHER, number),
        "project_id": ident(Thing.PROJECT, project_of(number)),
        "requested_at": moment_of(number, REQUESTS),
    } for number in range(REQUESTS)), status="granted", requested_by="x",
         effective_from="2026-01", condition_receipts="0.3", payout=dict.fromkeys(Stage, "0.3"),
         tiers=_TIERS)  # fmt: skip


def _facts() -> Iterator[dict[str, Any]]:
    for number in range(DEALS):
        for place, kind in enumerate(_KINDS):
            yield {
                "event_id": ident(Thing.OTHER, number * len(_KINDS) + place),
                "kind": kind,
                "business_day": moment_of(number, DEALS).date(),
                "project_id": ident(Thing.PROJECT, project_of(number)),
                "team_id": ident(Thing.TEAM, project_of(number)),
                "consultant_id": ident(Thing.STAFF, consultant_of(number)),
                "deal_id": ident(Thing.DEAL, number),
                "unit_id": ident(Thing.UNIT, number // 2),
            }


def _figures() -> Iterator[dict[str, Any]]:
    for day in range(DAYS):
        for consultant in range(STAFF):
            project = consultant // CONSULTANTS_PER_PROJECT
            yield {
                "business_day": TODAY - timedelta(days=DAYS - 1 - day),
                "project_id": ident(Thing.PROJECT, project),
                "team_id": ident(Thing.TEAM, project),
                "consultant_id": ident(Thing.STAFF, consultant),
            }


def _targets() -> Iterator[dict[str, Any]]:
    """Of every consultant in every month of the last years."""
    for month in range(24):
        for consultant in range(STAFF):
            first = TODAY.replace(year=TODAY.year - month // 12, month=month % 12 + 1, day=1)
            yield {
                "id": ident(Thing.OTHER, month * STAFF + consultant),
                "project_id": ident(Thing.PROJECT, consultant // CONSULTANTS_PER_PROJECT),
                "subject_id": ident(Thing.STAFF, consultant),
                "period": f"{first:%Y-%m}",
                "first_day": first,
                "last_day": first.replace(day=28),
            }
