"""Inventory with ten thousand units and more: register, deals, money, milestones, papers."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from contracts.inventory.consent.approvals import ApprovalKind
from services.inventory.register.projects.rules import DEFAULTS
from tests.plans.company import (
    CUSTOMERS,
    NOW,
    PROJECTS,
    UNITS,
    UNITS_PER_PROJECT,
    Thing,
    consultant_of,
    ident,
    moment_of,
    project_of,
)
from tests.plans.filling import Fill
from tests.plans.seeding import consent
from tests.plans.seeding.foundation import fill_parked
from tests.plans.seeding.inventory_deals import (
    DEALS_ON_OWN_UNIT,
    deal_on,
    fill_deals,
    stage_on,
)
from tests.plans.seeding.inventory_matters import fill_files, fill_matters
from tests.plans.seeding.inventory_money import fill_money

BUILDINGS_PER_PROJECT, STAIRS_PER_BUILDING = 10, 2
PER_BUILDING = UNITS_PER_PROJECT // BUILDINGS_PER_PROJECT
PER_STAIR = -(-PER_BUILDING // STAIRS_PER_BUILDING)
PRICE_LISTS_PER_PROJECT = 3
VERSIONS, CHANGES, REFUSED = 20, 2_400, 12_000


def fill(fill: Fill) -> None:
    fill_parked(fill)
    _fill_register(fill)
    fill("unit", _units())
    fill("unit_history", _histories(), move="release", by="system:inventory", at=NOW)
    fill("price_list", _price_lists(), created_by="x", status="superseded")
    fill("listed_price", _listed_prices(), area="100", list_rate="1", list_price="1000000")
    fill("refused_price", ({
        "id": ident(Thing.OTHER, number), "unit_id": ident(Thing.UNIT, number % UNITS),
        "project_id": ident(Thing.PROJECT, number % UNITS // UNITS_PER_PROJECT),
        "staff_id": ident(Thing.STAFF, consultant_of(number)),
        "refused_at": moment_of(number, REFUSED),
    } for number in range(REFUSED)), price="900000")  # fmt: skip
    fill_files(fill)
    fill_deals(fill)
    fill_money(fill)
    fill_matters(fill)
    consent.fill_approvals(fill, list(ApprovalKind))


def _fill_register(fill: Fill) -> None:
    fill("project", _projects(), settings=DEFAULTS)
    fill("project_settings", ({
        "project_id": ident(Thing.PROJECT, number % PROJECTS), "number": number // PROJECTS + 1,
    } for number in range(PROJECTS * VERSIONS)), settings=DEFAULTS, since=NOW)  # fmt: skip
    fill("settings_change", ({
        "id": ident(Thing.OTHER, number), "project_id": ident(Thing.PROJECT, project_of(number)),
        "requested_at": moment_of(number, CHANGES),
    } for number in range(CHANGES)), status="in_force", before={}, after={}, reason="x",
         requested_by="x")  # fmt: skip
    buildings = range(PROJECTS * BUILDINGS_PER_PROJECT)
    fill("building", ({
        "id": ident(Thing.BUILDING, number), "name": str(number % BUILDINGS_PER_PROJECT + 1),
        "project_id": ident(Thing.PROJECT, number // BUILDINGS_PER_PROJECT),
    } for number in buildings))  # fmt: skip
    fill("stair", ({
        "id": ident(Thing.STAIR, number), "name": str(number % STAIRS_PER_BUILDING + 1),
        "building_id": ident(Thing.BUILDING, number // STAIRS_PER_BUILDING),
    } for number in range(len(buildings) * STAIRS_PER_BUILDING)))  # fmt: skip
    fill("house_type", ({
        "id": ident(Thing.HOUSE_TYPE, number), "name": f"A{number % 5}",
        "project_id": ident(Thing.PROJECT, number // 5),
    } for number in range(PROJECTS * 5)), usage="residence")  # fmt: skip
    fill("customer", ({
        "id": ident(Thing.CUSTOMER, number),
        "owner_id": ident(Thing.STAFF, consultant_of(number)),
    } for number in range(CUSTOMERS)))  # fmt: skip
    of_projects = [{
        "id": ident(Thing.OTHER, number), "project_id": ident(Thing.PROJECT, project_of(number)),
    } for number in range(PROJECTS * 20)]  # fmt: skip
    fill("discount", of_projects, status="active", kind="public", mode="amount", amount=1_000)
    fill("payment_plan", of_projects, status="active", payment_method="instalments", lines=[])


def _projects() -> Iterator[dict[str, Any]]:
    for number in range(PROJECTS):
        yield {"id": ident(Thing.PROJECT, number), "code": f"P{number}", "name": f"楼盘{number}"}


def _units() -> Iterator[dict[str, Any]]:
    """Sold from the first on, as `inventory_deals` says; a few reserved, held or locked."""
    for number in range(UNITS):
        project, place = divmod(number, UNITS_PER_PROJECT)
        in_building = place % PER_BUILDING
        status = _status(place)
        has_deal = status in ("reserved", "subscribed", "sold")
        building = project * BUILDINGS_PER_PROJECT + place // PER_BUILDING
        yield {
            "id": ident(Thing.UNIT, number),
            "project_id": ident(Thing.PROJECT, project),
            "building_id": ident(Thing.BUILDING, building),
            "stair_id": ident(
                Thing.STAIR, building * STAIRS_PER_BUILDING + in_building // PER_STAIR
            ),
            "house_type_id": ident(Thing.HOUSE_TYPE, project * 5 + place % 5),
            "floor": in_building % PER_STAIR // 4 + 1,
            "number": f"{in_building % PER_STAIR // 4 + 1}0{in_building % PER_STAIR % 4 + 1}",
            "usage": "parking" if place % 40 == 7 else "residence",
            "gross_area": 60 + place % 100,
            "list_price": 1_000_000 + place * 1_000,
            "status": status,
            "deal_id": ident(Thing.DEAL, deal_on(number)) if has_deal else None,
            "buyer_id": ident(Thing.CUSTOMER, deal_on(number) % CUSTOMERS) if has_deal else None,
            "expires_at": NOW + timedelta(hours=5)
            if status in ("reserved", "held", "locked")
            else None,
        }


def _status(place: int) -> str:
    """Of the units without a deal every hundredth is held, locked or suspended."""
    if place < DEALS_ON_OWN_UNIT:
        return stage_on(place)
    few = {17: "held", 23: "locked", 31: "suspended", 43: "draft", 57: "unreleased"}
    return few.get(place % 100, "available")


def _histories() -> Iterator[dict[str, Any]]:
    for number in range(UNITS * 2):
        yield {
            "unit_id": ident(Thing.UNIT, number % UNITS),
            "version": number // UNITS + 1,
            "to_status": "available",
        }


def _price_lists() -> Iterator[dict[str, Any]]:
    for number in range(PROJECTS * PRICE_LISTS_PER_PROJECT):
        yield {
            "id": ident(Thing.OTHER, number),
            "number": number // PROJECTS + 1,
            "project_id": ident(Thing.PROJECT, project_of(number)),
            "created_at": moment_of(number, PROJECTS * PRICE_LISTS_PER_PROJECT),
        }


def _listed_prices() -> Iterator[dict[str, Any]]:
    for number in range(PROJECTS * PRICE_LISTS_PER_PROJECT):
        first = project_of(number) * UNITS_PER_PROJECT
        for unit in range(first, first + UNITS_PER_PROJECT):
            yield {
                "price_list_id": ident(Thing.OTHER, number),
                "unit_id": ident(Thing.UNIT, unit),
            }
