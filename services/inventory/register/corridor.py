"""The register (台账): its topics and the refusals of its constraints."""

from contracts.inventory.control.claims import unit_taken
from contracts.inventory.register.projects import house_type_exists, project_code_taken
from contracts.inventory.register.units import unit_exists
from contracts.refusals import already_exists
from services.inventory.register.customers.entrypoints import Customers
from services.inventory.register.projects.entrypoints import Projects

TOPICS = (
    Customers,
    Projects,
)
CONSTRAINTS = {
    "uq_project_code": project_code_taken,
    "uq_house_type_name": house_type_exists,
    "uq_unit_number": unit_exists,
    "uq_deal_active_unit": unit_taken,
    "uq_building_name": already_exists,
    "uq_stair_name": already_exists,
}
