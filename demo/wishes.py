"""What is asked for beside the sale: promises, corrections of units, a hold (I-08, I-12, I-23). Of
each kind one has been consented to and one still waits."""

from typing import Any

from demo import orders
from demo.api import Platform
from demo.business import Stage, Story, stories
from demo.people import of_role

_SERVICE = {"kind": "service", "text": "交房前免费更换入户门锁"}
_FEE = {"kind": "fee", "text": "承担首年物业费", "amount": "3600.00", "payment_form": "cash"}


def ask_all(platform: Platform) -> None:
    kept, waiting = _stories(Stage.SIGNED, "XYT")[:2]
    orders.consent(platform, "XYT", "promise", _promise(kept, platform, "promise", _SERVICE))
    _promise(waiting, platform, "costly promise", _FEE)
    units = _units(platform)
    correction = _correct(platform, "correction", units[0], orientation="东南")
    orders.consent(platform, "XYT", "correction", correction)
    _correct(platform, "second correction", units[1], orientation="西南")
    _hold(_stories(Stage.VISITED, "XYT")[0], platform, units[2])


def _stories(stage: Stage, project: str) -> list[Story]:
    return [one for one in stories() if (one.stage, one.project) == (stage, project)]


def _promise(story: Story, platform: Platform, what: str, promise: dict[str, Any]) -> Any:
    desk = platform.desk(story.customer.consultant.username)
    deal = platform.notebook.id(f"deal of {story.customer.what}")
    body = {"id": platform.notebook.id(what)} | promise
    return desk.enter(what, "POST", f"/deals/{deal}/promises", body)


def _correct(platform: Platform, what: str, unit: str, **facts: Any) -> Any:
    clerk = platform.desk(of_role("control_clerk", "XYT")[0].username)
    body = {"id": platform.notebook.id(what), "reason": "与测绘报告核对后更正"} | facts
    return clerk.enter(what, "POST", f"/units/{unit}/data-changes", body)


def _hold(story: Story, platform: Platform, unit: str) -> None:
    body = {
        "id": platform.notebook.id("hold"),
        "customer_id": platform.notebook.id(story.customer.what),
        "days": 5,
        "reason": "客户家人周末到访后决定",
    }
    desk = platform.desk(story.customer.consultant.username)
    desk.enter("hold", "POST", f"/units/{unit}/holds", body)


def _units(platform: Platform) -> list[str]:
    """Three free units; noted, so that a continued load stays with them."""
    if "units of wishes" not in platform.notebook:
        desk = platform.desk(of_role("control_clerk", "XYT")[0].username)
        units = f"/projects/{platform.notebook.id('project XYT')}/units"
        free = desk.read(units, status="available", page_size=3)["items"]
        platform.notebook.note("units of wishes", {"ids": [unit["id"] for unit in free]})
    ids: list[str] = platform.notebook["units of wishes"]["ids"]
    return ids
