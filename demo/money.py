"""Money after the deposit (I-19): instalments at every step between request and confirmation, a
bounced cheque reversed and another waiting for consent, cash that consultants had to take; some
customers have been told, by e-mail or by phone, others are to be."""

import time
from typing import Any

from demo.api import Desk, Platform
from demo.business import Stage, Story, stories
from demo.people import of_role

_PART = "100000.00"
_PATIENCE_SECONDS = 30.0


def follow_all(platform: Platform) -> None:
    """The contracts of yesterday have their down payment; those of before are on the way."""
    signed = [story for story in stories() if story.stage == Stage.SIGNED]
    yesterday = [story for story in signed if story.days_ago == 1]
    for story in yesterday:
        _receive(story, platform, "down payment", 3, {})
    for turn, story in enumerate(one for one in signed if one.days_ago > 1):
        _receive(story, platform, "part", turn % 4, {"amount": _PART})
    _reverse(yesterday[0], platform, decided=True)
    _reverse(yesterday[1], platform, decided=False)
    unpaid = [story for story in stories() if story.stage == Stage.SUBSCRIBED]
    _take_cash(unpaid[0], platform, handed_in=True)
    _take_cash(unpaid[1], platform, handed_in=False)


def tell_customers(platform: Platform) -> None:
    """Every other customer who doesn't read e-mail was told of yesterday's down payment by phone;
    the others are still to be told."""
    yesterday = (s for s in stories() if s.stage == Stage.SIGNED and s.days_ago == 1)
    by_person = [story for story in yesterday if not story.customer.reads_email]
    for story in by_person[::2]:
        what = f"telling {story.customer.what} of the down payment"
        desk = platform.desk(story.customer.consultant.username)
        message_id = None if what in platform.notebook else _message(desk, story, platform)
        if message_id:
            desk.enter(what, "POST", f"/customer-messages/{message_id}/told", {"how": "phone"})


def _message(desk: Desk, story: Story, platform: Platform) -> str | None:
    """What the customer is to be told of the down payment, once that has got about."""
    receipt_id = platform.notebook.id(f"down payment of {story.customer.what}")
    deal_id = platform.notebook.id(f"deal of {story.customer.what}")
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end:
        for message in desk.read("/customer-messages", deal_id=deal_id)["items"]:
            if message["source_id"] == receipt_id and message["kind"] == "payment_received":
                return str(message["id"])
        time.sleep(0.1)
    return None


def _receive(
    story: Story, platform: Platform, name: str, steps: int, request: dict[str, str]
) -> None:
    """Requested, endorsed and turned down, endorsed, or confirmed."""
    what = f"{name} of {story.customer.what}"
    receipt_id = platform.notebook.id(what)
    consultant = platform.desk(story.customer.consultant.username)
    body = {"id": receipt_id, **request}
    consultant.enter(f"request of {what}", "POST", f"{_deal(story, platform)}/receipts", body)
    if steps >= 1:
        _step(story, platform, "sales_manager", what, "endorsement", {})
    if steps == 1:
        _step(story, platform, "finance", what, "rejection", {"reason": "到账金额与申请不符"})
    if steps == 3:
        day = str(platform.notebook.day(0))
        _step(story, platform, "finance", what, "confirmation", {"received_on": day})


def _reverse(story: Story, platform: Platform, *, decided: bool) -> None:
    what = f"down payment of {story.customer.what}"
    asked = _step(story, platform, "finance", what, "reversal", {"reason": "支票被银行退票"})
    if decided:
        manager = platform.desk(of_role("sales_manager", story.project)[0].username)
        manager.enter(
            f"consent to the reversal of {what}",
            "POST",
            f"/approvals/{asked['approval_id']}/decision",
            {"verdict": "approve", "comment": "已核对退票通知"},
        )


def _take_cash(story: Story, platform: Platform, *, handed_in: bool) -> None:
    what = f"cash of {story.customer.what}"
    consultant = platform.desk(story.customer.consultant.username)
    body = {
        "id": platform.notebook.id(what),
        "kind": "deposit",
        "amount": "5000.00",
        "method": "cash",
        "reason": "客户夜间到访，银行已下班，坚持交付现金",
    }
    consultant.enter(what, "POST", f"{_deal(story, platform)}/taken-money", body)
    if handed_in:
        path = f"/receipts/{platform.notebook.id(what)}/hand-in"
        consultant.enter(f"hand-in of {what}", "POST", path)


def _step(
    story: Story, platform: Platform, role: str, what: str, step: str, body: dict[str, str]
) -> Any:
    desk = platform.desk(of_role(role, story.project)[0].username)
    path = f"/receipts/{platform.notebook.id(what)}/{step}"
    return desk.enter(f"{step} of {what}", "POST", path, body)


def _deal(story: Story, platform: Platform) -> str:
    return f"/deals/{platform.notebook.id(f'deal of {story.customer.what}')}"
