"""What follows the contracts (I-18, I-22): filings and loans at every step, a loan refused,
an obstacle, and one unit that was measured, settled and handed over; its title is applied for."""

from decimal import ROUND_FLOOR, Decimal
from typing import Any

from demo.api import Platform
from demo.business import Stage, Story, stories
from demo.people import of_role

_LENDERS = {"commercial_loan": "中国建设银行成都分行", "provident_fund": "成都住房公积金管理中心"}
_TEN_THOUSAND = Decimal("10000")


def follow_all(platform: Platform) -> None:
    """Each signed contract a step further than the one before, in turn."""
    signed = [story for story in stories() if story.stage == Stage.SIGNED]
    for turn, story in enumerate(signed):
        _file(story, platform, turn % 3)
        _lend(story, platform, turn % 4)
    _report_obstacle(signed[2], platform)
    _refuse_loan(signed[5], platform)
    _hand_over(signed[0], platform)


def _file(story: Story, platform: Platform, steps: int) -> None:
    """Nothing yet, submitted, or filed."""
    customer, deal = story.customer, _deal(story, platform)
    clerk = platform.desk(of_role("service_clerk", story.project)[0].username)
    if steps < 2:
        clerk.enter(f"filing of {customer.what}", "POST", f"{deal}/filing/submission")
    if steps < 1:
        number = {"number": f"BA-{story.project}-{customer.number:04d}"}
        clerk.enter(f"filing number of {customer.what}", "POST", f"{deal}/filing/record", number)


def _lend(story: Story, platform: Platform, steps: int) -> None:
    """Documents missing, submitted, granted, or paid out."""
    customer, deal = story.customer, _deal(story, platform)
    clerk = platform.desk(of_role("service_clerk", story.project)[0].username)
    loans = clerk.read(f"{deal}/milestones")["loans"]
    for loan in loans:
        what = f"{loan['kind']} of {customer.what}"
        missing = ["收入证明"] if steps == 0 else []
        documents = {"kind": loan["kind"], "missing": missing}
        clerk.enter(f"documents for {what}", "POST", f"{deal}/milestone-documents", documents)
        submission = {
            "lender": _LENDERS[loan["kind"]],
            "amount": _loan_amount(story, platform, len(loans)),
        }
        for step, (name, body) in enumerate(
            {"submission": submission, "approval": {}, "payout": {}}.items(), start=1
        ):
            if steps >= step:
                clerk.enter(f"{name} of {what}", "POST", f"/loans/{loan['id']}/{name}", body)


def _refuse_loan(story: Story, platform: Platform) -> None:
    """An application that was submitted."""
    clerk = platform.desk(of_role("service_clerk", story.project)[0].username)
    for loan in clerk.read(f"{_deal(story, platform)}/milestones")["loans"]:
        what, why = (
            f"refusal of the loan of {story.customer.what}",
            {"reason": "征信记录不符合要求"},
        )
        clerk.enter(what, "POST", f"/loans/{loan['id']}/rejection", why)


def _loan_amount(story: Story, platform: Platform, parts: int) -> str:
    price = Decimal(platform.notebook[f"reservation of {story.customer.what}"]["price"])
    part = price * Decimal("0.6") / parts / _TEN_THOUSAND
    return f"{part.to_integral_value(ROUND_FLOOR) * _TEN_THOUSAND:.2f}"


def _report_obstacle(story: Story, platform: Platform) -> None:
    consultant = platform.desk(story.customer.consultant.username)
    obstacle = {
        "id": platform.notebook.id(f"obstacle of {story.customer.what}"),
        "kind": "filing",
        "what": "客户在外地出差，网签身份核验须本人到场",
    }
    path = f"{_deal(story, platform)}/obstacles"
    consultant.enter(f"obstacle of {story.customer.what}", "POST", path, obstacle)


def _hand_over(story: Story, platform: Platform) -> None:
    """From the notice to the keys: a defect repaired, 1.5 % more area than in the contract."""
    customer, deal = story.customer, _deal(story, platform)
    head = platform.desk(of_role("service_supervisor", story.project)[0].username)

    def enter(what: str, path: str, body: dict[str, Any], method: str = "POST") -> Any:
        return head.enter(f"{what} of {customer.what}", method, f"{deal}/{path}", body)

    today = str(platform.notebook.day(0))
    enter("handover notice", "handover/notice", {"appointed_on": today})
    found = [{"what": "厨房墙砖空鼓一处", "severity": "minor"}]
    enter("inspection", "handover/inspection", {"defects": found})
    for defect in head.read(f"{deal}/milestones")["handover"]["defects"]:
        path = f"/defects/{defect['id']}/rectification"
        head.enter(f"rectification of {defect['what']} for {customer.what}", "POST", path)
    documents = {"kind": "handover", "missing": []}
    enter("handover documents", "milestone-documents", documents)
    fees = [
        {"name": "专项维修资金", "amount": "12600.00", "paid_on": today},
        {"name": "首年物业费", "amount": "3800.00", "paid_on": today},
    ]
    enter("handover fees", "handover/fees", {"fees": fees}, method="PUT")
    area = Decimal(head.read(deal)["area"]) * Decimal("1.015")
    enter("area settlement", "handover/settlement", {"gross_area": f"{area:.2f}"})
    _collect(story, platform)
    enter("delivery", "handover/delivery", {})
    enter("title documents", "milestone-documents", {"kind": "title", "missing": []})
    enter("title application", "title/submission", {})


def _collect(story: Story, platform: Platform) -> None:
    """All but the deposit: asked for by the consultant, confirmed by manager and finance."""
    customer, deal = story.customer, _deal(story, platform)
    consultant = platform.desk(customer.consultant.username)
    manager, finance = (
        platform.desk(of_role(role, story.project)[0].username)
        for role in ("sales_manager", "finance")
    )
    for claim in finance.read(f"{deal}/schedule")["instalments"]:
        if claim["kind"] == "deposit":
            continue
        what = f"claim {claim['number']} of {customer.what}"
        receipt_id = platform.notebook.id(f"receipt for {what}")
        request = {"id": receipt_id, "kind": claim["kind"]}
        consultant.enter(f"request for {what}", "POST", f"{deal}/receipts", request)
        receipt = f"/receipts/{receipt_id}"
        manager.enter(f"endorsement for {what}", "POST", f"{receipt}/endorsement")
        finance.enter(f"confirmation for {what}", "POST", f"{receipt}/confirmation")


def _deal(story: Story, platform: Platform) -> str:
    return f"/deals/{platform.notebook.id(f'deal of {story.customer.what}')}"
