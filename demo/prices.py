"""One project's price list in versions (I-12): the opening one, the one in force, one that comes
into force later, one that waits for consent, the next draft.

The planner drafts the list prices, the sales manager moves the floors along and submits, the
director consents.
"""

from typing import Any

from demo.api import Platform
from demo.people import of_role

PROJECT = "DYJY"
_FLOORS = ("manager_floor_rate", "director_floor_rate")


def set_all(platform: Platform) -> None:
    opening = _drafted(platform, "开盘价格表", "0", None)
    _put_in_force(platform, opening, "按备案价核定开盘价格")
    second = _drafted(platform, "第二批价格表", "0.01", opening)
    _put_in_force(platform, second, "首批去化良好，整体上调 1%")
    third = _drafted(platform, "年末促销价格表", "-0.005", second)
    later = f"{platform.notebook.day(-20)}T00:00:00+08:00"
    _put_in_force(platform, third, "年末促销，下调 0.5%", effective_at=later)
    waiting = _drafted(platform, "年后恢复价格表", "0", second)
    _submit(platform, waiting, {"reason": "促销结束后恢复第二批价格"})
    _drafted(platform, "第三批价格表", "0", second)


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


def _put_in_force(platform: Platform, version: str, reason: str, **when: str) -> None:
    director = platform.desk(of_role("sales_director")[0].username)
    submitted = _submit(platform, version, {"reason": reason} | when)
    director.enter(
        f"approve {version}",
        "POST",
        f"/approvals/{submitted['approval_id']}/decision",
        {"verdict": "approve", "comment": "同意"},
    )


def _submit(platform: Platform, version: str, how: dict[str, str]) -> Any:
    manager = platform.desk(of_role("sales_manager", PROJECT)[0].username)
    return manager.enter(f"submit {version}", "POST", f"/price-lists/{version}/submission", how)
