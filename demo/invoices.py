"""Invoices over the deposits of signed contracts, one in each state (I-20), and the refunds of
cancelled deals, each a step further than the one before (退款)."""

from typing import Any

from demo.api import Platform
from demo.business import Stage, Story, stories
from demo.people import of_role

_AMOUNT = "10000.00"
_COMPANY = {"title": "成都鹭鸣商贸有限公司", "tax_number": "91510100MA62BL1Q0X"}
_STATES = ("requested", "rejected", "reviewed", "issued", "signed", "reversed")


def issue_all(platform: Platform) -> None:
    signed = [story for story in stories() if story.stage == Stage.SIGNED]
    for turn, story in enumerate(signed[::3]):
        _invoice(story, _STATES[turn % len(_STATES)], platform, company=turn >= len(_STATES))


def _invoice(story: Story, state: str, platform: Platform, *, company: bool) -> None:
    consultant, manager, finance = _desks(story, platform)
    what = f"invoice for {story.customer.what}"
    invoice_id = platform.notebook.id(what)
    request = {"id": invoice_id, "amount": _AMOUNT} | (_COMPANY if company else {})
    consultant.enter(what, "POST", f"{_deal(story, platform)}/invoices", request)

    def step(desk: Any, name: str, **body: str) -> None:
        desk.enter(f"{name} of {what}", "POST", f"/invoices/{invoice_id}/{name}", body)

    if state == "rejected":
        step(manager, "review", decision="reject", reason="开票金额与收据不符")
    if state in _STATES[2:]:
        step(manager, "review", decision="approve")
    if state in _STATES[3:]:
        step(finance, "issue", number=_number(story, 1))
    if state in _STATES[4:]:
        step(consultant, "signature")
    if state == "reversed":
        _reverse(story, invoice_id, platform)


def _reverse(story: Story, invoice_id: str, platform: Platform) -> None:
    """Half of it is taken back."""
    consultant, manager, finance = _desks(story, platform)
    what = f"red invoice for {story.customer.what}"
    red_id = platform.notebook.id(what)
    request = {"id": red_id, "amount": "5000.00", "reason": "客户要求拆分开票"}
    consultant.enter(what, "POST", f"/invoices/{invoice_id}/reversal", request)
    approved = {"decision": "approve"}
    manager.enter(f"review of {what}", "POST", f"/invoices/{red_id}/review", approved)
    number = {"number": _number(story, 2)}
    finance.enter(f"issue of {what}", "POST", f"/invoices/{red_id}/issue", number)


def pay_back_all(platform: Platform) -> None:
    """What cancelled deals have left: asked for, confirmed, paid."""
    cancelled = [story for story in stories() if story.stage == Stage.CANCELLED]
    for turn, story in enumerate(cancelled):
        _pay_back(story, 2 - turn % 3, platform)


def _pay_back(story: Story, steps: int, platform: Platform) -> None:
    consultant, manager, finance = _desks(story, platform)
    deal_id = platform.notebook.id(f"deal of {story.customer.what}")
    for refund in finance.read("/refunds", deal_id=deal_id)["items"]:
        what, path = f"refund of {story.customer.what}", f"/refunds/{refund['id']}"
        note = {"payee_note": "原路退回至客户付款账户"}
        consultant.enter(f"request of {what}", "POST", f"{path}/request", note)
        if steps >= 1:
            manager.enter(f"confirmation of {what}", "POST", f"{path}/confirmation")
        if steps >= 2:
            payment = {"payment_ref": f"TK{story.customer.number:08d}"}
            finance.enter(f"payment of {what}", "POST", f"{path}/payment", payment)


def _number(story: Story, turn: int) -> str:
    """As electronic invoices are numbered (数电票): 20 digits."""
    return f"2551{turn}{story.customer.number:015d}"


def _desks(story: Story, platform: Platform) -> tuple[Any, Any, Any]:
    manager, finance = (
        platform.desk(of_role(role, story.project)[0].username)
        for role in ("sales_manager", "finance")
    )
    return platform.desk(story.customer.consultant.username), manager, finance


def _deal(story: Story, platform: Platform) -> str:
    return f"/deals/{platform.notebook.id(f'deal of {story.customer.what}')}"
