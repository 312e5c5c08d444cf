"""Approvals, for which every service's database has tables."""

from collections.abc import Sequence

from tests.plans.company import NOW, STAFF, Thing, ident, moment_of, project_of
from tests.plans.filling import Fill

APPROVALS = 20_000


def fill_approvals(fill: Fill, kinds: Sequence[str]) -> None:
    """Of each kind in turn; nearly all are decided."""
    fill("approval", ({
        "id": ident(Thing.OTHER, number),
        "project_id": ident(Thing.PROJECT, project_of(number)),
        "kind": kinds[number // 12 % len(kinds)],
        "subject_id": ident(Thing.OTHER, number),
        "status": approval_status(number),
        "requested_by": ident(Thing.STAFF, number % STAFF),
        "requested_at": moment_of(number, APPROVALS),
    } for number in range(APPROVALS)), facts={}, needs=["sales_manager"])  # fmt: skip
    fill("approval_decision", ({
        "approval_id": ident(Thing.OTHER, number),
    } for number in range(APPROVALS) if approval_status(number) == "approved"),
        by="x", verdict="approve", role="sales_manager", at=NOW)  # fmt: skip
    fill("approval_delegation", ({
        "id": ident(Thing.OTHER, number),
        "from_staff_id": ident(Thing.STAFF, number % STAFF),
        "to_staff_id": ident(Thing.STAFF, (number + 1) % STAFF),
        "until": moment_of(number, 600),
    } for number in range(600)), roles=["sales_manager"], project_ids=[])  # fmt: skip


def approval_status(number: int) -> str:
    few = {11: "pending", 12: "rejected", 13: "withdrawn"}
    return few.get(number // 12 % 100, "approved")
