"""Buyers in arrears (I-19): in every project one who agreed on dates that have long passed and paid
a part; late fees charged, one waived, one waiver that waits for the director."""

from decimal import Decimal
from typing import Any

from demo import consents, customers
from demo.api import Platform
from demo.business import Stage, Story, chosen_unit
from demo.customers import Customer
from demo.people import CONSULTANTS, EVERYWHERE, of_role

_FIRST_NUMBER = 9001
_DUE_DAYS_AGO = (210, 120, 60, 20, 4)
"""One instalment for each age of overdue money."""

_HANDOVER_IN_DAYS = 540
_PLAN = "分期付款（按日历）"


def fall_behind(platform: Platform) -> None:
    for code in EVERYWHERE:
        customer = _customer(code)
        deal = _subscribe(customer, code, platform)
        _pay_a_part(customer, code, deal, platform)
    _waive("XYT", "800.00", platform, decided=True)
    _waive("DYJY", None, platform, decided=False)


def _customer(code: str) -> Customer:
    seller = next(person for person in CONSULTANTS if person.projects[0] == code)
    return Customer(_FIRST_NUMBER + EVERYWHERE.index(code), seller)


def _subscribe(customer: Customer, code: str, platform: Platform) -> str:
    """By a plan with dates in the past, which is then no longer in use."""
    manager = platform.desk(of_role("sales_manager", code)[0].username)
    consultant = platform.desk(customer.consultant.username)
    what = f"payment plan {code} {_PLAN}"
    plan = manager.enter(
        what,
        "POST",
        f"/projects/{platform.notebook.id(f'project {code}')}/payment-plans",
        {"name": _PLAN, "payment_method": "instalments", "lines": _lines(platform)},
    )
    consents.consent(platform, code, what, plan)
    customers.register(customer, consultant, platform)
    unit = chosen_unit(Story(customer, Stage.SUBSCRIBED), platform)
    deal_id = platform.notebook.id(f"deal of {customer.what}")
    consultant.enter(
        f"subscription of {customer.what}",
        "POST",
        f"/units/{unit['id']}/subscription",
        {
            "id": deal_id,
            "customer_id": platform.notebook.id(customer.what),
            "payment_method": "instalments",
            "payment_plan_id": plan["id"],
            "handover_date": str(platform.notebook.day(-_HANDOVER_IN_DAYS)),
        },
    )
    manager.enter(f"end of payment plan {code} {_PLAN}", "POST", f"/payment-plans/{plan['id']}/end")
    return f"/deals/{deal_id}"


def _lines(platform: Platform) -> list[dict[str, Any]]:
    past = [
        {
            "name": f"第{number}期款",
            "kind": "instalment",
            "share": "0.05",
            "due": "on_date",
            "on": str(platform.notebook.day(ago)),
        }
        for number, ago in enumerate(_DUE_DAYS_AGO, start=1)
    ]
    last = {"name": "尾款", "kind": "instalment", "rest": True}
    return [*past, last | {"due": "on_date", "on": str(platform.notebook.day(-90))}]


def _pay_a_part(customer: Customer, code: str, deal: str, platform: Platform) -> None:
    what = f"late part of {customer.what}"
    receipt_id = platform.notebook.id(what)
    steps: tuple[tuple[str, str, dict[str, str]], ...] = (
        (customer.consultant.username, f"{deal}/receipts", _part(receipt_id)),
        (of_role("sales_manager", code)[0].username, f"/receipts/{receipt_id}/endorsement", {}),
        (
            of_role("finance", code)[0].username,
            f"/receipts/{receipt_id}/confirmation",
            {"received_on": str(platform.notebook.day(2))},
        ),
    )
    for username, path, body in steps:
        name = f"{path.rpartition('/')[2]} of {what}"
        platform.desk(username).enter(name, "POST", path, body)


def _part(receipt_id: str) -> dict[str, str]:
    return {"id": receipt_id, "kind": "instalment", "amount": "60000.00"}


def _waive(code: str, amount: str | None, platform: Platform, *, decided: bool) -> None:
    """The manager charges what has accrued; the consultant asks for the largest fee to be waived,
    in part or wholly."""
    customer = _customer(code)
    manager = platform.desk(of_role("sales_manager", code)[0].username)
    consultant = platform.desk(customer.consultant.username)
    deal = f"/deals/{platform.notebook.id(f'deal of {customer.what}')}"
    manager.enter(f"late fees of {customer.what}", "POST", f"{deal}/late-fees")
    fees = consultant.read(f"{deal}/late-fees")["charged"]
    largest = max(fees, key=lambda fee: Decimal(fee["amount"]))
    wish = {"reason": "银行放款延误，客户已提供证明"} | ({"amount": amount} if amount else {})
    asked = consultant.enter(
        f"waiver for {customer.what}", "POST", f"/late-fees/{largest['id']}/waiver", wish
    )
    if decided:
        manager.enter(
            f"consent to the waiver for {customer.what}",
            "POST",
            f"/approvals/{asked['approval_id']}/decision",
            {"verdict": "approve", "comment": "情况属实，同意部分减免"},
        )
