"""One project's price list in versions (I-12): the opening one, the one in force, the next draft.

The planner drafts the list prices, the sales manager moves the floors along and submits, the
director consents.
"""

from demo.api import Platform
from demo.people import of_role

PROJECT = "DYJY"
_FLOORS = ("manager_floor_rate", "director_floor_rate")


def set_all(platform: Platform) -> None:
    opening = _drafted(platform, "开盘价格表", "0", None)
    _put_in_force(platform, opening, "按备案价核定开盘价格")
    second = _drafted(platform, "第二批价格表", "0.01", opening)
    _put_in_force(platform, second, "首批去化良好，整体上调 1%")
    _drafted(platform, "年末促销价格表", "-0.005", second)


def _drafted(platform: Platform, name: str, share: str, based_on: str | None) -> str:
    """The id of a draft whose list prices, then floors, are moved by `share`."""
    version = platform.notebook.id(name)
    planner, manager = (
        platform.desk(of_role(role, PROJECT)[0].username) for role in ("planner", "sales_manager")
    )
    project = platform.notebook.id(f"project {PROJECT}")
    draft = {"id": version, "name": name} | ({"based_on_id": based_on} if based_on else {})
    planner.enter(name, "POST", f"/projects/{project}/price-lists", draft)
    if share != "0":
        here = f"/price-lists/{version}/adjustment"
        moved = {"tiers": ["list_rate"], "share": share}
        planner.enter(f"{name} list prices", "POST", here, moved)
        manager.enter(f"{name} floors", "POST", here, moved | {"tiers": list(_FLOORS)})
    return version


def _put_in_force(platform: Platform, version: str, reason: str) -> None:
    manager = platform.desk(of_role("sales_manager", PROJECT)[0].username)
    director = platform.desk(of_role("sales_director")[0].username)
    submitted = manager.enter(
        f"submit {version}", "POST", f"/price-lists/{version}/submission", {"reason": reason}
    )
    director.enter(
        f"approve {version}",
        "POST",
        f"/approvals/{submitted['approval_id']}/decision",
        {"verdict": "approve", "comment": "同意"},
    )
