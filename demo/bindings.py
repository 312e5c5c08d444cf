"""What happens in the garages (I-01, I-05, I-07): spaces and storage rooms bound to homes, one sold
with its home, one on the way; some suspended, some to be suspended, some taken off sale again."""

from typing import Any

from demo import consents
from demo.api import Platform
from demo.business import Stage, Story, stories
from demo.people import of_role
from demo.projects import PROJECTS

_HANDOVER_IN_DAYS = 540
_SHOWN = "XYT"


def bind_all(platform: Platform) -> None:
    for project in PROJECTS:
        if project.garage:
            _bind(project.code, platform)
    first, second, *_ = _signed(_SHOWN)
    spaces = _units(_SHOWN, "parking", platform)
    _sell(first, _subscribe(first, spaces[0], platform), platform)
    _subscribe(second, spaces[1], platform)
    suspended = _suspend(platform, "suspension", spaces[-3:], "消防通道调整，车位重新划线")
    consents.consent(platform, _SHOWN, "suspension", suspended | {"needs": ["sales_director"]})
    _suspend(platform, "second suspension", spaces[-5:-3], "人防车位权属待核实")
    _close(spaces[-7:-5], platform)


def _bind(code: str, platform: Platform) -> None:
    """To the homes of the first buyers a space each; to the first one a storage room too."""
    spaces, rooms = (_units(code, usage, platform) for usage in ("parking", "storage"))
    supervisor = platform.desk(of_role("control_supervisor", code)[0].username)
    homes = [platform.notebook[f"unit for {story.customer.what}"]["id"] for story in _signed(code)]
    for unit, home in zip([rooms[0], *spaces], [homes[0], *homes], strict=False):
        body = {"home_id": home, "reason": "随房配售"}
        supervisor.enter(f"binding {unit}", "POST", f"/units/{unit}/binding", body)


def _signed(code: str) -> list[Story]:
    return [one for one in stories() if (one.stage, one.project) == (Stage.SIGNED, code)][:3]


def _units(code: str, usage: str, platform: Platform) -> list[str]:
    desk = platform.desk(of_role("control_supervisor", code)[0].username)
    units = f"/projects/{platform.notebook.id(f'project {code}')}/units"
    return [str(unit["id"]) for unit in desk.read(units, usage=usage, page_size=50)["items"]]


def _subscribe(story: Story, space: str, platform: Platform) -> str:
    """The buyer of the home takes the space bound to it. Answers the deal's path."""
    what = f"space of {story.customer.what}"
    deal_id = platform.notebook.id(f"deal of {what}")
    platform.desk(story.customer.consultant.username).enter(
        f"subscription of {what}",
        "POST",
        f"/units/{space}/subscription",
        {
            "id": deal_id,
            "customer_id": platform.notebook.id(story.customer.what),
            "payment_method": "lump_sum",
            "handover_date": str(platform.notebook.day(-_HANDOVER_IN_DAYS)),
        },
    )
    return f"/deals/{deal_id}"


def _sell(story: Story, deal: str, platform: Platform) -> None:
    """From the subscription to the contract, which is kept on paper."""
    what = f"space of {story.customer.what}"
    receipt_id = platform.notebook.id(f"deposit of {what}")
    receipt = f"/receipts/{receipt_id}"
    clerk, manager, finance = (
        of_role(role, story.project)[0].username
        for role in ("control_clerk", "sales_manager", "finance")
    )
    steps: tuple[tuple[str, str, dict[str, Any]], ...] = (
        (clerk, f"{deal}/documents", {"complete": True}),
        (manager, f"{deal}/sign-off", {}),
        (
            story.customer.consultant.username,
            f"{deal}/receipts",
            {"id": receipt_id, "kind": "deposit"},
        ),
        (manager, f"{receipt}/endorsement", {}),
        (finance, f"{receipt}/confirmation", {}),
        (manager, f"{deal}/contract", {"without_text": True}),
    )
    for username, path, body in steps:
        name = f"{path.rpartition('/')[2]} of {what}"
        platform.desk(username).enter(name, "POST", path, body)


def _suspend(platform: Platform, what: str, units: list[str], reason: str) -> Any:
    body = {"id": platform.notebook.id(what), "unit_ids": units, "reason": reason}
    return _manager(platform).enter(what, "POST", f"{_project(platform)}/suspensions", body)


def _close(units: list[str], platform: Platform) -> None:
    body = {"unit_ids": units, "reason": "首批推盘后封盘，留待下一批"}
    _manager(platform).enter("closing", "POST", f"{_project(platform)}/withdrawals", body)


def _manager(platform: Platform) -> Any:
    return platform.desk(of_role("sales_manager", _SHOWN)[0].username)


def _project(platform: Platform) -> str:
    return f"/projects/{platform.notebook.id(f'project {_SHOWN}')}"
