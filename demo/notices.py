"""The supervisors' morning notices: a task with a time node each, acknowledged (R-01, seed 000).

The first of every team acknowledges at once; who doesn't in time hears of it, and so does the
supervisor.
"""

from demo.api import Platform
from demo.people import CONSULTANTS, TEAMS, of_role


def send_all(platform: Platform) -> None:
    for code in TEAMS:
        supervisor = platform.desk(of_role("sales_supervisor", code)[0].username)
        members = [person for person in CONSULTANTS if person.team == code]
        sent = supervisor.enter(
            f"morning notice {code}",
            "POST",
            "/notices",
            {
                "recipient_ids": [platform.notebook.id(person.username) for person in members],
                "title": "今日重点：认购客户催签",
                "task": "逐一联系已认购客户，确认签约时间和所缺资料；下班前在系统中填写跟进记录。",
                "due_at": f"{platform.notebook.day(-1)}T18:00:00+08:00",
            },
        )
        first = members[0]
        (notice,) = (
            notice["id"]
            for notice in sent["items"]
            if notice["recipient_id"] == platform.notebook.id(first.username)
        )
        platform.desk(first.username).enter(
            f"acknowledgement {code}", "POST", f"/notices/{notice}/acknowledgement"
        )
