"""Rows of inventory's corridor `changes`: method, path, operation."""

from contracts.inventory.changes import agreements, amendments, change_orders
from gateway.routes.inventory.paths import CHANGE_ORDER, DEAL
from gateway.routing import Route

ROUTES: list[Route] = [
    Route("POST", f"{DEAL}/extension", amendments.extend_reservation),
    Route("POST", f"{DEAL}/cancellation", amendments.cancel_deal),
    Route("GET", f"{DEAL}/possible-changes", change_orders.read_possible_changes),
    Route("GET", f"{DEAL}/change-preview", change_orders.preview_change_order),
    Route("POST", "/api/v1/change-orders", change_orders.request_change_order, status=201),
    Route("GET", "/api/v1/change-orders", change_orders.list_change_orders),
    Route("GET", CHANGE_ORDER, change_orders.read_change_order),
    Route("GET", f"{CHANGE_ORDER}/agreements", agreements.list_agreements),
    Route("POST", f"{CHANGE_ORDER}/agreements", agreements.draft_agreement, status=201),
]
