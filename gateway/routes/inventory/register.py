"""Rows of inventory's corridor `register`: method, path, operation."""

from contracts.inventory.register import deals, projects, units
from gateway.routes.inventory.paths import DEAL, PROJECT, PROJECTS, UNIT
from gateway.routing import Route

ROUTES: list[Route] = [
    Route("POST", PROJECTS, projects.create_project, status=201),
    Route("GET", PROJECTS, projects.list_projects),
    Route("GET", PROJECT, projects.read_project),
    Route("PATCH", PROJECT, projects.update_project),
    Route("POST", f"{PROJECT}/house-types", projects.add_house_type, status=201),
    Route("GET", f"{PROJECT}/house-types", projects.list_house_types),
    Route("GET", f"{PROJECT}/units", units.list_units),
    Route("POST", f"{PROJECT}/units", units.enter_units, status=201),
    Route("GET", "/api/v1/units", units.find_units),
    Route("GET", UNIT, units.read_unit),
    Route("PATCH", UNIT, units.correct_unit),
    Route("GET", f"{UNIT}/history", units.read_unit_history),
    Route("POST", f"{UNIT}/lock", deals.lock_unit),
    Route("DELETE", f"{UNIT}/lock", deals.unlock_unit),
    Route("POST", f"{UNIT}/reservation", deals.reserve_unit, status=201),
    Route("POST", f"{UNIT}/subscription", deals.subscribe_unit, status=201),
    Route("GET", "/api/v1/deals", deals.list_deals),
    Route("GET", DEAL, deals.read_deal),
    Route("POST", f"{DEAL}/extension", deals.extend_reservation),
    Route("POST", f"{DEAL}/cancellation", deals.cancel_deal),
]
