"""The words of messages to customers, and what overtakes what."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from contracts.crm.contact.messages import MessageKind, MessageStatus
from contracts.event import EVENTS
from contracts.schema import Ask
from contracts.vocabulary import words
from services.crm.contact.messages import rules
from services.crm.contact.messages.rules import Known

DEPOSIT = Ask(number=1, kind="deposit", amount=Decimal("20000.00"), due_on=date(2026, 12, 1))
LOAN = Ask(number=3, kind="loan", amount=Decimal("900000.00"), due_on=None)
DOWN = Ask(number=2, kind="down_payment", amount=Decimal("380000.00"), due_on=date(2026, 12, 20))


def told(kind: str | None = "deposit", **more: Any) -> Ask:
    facts: dict[str, Any] = {
        "project_name": "锦绣花园",
        "unit_number": "1203",
        "amount": Decimal("20000.00"),
        "open_amount": Decimal("1280000.00"),
        "due_on": date(2026, 12, 20),
        "business_day": date(2026, 11, 30),
        "asks": [],
    }
    return Ask(**facts | more, **({"kind": kind} if kind else {}))


@pytest.mark.parametrize(
    ("kind", "facts", "title", "body"),
    [
        (
            "payment_requested",
            told(asks=[DEPOSIT]),
            "付款通知：锦绣花园 1203 房",
            "您购买的锦绣花园 1203 房应付定金 20,000.00 元（应于 2026-12-01（含当日）前支付），"
            "请支付至合同约定的收款账户。目前尚有 1,280,000.00 元未付，"
            "最近一期应于 2026-12-20（含当日）前支付。"
            "如您已支付，请忽略本通知。",
        ),
        (
            "payment_requested",
            told("down_payment", amount=Decimal("400000.00"), asks=[DEPOSIT, DOWN]),
            "付款通知：锦绣花园 1203 房",
            "您购买的锦绣花园 1203 房应付首付 400,000.00 元（第 1 期定金 20,000.00 元，"
            "应于 2026-12-01（含当日）前支付；第 2 期首付 380,000.00 元，"
            "应于 2026-12-20（含当日）前支付），"
            "请支付至合同约定的收款账户。目前尚有 1,280,000.00 元未付，"
            "最近一期应于 2026-12-20（含当日）前支付。"
            "如您已支付，请忽略本通知。",
        ),
        (
            "payment_requested",
            told("loan", amount=Decimal("900000.00"), asks=[LOAN], due_on=None),
            "贷款放款通知：锦绣花园 1203 房",
            "您购买的锦绣花园 1203 房正在申请银行放款 900,000.00 元，请配合银行办理手续。"
            "目前尚有 1,280,000.00 元未付。",
        ),
        (
            "request_withdrawn",
            told(),
            "付款通知撤回：锦绣花园 1203 房",
            "此前通知您支付的锦绣花园 1203 房定金 20,000.00 元现已撤回，请以后续通知为准。",
        ),
        (
            "payment_received",
            told(open_amount=Decimal("0.00"), due_on=None),
            "收款确认：锦绣花园 1203 房",
            "您购买的锦绣花园 1203 房已于 2026-11-30 收到定金 20,000.00 元。应付款项已全部付清。",
        ),
        (
            "payment_received",
            told("transfer", open_amount=Decimal("0.00"), due_on=None),
            "转款确认：锦绣花园 1203 房",
            "您原购房源的已付款 20,000.00 元已于 2026-11-30 转入锦绣花园 1203 房。"
            "应付款项已全部付清。",
        ),
        (
            "payment_reversed",
            told(due_on=None),
            "收款更正：锦绣花园 1203 房",
            "您购买的锦绣花园 1203 房此前登记的定金 20,000.00 元已于 2026-11-30 更正冲销。"
            "目前尚有 1,280,000.00 元未付。如有疑问，请联系您的置业顾问。",
        ),
        (
            "payment_reversed",
            told("transfer"),
            "转款通知：锦绣花园 1203 房",
            "您原购锦绣花园 1203 房的已付款 20,000.00 元已于 2026-11-30 转入您更换的房源。",
        ),
        (
            "refund_paid",
            told(None, open_amount=None, due_on=None),
            "退款通知：锦绣花园 1203 房",
            "锦绣花园 1203 房的退款 20,000.00 元已于 2026-11-30 支付，请查收。",
        ),
    ],
)
def test_what_customers_are_told(kind: str, facts: Ask, title: str, body: str) -> None:
    assert rules.text_of(MessageKind(kind), facts) == (title, body)


def test_every_kind_has_its_words_and_every_special_one_is_a_kind_of_receipt() -> None:
    assert set(rules.TEXTS) == set(MessageKind)
    special = {kind for texts in rules.TEXTS.values() for kind in texts} - {rules.USUAL}
    assert special <= set(words("receipt_kind"))


@pytest.mark.parametrize(
    ("event", "facts", "kind"),
    [
        ("receipt_changed", Ask(status="requested", taken=False), None),
        ("receipt_changed", Ask(status="taken", taken=None), None),
        ("receipt_changed", Ask(status="endorsed", taken=False), "payment_requested"),
        ("receipt_changed", Ask(status="endorsed", taken=True), None),
        ("receipt_changed", Ask(status="rejected", taken=None), "request_withdrawn"),
        ("receipt_confirmed", Ask(), "payment_received"),
        ("receipt_reversed", Ask(), "payment_reversed"),
        ("refund_paid", Ask(), "refund_paid"),
    ],
)
def test_what_is_for_the_customer(event: str, facts: Ask, kind: str | None) -> None:
    assert rules.kind_of(EVENTS[f"inventory.{event}"], facts) == kind


ASKED = MessageKind.PAYMENT_REQUESTED


@pytest.mark.parametrize(
    ("status", "may_be_sent", "is_overtaken_by_money", "withdrawal_is_told"),
    [
        (MessageStatus.OPEN, False, True, False),
        (MessageStatus.OPEN, True, True, True),  # the e-mail failed, perhaps after it arrived
        (MessageStatus.MAILING, False, True, False),
        (MessageStatus.MAILING, True, True, True),
        (MessageStatus.TOLD, False, False, True),
        (MessageStatus.OVERTAKEN, False, False, False),
    ],
)
def test_a_request_is_told_while_it_waits_for_the_money_only(
    status: MessageStatus, may_be_sent: bool, is_overtaken_by_money: bool, withdrawal_is_told: bool
) -> None:
    request = Known(ASKED, 2, status, may_be_sent)
    money, withdrawal = MessageKind.PAYMENT_RECEIVED, MessageKind.REQUEST_WITHDRAWN
    assert rules.overtakes(money, 3, request) is is_overtaken_by_money
    assert rules.is_overtaken(withdrawal, 3, [request]) is not withdrawal_is_told
    assert not rules.is_overtaken(money, 3, [request])


def test_a_request_that_comes_after_its_money_is_not_told() -> None:
    money = Known(MessageKind.PAYMENT_RECEIVED, 3, MessageStatus.OPEN, may_be_sent=False)
    assert rules.is_overtaken(ASKED, 2, [money])
    assert not rules.is_overtaken(ASKED, 2, [])
