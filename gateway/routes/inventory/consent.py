"""Rows of inventory's corridor `consent`: method, path, operation."""

from contracts.inventory.consent import approvals, delegations
from gateway.routes.inventory.paths import APPROVAL
from gateway.routing import Route

ROUTES: list[Route] = [
    Route("GET", "/api/v1/approvals", approvals.list_approvals),
    Route("GET", APPROVAL, approvals.read_approval),
    Route("POST", f"{APPROVAL}/decision", approvals.decide_approval),
    Route("POST", f"{APPROVAL}/withdrawal", approvals.withdraw_approval),
    Route("GET", "/api/v1/delegations", delegations.list_delegations),
    Route("POST", "/api/v1/delegations", delegations.delegate_approvals, status=201),
    Route("DELETE", "/api/v1/delegations/{delegation_id}", delegations.end_delegation),
]
