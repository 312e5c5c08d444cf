"""Projects and their units: opened, given their settings, entered from an Excel price list,
reviewed, put on sale.

Four people have a hand in it (I-04, I-05; seed 002): the planner's price list is entered by the
control clerk, reviewed by the control supervisor, released by the sales manager. In every project
the last tower stays in review and the one before it unreleased, so that each state has units; two
projects have a garage, on sale as a whole.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from pathlib import Path

from contracts.workbook import write_price_list
from demo import consents, garages, price_lists
from demo.api import Desk, Platform
from demo.people import of_role, region_of


@dataclass(frozen=True)
class Project:
    code: str
    name: str
    """As the city publishes it; units and prices come from there."""
    settings: dict[str, object] = field(default_factory=dict)
    garage: bool = False

    @property
    def large_contract(self) -> Decimal:
        """From this price on the general manager confirms the contract; the company's default."""
        return Decimal(str(self.settings.get("large_contract", "10000000.00")))

    @property
    def basis(self) -> str:
        return str(self.settings.get("price_basis", "gross_area"))


PROJECTS = (
    Project("BHLY", "北湖揽樾小区", {"reservation_hours": 48, "late_entry_days": 7}),
    Project("DYJY", "东樾玖苑", {"deposit": "50000.00", "sign_days": 10, "late_entry_days": 7}),
    Project("XYT", "玺悦台小区", {"sign_days": 2, "late_entry_days": 7}, garage=True),
    Project(
        "GTYY",
        "建发观唐映月小区",
        {
            "price_basis": "unit",
            "deposit": "100000.00",
            "large_contract": "6000000.00",
            "late_entry_days": 7,
        },
        garage=True,
    ),
)


def open_all(administrator: Desk, platform: Platform) -> None:
    for project in PROJECTS:
        administrator.enter(
            f"project {project.code}",
            "POST",
            "/projects",
            {
                "id": platform.notebook.id(f"project {project.code}"),
                "code": project.code,
                "name": project.name,
                "region_id": platform.notebook.id(f"region {region_of(project.code)}"),
                **price_lists.facts(project.name),
            },
        )


def give_settings(platform: Platform) -> None:
    """Each project's own rules, as its manager asks for and the director consents to."""
    for project in PROJECTS:
        what = f"settings {project.code}"
        manager = platform.desk(of_role("sales_manager", project.code)[0].username)
        asked_for = manager.enter(
            what,
            "POST",
            f"/projects/{platform.notebook.id(f'project {project.code}')}/settings-changes",
            {"settings": project.settings, "reason": "按开盘方案设定"},
        )
        consents.consent(platform, project.code, what, asked_for)


def put_on_sale(project: Project, platform: Platform, home: Path) -> int:
    """Answers how many units the price list has."""
    clerk, supervisor, manager = (
        platform.desk(of_role(role, project.code)[0].username)
        for role in ("control_clerk", "control_supervisor", "sales_manager")
    )
    here = f"/projects/{platform.notebook.id(f'project {project.code}')}"
    for name, layout, usage in _house_types(project):
        clerk.enter(
            f"house type {project.code} {name}",
            "POST",
            f"{here}/house-types",
            {"name": name, "layout": layout, "usage": usage},
        )
    imported = clerk.upload(
        f"price list {project.code}",
        f"{here}/imports",
        "价格表.xlsx",
        price_list(project, home).read_bytes(),
        create_house_types="false",
    )
    buildings = clerk.read(here)["buildings"]
    towers = [building for building in buildings if building["name"] != garages.BUILDING]
    reviewed = [building for building in buildings if building != towers[-1]]
    for number, building in enumerate(reviewed, start=1):
        supervisor.enter(
            f"review {project.code} {number}",
            "POST",
            f"{here}/reviews",
            {"building_id": building["id"], "decision": "approve"},
        )
    released = [building for building in reviewed if building != towers[-2]]
    for number, building in enumerate(released, start=1):
        manager.enter(
            f"release {project.code} {number}",
            "POST",
            f"{here}/releases",
            {"building_id": building["id"], "reason": "首批推盘"},
        )
    return int(imported["units"])


def _house_types(project: Project) -> list[tuple[str, str, str]]:
    """Name, layout, usage."""
    homes = [(name, layout, "residence") for _, name, layout in price_lists.HOUSE_TYPES]
    return [*homes, *(garages.HOUSE_TYPES if project.garage else ())]


def price_list(project: Project, home: Path) -> Path:
    """The workbook, `<LOUPAN_HOME>/price-lists/<project>.xlsx`; written once, because a workbook
    carries the moment at which it was made and a repeated upload has to be the same."""
    file = home / "price-lists" / f"{project.name}.xlsx"
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        unfinished = file.with_suffix(".new")
        garage = garages.units(project.basis) if project.garage else ()
        homes = price_lists.units(project.name, project.basis)
        unfinished.write_bytes(write_price_list(chain(homes, garage)))
        unfinished.rename(file)
    return file
