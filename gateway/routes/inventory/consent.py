"""Rows of inventory's corridor `consent`: method, path, operation."""

from contracts.inventory.consent import delegations
from contracts.inventory.consent.approvals import CONSENT
from gateway.routes.inventory.paths import APPROVAL
from gateway.routing import Route

ROUTES: list[Route] = [
    Route("GET", "/api/v1/approvals", CONSENT.list),
    Route("GET", APPROVAL, CONSENT.read),
    Route("POST", f"{APPROVAL}/decision", CONSENT.decide),
    Route("POST", f"{APPROVAL}/withdrawal", CONSENT.withdraw),
    Route("GET", "/api/v1/delegations", delegations.list_delegations),
    Route("POST", "/api/v1/delegations", delegations.delegate_approvals, status=201),
    Route("DELETE", "/api/v1/delegations/{delegation_id}", delegations.end_delegation),
]
