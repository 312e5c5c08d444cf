"""Rows of inventory's corridor `control`: method, path, operation."""

from contracts.inventory.control import (
    bindings,
    board,
    catalogue,
    claims,
    data_changes,
    holds,
    imports,
    releases,
    settings_changes,
    suspensions,
)
from gateway.routes.inventory.paths import PROJECT, UNIT
from gateway.routing import Route

ROUTES: list[Route] = [
    Route("GET", f"{PROJECT}/units", catalogue.list_units),
    Route("POST", f"{PROJECT}/units", imports.enter_units, status=201),
    Route("GET", "/api/v1/units", catalogue.find_units),
    Route("GET", UNIT, catalogue.read_unit),
    Route("PATCH", UNIT, imports.correct_unit),
    Route("GET", f"{UNIT}/history", catalogue.read_unit_history),
    Route("POST", f"{UNIT}/lock", claims.lock_unit),
    Route("DELETE", f"{UNIT}/lock", claims.unlock_unit),
    Route(
        "POST",
        f"{PROJECT}/imports",
        imports.import_price_list,
        status=201,
        body="xlsx",
        file_field="workbook",
    ),
    Route("POST", f"{PROJECT}/reviews", releases.review_units),
    Route("POST", f"{PROJECT}/releases", releases.release_units),
    Route("POST", f"{PROJECT}/withdrawals", releases.withdraw_units),
    Route("POST", f"{PROJECT}/suspensions", suspensions.suspend_units, status=201),
    Route("POST", f"{PROJECT}/resumptions", suspensions.resume_units),
    Route("GET", f"{PROJECT}/board", board.read_board),
    Route("POST", f"{UNIT}/data-changes", data_changes.request_data_change, status=201),
    Route("GET", "/api/v1/data-changes", data_changes.list_data_changes),
    Route(
        "POST", f"{PROJECT}/settings-changes", settings_changes.request_settings_change, status=201
    ),
    Route("GET", f"{PROJECT}/settings-changes", settings_changes.list_settings_changes),
    Route(
        "POST",
        "/api/v1/settings-changes/{change_id}/cancellation",
        settings_changes.drop_settings_change,
    ),
    Route("POST", f"{UNIT}/binding", bindings.bind_unit),
    Route("DELETE", f"{UNIT}/binding", bindings.unbind_unit),
    Route("POST", f"{UNIT}/holds", holds.request_hold, status=201),
    Route("GET", "/api/v1/holds", holds.list_holds),
    Route("POST", "/api/v1/holds/{hold_id}/cancellation", holds.cancel_hold),
]
