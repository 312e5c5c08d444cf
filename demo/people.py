"""Regions, sales teams and staff in every role (O-01; seed 004: posts and duties).

The people are invented. Who leads comes before those who are led: a team is formed around its
supervisor.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from demo.api import Desk, Platform

REGIONS = {"east": "成都东区", "south": "成都南区"}
TEAMS = {"BHLY": "北湖一组", "DYJY": "东樾一组", "XYT": "玺悦台一组", "GTYY": "观唐一组"}
"""One team per project, named by the project's code."""

EVERYWHERE = tuple(TEAMS)
EAST, SOUTH = ("BHLY", "DYJY"), ("XYT", "GTYY")


@dataclass(frozen=True)
class Person:
    username: str
    name: str
    role: str
    projects: tuple[str, ...] = ()
    leads_region: str | None = None
    team: str | None = None


LEADERS = (
    Person("qin.wenyuan", "秦文远", "general_manager"),
    Person("zhou.lan", "周岚", "sales_director"),
    Person("he.jianping", "何建平", "sales_manager", leads_region="east"),
    Person("tang.yue", "唐悦", "sales_manager", leads_region="south"),
    Person("luo.cheng", "罗成", "sales_supervisor", ("BHLY",)),
    Person("xie.min", "谢敏", "sales_supervisor", ("DYJY",)),
    Person("deng.hai", "邓海", "sales_supervisor", ("XYT",)),
    Person("feng.xue", "冯雪", "sales_supervisor", ("GTYY",)),
)

CONSULTANTS = tuple(
    Person(username, name, "consultant", (team,), team=team)
    for team, members in {
        "BHLY": {"li.na": "李娜", "wang.lei": "王磊", "chen.jing": "陈静"},
        "DYJY": {"liu.yang": "刘洋", "zhao.min": "赵敏", "huang.tao": "黄涛"},
        "XYT": {"wu.fang": "吴芳", "xu.kai": "徐凯", "sun.li": "孙丽"},
        "GTYY": {"ma.chao": "马超群", "zhu.lin": "朱琳", "hu.bin": "胡斌"},
    }.items()
    for username, name in members.items()
)

OFFICE = (
    Person("guo.ping", "郭萍", "control_supervisor", EAST),
    Person("lin.feng", "林峰", "control_supervisor", SOUTH),
    Person("gao.jie", "高洁", "control_clerk", EAST),
    Person("liang.yu", "梁宇", "control_clerk", SOUTH),
    Person("song.qian", "宋倩", "finance", EVERYWHERE),
    Person("han.bing", "韩冰", "planner", EVERYWHERE),
    Person("cao.lu", "曹璐", "account_manager", EVERYWHERE),
    Person("peng.rui", "彭瑞", "sales_assistant", EVERYWHERE),
    Person("dong.mei", "董梅", "service_supervisor", EVERYWHERE),
    Person("yuan.xin", "袁欣", "service_clerk", EVERYWHERE),
    Person("jiang.bo", "蒋波", "department", EVERYWHERE),
    Person("cai.wei", "蔡伟", "operator"),
)

STAFF = (*LEADERS, *CONSULTANTS, *OFFICE)


def open_regions(administrator: Desk, platform: Platform) -> None:
    for region, name in REGIONS.items():
        administrator.enter(
            f"region {region}",
            "POST",
            "/regions",
            {"id": platform.notebook.id(f"region {region}"), "name": name},
        )


def hire(administrator: Desk, platform: Platform) -> None:
    """Supervisors, then their teams, then everybody else."""
    _join(administrator, platform, LEADERS)
    for code, name in TEAMS.items():
        (leader,) = (one for one in of_role("sales_supervisor") if code in one.projects)
        administrator.enter(
            f"team {code}",
            "POST",
            "/teams",
            {
                "id": platform.notebook.id(f"team {code}"),
                "name": name,
                "region_id": platform.notebook.id(f"region {region_of(code)}"),
                "leader_id": platform.notebook.id(leader.username),
            },
        )
    _join(administrator, platform, (*CONSULTANTS, *OFFICE))


def _join(administrator: Desk, platform: Platform, people: Iterable[Person]) -> None:
    """Each gets a password of their own, which they may change (`PUT /me/password`)."""
    ids = platform.notebook.id
    for person in people:
        administrator.enter(
            f"staff {person.username}",
            "POST",
            "/staff",
            {
                "id": ids(person.username),
                "username": person.username,
                "name": person.name,
                "email": f"{person.username}@loupan.example",
                "roles": [person.role],
                "team_id": ids(f"team {person.team}") if person.team else None,
                "project_ids": [ids(f"project {code}") for code in person.projects],
                "region_ids": (
                    [ids(f"region {person.leads_region}")] if person.leads_region else []
                ),
            },
        )
        administrator.enter(
            f"password of {person.username}",
            "PUT",
            f"/staff/{ids(person.username)}/password",
            {"password": platform.notebook.password(person.username)},
        )


def region_of(project: str) -> str:
    return "east" if project in EAST else "south"


def of_role(role: str, project: str | None = None) -> list[Person]:
    """Who holds `role`, on `project` if it is given."""
    return [
        person
        for person in STAFF
        if person.role == role and (project is None or _works_on(person, project))
    ]


def _works_on(person: Person, project: str) -> bool:
    return project in person.projects or person.leads_region == region_of(project)
