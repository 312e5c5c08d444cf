"""Reminders with the deadlines, notices and approvals of years, of which few are open."""

from collections.abc import Iterator
from typing import Any

from contracts.deadlines import KINDS
from contracts.inventory.consent.approvals import ApprovalKind
from tests.plans.company import (
    DEALS,
    PROJECTS,
    Thing,
    consultant_of,
    ident,
    moment_of,
    project_of,
)
from tests.plans.filling import Fill
from tests.plans.seeding.consent import APPROVALS, approval_status, fill_approvals
from tests.plans.seeding.foundation import fill_parked

_KINDS = list(KINDS)
_TEXTS = {"zh": "x", "en": "x"}


def fill(fill: Fill) -> None:
    fill_parked(fill)
    fill_approvals(fill, ["hold"])
    fill("deadline", _deadlines())
    fill("notice", _notices(), title=_TEXTS, body=_TEXTS, level=0)
    fill("delivery", _deliveries(), channel="e_mail", attempts=1)
    fill("open_approval", _open_approvals(), service="inventory", facts={},
         needs=["sales_manager"], still_needs=["sales_manager"])  # fmt: skip


def _is_open(number: int) -> bool:
    return number // PROJECTS % 100 == 11


def _whose(number: int) -> dict[str, Any]:
    return {
        "project_id": ident(Thing.PROJECT, project_of(number)),
        "team_id": ident(Thing.TEAM, project_of(number)),
    }


def _deadlines() -> Iterator[dict[str, Any]]:
    for number in range(DEALS):
        yield {
            "id": ident(Thing.OTHER, number),
            "kind": _KINDS[number // PROJECTS % len(_KINDS)],
            "subject_id": ident(Thing.DEAL, number),
            "deal_id": ident(Thing.DEAL, number),
            **_whose(number),
            "consultant_id": ident(Thing.STAFF, consultant_of(number)),
            "responsible_id": ident(Thing.STAFF, consultant_of(number)),
            "due_at": moment_of(number, DEALS),
            "status": "open" if _is_open(number) else "closed",
        }


def _notices() -> Iterator[dict[str, Any]]:
    for number in range(DEALS):
        yield {
            "id": ident(Thing.OTHER, number),
            "origin_id": ident(Thing.OTHER, number),
            "kind": "task" if number % 50 == 0 else "deadline_due",
            "status": "open" if _is_open(number) else "acknowledged",
            "recipient_id": ident(Thing.STAFF, consultant_of(number)),
            "deadline_id": ident(Thing.OTHER, number),
            "subject_id": ident(Thing.DEAL, number),
            **_whose(number),
            "sent_at": moment_of(number, DEALS),
        }


def _deliveries() -> Iterator[dict[str, Any]]:
    few = {11: "pending", 12: "failed"}
    for number in range(DEALS):
        yield {
            "id": ident(Thing.OTHER, number),
            "notice_id": ident(Thing.OTHER, number),
            "recipient_id": ident(Thing.STAFF, consultant_of(number)),
            "status": few.get(number // PROJECTS % 100, "sent"),
        }


def _open_approvals() -> Iterator[dict[str, Any]]:
    kinds = list(ApprovalKind)
    for number in range(APPROVALS):
        yield {
            "id": ident(Thing.OTHER, number),
            "project_id": ident(Thing.PROJECT, project_of(number)),
            "kind": kinds[number // PROJECTS % len(kinds)],
            "subject_id": ident(Thing.OTHER, number),
            "status": approval_status(number),
            "requested_by": ident(Thing.STAFF, consultant_of(number)),
            "requested_at": moment_of(number, APPROVALS),
        }
