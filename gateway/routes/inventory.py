"""Rows of inventory: method, path, operation."""

from contracts.inventory import (
    approvals,
    board,
    deals,
    holds,
    imports,
    projects,
    receipts,
    signing,
    suspensions,
    units,
)
from gateway.routing import Route

_PROJECTS = "/api/v1/projects"
_PROJECT = "/api/v1/projects/{project_id}"
_UNIT = "/api/v1/units/{unit_id}"
_APPROVAL = "/api/v1/approvals/{approval_id}"
_DEAL = "/api/v1/deals/{deal_id}"

ROUTES: list[Route] = [
    Route("POST", _PROJECTS, projects.create_project, status=201),
    Route("GET", _PROJECTS, projects.list_projects),
    Route("GET", _PROJECT, projects.read_project),
    Route("PATCH", _PROJECT, projects.update_project),
    Route("POST", f"{_PROJECT}/house-types", projects.add_house_type, status=201),
    Route("GET", f"{_PROJECT}/house-types", projects.list_house_types),
    Route(
        "POST",
        f"{_PROJECT}/imports",
        imports.import_price_list,
        status=201,
        body="xlsx",
        file_field="workbook",
    ),
    Route("GET", f"{_PROJECT}/units", units.list_units),
    Route("POST", f"{_PROJECT}/units", units.enter_units, status=201),
    Route("POST", f"{_PROJECT}/reviews", units.review_units),
    Route("POST", f"{_PROJECT}/releases", units.release_units),
    Route("POST", f"{_PROJECT}/withdrawals", units.withdraw_units),
    Route("POST", f"{_PROJECT}/suspensions", suspensions.suspend_units, status=201),
    Route("POST", f"{_PROJECT}/resumptions", suspensions.resume_units),
    Route("GET", f"{_PROJECT}/board", board.read_board),
    Route("GET", _UNIT, units.read_unit),
    Route("PATCH", _UNIT, units.correct_unit),
    Route("GET", f"{_UNIT}/history", units.read_unit_history),
    Route("POST", f"{_UNIT}/lock", deals.lock_unit),
    Route("DELETE", f"{_UNIT}/lock", deals.unlock_unit),
    Route("POST", f"{_UNIT}/reservation", deals.reserve_unit, status=201),
    Route("POST", f"{_UNIT}/subscription", deals.subscribe_unit, status=201),
    Route("POST", f"{_UNIT}/holds", holds.request_hold, status=201),
    Route("GET", "/api/v1/holds", holds.list_holds),
    Route("POST", "/api/v1/holds/{hold_id}/cancellation", holds.cancel_hold),
    Route("GET", "/api/v1/deals", deals.list_deals),
    Route("GET", _DEAL, deals.read_deal),
    Route("POST", f"{_DEAL}/documents", signing.check_documents),
    Route("POST", f"{_DEAL}/sign-off", signing.sign_subscription),
    Route("POST", f"{_DEAL}/deposit", receipts.request_deposit, status=201),
    Route("POST", f"{_DEAL}/extension", deals.extend_reservation),
    Route("POST", f"{_DEAL}/cancellation", deals.cancel_deal),
    Route("POST", f"{_DEAL}/contract", signing.sign_contract),
    Route("GET", "/api/v1/approvals", approvals.list_approvals),
    Route("GET", _APPROVAL, approvals.read_approval),
    Route("POST", f"{_APPROVAL}/decision", approvals.decide_approval),
    Route("POST", f"{_APPROVAL}/withdrawal", approvals.withdraw_approval),
    Route("GET", "/api/v1/delegations", approvals.list_delegations),
    Route("POST", "/api/v1/delegations", approvals.delegate_approvals, status=201),
    Route("DELETE", "/api/v1/delegations/{delegation_id}", approvals.end_delegation),
    Route("GET", "/api/v1/receipts", receipts.list_receipts),
    Route("POST", "/api/v1/receipts/{receipt_id}/confirmation", receipts.confirm_receipt),
]
