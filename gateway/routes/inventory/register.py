"""Rows of inventory's corridor `register`: method, path, operation."""

from contracts.inventory.register import projects
from gateway.routes.inventory.paths import PROJECT, PROJECTS
from gateway.routing import Route

ROUTES: list[Route] = [
    Route("POST", PROJECTS, projects.create_project, status=201),
    Route("GET", PROJECTS, projects.list_projects),
    Route("GET", PROJECT, projects.read_project),
    Route("PATCH", PROJECT, projects.update_project),
    Route("POST", f"{PROJECT}/house-types", projects.add_house_type, status=201),
    Route("GET", f"{PROJECT}/house-types", projects.list_house_types),
]
