"""Papers and pictures: floor plans of the house types, renderings of the projects, contracts in the
archive, one that is lent, one that came back, letters from authorities (I-02, I-16).

The assistant has not archived every contract yet.
"""

from demo import pictures
from demo.api import Platform
from demo.business import Stage, Story, stories
from demo.people import of_role
from demo.price_lists import HOUSE_TYPES
from demo.projects import PROJECTS

_NOT_YET = 9
"""Of every so many contracts one is still to be archived."""

_LENDS = "XYT"

_LETTERS = (
    ("incoming", "市住房和城乡建设局", "商品房预售资金监管检查通知", "住建监〔2026〕118 号"),
    ("outgoing", "不动产登记中心", "首批购房人产权办理资料报送", "销字〔2026〕7 号"),
)


def keep_all(platform: Platform) -> None:
    for project in PROJECTS:
        _draw(project.code, platform)
        _correspond(project.code, platform)
    signed = [story for story in stories() if story.stage == Stage.SIGNED]
    archived = [story for story in signed if story.customer.number % _NOT_YET != 1]
    for story in archived:
        _archive(story, platform)
    lent, wanted, returned = [one for one in archived if one.project == _LENDS][:3]
    _lend(lent, platform)
    _ask_for(wanted, platform)
    _take_back(returned, platform)


def _draw(code: str, platform: Platform) -> None:
    planner = platform.desk(of_role("planner", code)[0].username)
    project = platform.notebook.id(f"project {code}")
    found = planner.read(f"/projects/{project}/house-types")["items"]
    kinds = [kind for kind in found if kind["usage"] == "residence"]
    rooms = {name: number % 3 + 2 for number, (_, name, _) in enumerate(HOUSE_TYPES)}
    for kind in kinds:
        planner.upload(
            f"floor plan {code} {kind['name']}",
            "/attachments",
            f"{kind['name']}户型图.png",
            pictures.floor_plan(rooms.get(kind["name"], 2)),
            subject="house_type",
            subject_id=kind["id"],
            kind="floor_plan",
        )
    planner.upload(
        f"rendering {code}",
        "/attachments",
        "鸟瞰效果图.png",
        pictures.rendering(len(code) + 2),
        subject="project",
        subject_id=project,
        kind="rendering",
    )


def _correspond(code: str, platform: Platform) -> None:
    assistant = platform.desk(of_role("sales_assistant", code)[0].username)
    project = platform.notebook.id(f"project {code}")
    for direction, authority, about, number in _LETTERS:
        assistant.enter(
            f"{direction} letter {code}",
            "POST",
            f"/projects/{project}/letters",
            {
                "direction": direction,
                "authority": authority,
                "about": about,
                "number": number,
                "dated": str(platform.notebook.day(5)),
            },
        )


def _archive(story: Story, platform: Platform) -> None:
    assistant = platform.desk(of_role("sales_assistant", story.project)[0].username)
    number, deal = story.customer.number, platform.notebook.id(f"deal of {story.customer.what}")
    assistant.enter(
        f"archived contract of {story.customer.what}",
        "POST",
        f"/deals/{deal}/archive",
        {
            "id": platform.notebook.id(f"document of {story.customer.what}"),
            "kind": "contract",
            "title": "商品房买卖合同",
            "copies": 4,
            "place": f"{story.project}柜 {number // 12 + 1}-{number % 12 + 1}",
        },
    )


def _ask_for(story: Story, platform: Platform, purpose: str = "办理按揭补充资料") -> str:
    consultant = platform.desk(story.customer.consultant.username)
    borrowing = platform.notebook.id(f"borrowing of {story.customer.what}")
    consultant.enter(
        f"wish to borrow for {story.customer.what}",
        "POST",
        f"/archive/{platform.notebook.id(f'document of {story.customer.what}')}/borrowings",
        {"id": borrowing, "purpose": purpose, "due_on": str(platform.notebook.day(-1))},
    )
    return f"/borrowings/{borrowing}"


def _lend(story: Story, platform: Platform) -> str:
    """To be back by tomorrow."""
    borrowing = _ask_for(story, platform, "客户贷款银行核对原件")
    supervisor = platform.desk(of_role("control_supervisor", story.project)[0].username)
    assistant = platform.desk(of_role("sales_assistant", story.project)[0].username)
    what = story.customer.what
    supervisor.enter(f"consent to lend {what}", "POST", f"{borrowing}/decision", {"grant": True})
    assistant.enter(f"lending of {what}", "POST", f"{borrowing}/lending")
    return borrowing


def _take_back(story: Story, platform: Platform) -> None:
    path, what = f"{_lend(story, platform)}/return", f"return of {story.customer.what}"
    assistant = platform.desk(of_role("sales_assistant", story.project)[0].username)
    assistant.enter(what, "POST", path, {"remark": "完好，附件齐全"})
