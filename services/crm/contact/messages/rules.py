"""Which facts customers are told, in which words, and what overtakes what (I-19)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from common.actor import Actor
from common.offers import Offer, Offers
from contracts.crm.contact.messages import (
    MessageKind,
    MessageStatus,
    message_settled,
    tell_customer,
)
from contracts.event import EventType
from contracts.inventory.money.receipts import RECEIPT_CHANGED, RECEIPT_CONFIRMED, RECEIPT_REVERSED
from contracts.inventory.money.refunds import REFUND_PAID
from contracts.vocabulary import VOCABULARY

USUAL, LOAN, TRANSFER = "", "loan", "transfer"

TEXTS: dict[MessageKind, dict[str, tuple[str, str]]] = {
    MessageKind.PAYMENT_REQUESTED: {
        USUAL: (
            "付款通知：{place}",
            "您购买的{place}应付{kind} {amount} 元{asks}，请支付至合同约定的收款账户。{open}"
            "如您已支付，请忽略本通知。",
        ),
        LOAN: (
            "贷款放款通知：{place}",
            "您购买的{place}正在申请银行放款 {amount} 元{asks}，请配合银行办理手续。{open}",
        ),
    },
    MessageKind.REQUEST_WITHDRAWN: {
        USUAL: (
            "付款通知撤回：{place}",
            "此前通知您支付的{place}{kind} {amount} 元现已撤回，请以后续通知为准。",
        ),
    },
    MessageKind.PAYMENT_RECEIVED: {
        USUAL: (
            "收款确认：{place}",
            "您购买的{place}已于 {day} 收到{kind} {amount} 元。{open}",
        ),
        TRANSFER: (
            "转款确认：{place}",
            "您原购房源的已付款 {amount} 元已于 {day} 转入{place}。{open}",
        ),
    },
    MessageKind.PAYMENT_REVERSED: {
        USUAL: (
            "收款更正：{place}",
            "您购买的{place}此前登记的{kind} {amount} 元已于 {day} 更正冲销。{open}"
            "如有疑问，请联系您的置业顾问。",
        ),
        TRANSFER: (
            "转款通知：{place}",
            "您原购{place}的已付款 {amount} 元已于 {day} 转入您更换的房源。",
        ),
    },
    MessageKind.REFUND_PAID: {
        USUAL: (
            "退款通知：{place}",
            "{place}的退款 {amount} 元已于 {day} 支付，请查收。",
        ),
    },
}
"""Title and body, per kind of message and kind of receipt; `USUAL` for every other."""

SETTLED = (MessageStatus.TOLD, MessageStatus.OVERTAKEN)


class Message(Protocol):
    """What a step looks at."""

    @property
    def status(self) -> str: ...


def check_telling(message: Message, by: Actor) -> None:
    """Raises `message_settled`."""
    if message.status in SETTLED:
        raise message_settled(status=message.status)


OFFERS = Offers[Message]("CustomerMessage", Offer(tell_customer, check_telling))


@dataclass(frozen=True)
class Known:
    """Another message about the same receipt. `may_be_sent`: its e-mail may have gone out."""

    kind: str
    source_version: int
    status: str
    may_be_sent: bool


def kind_of(event: EventType, told: Any) -> MessageKind | None:
    """What an event of inventory is for the customer; `None` when it is not for them. Money that a
    consultant has taken already is asked for no more."""
    if event is not RECEIPT_CHANGED:
        return _BY_EVENT[event]
    if told.status == "endorsed" and not told.taken:
        return MessageKind.PAYMENT_REQUESTED
    return MessageKind.REQUEST_WITHDRAWN if told.status == "rejected" else None


_BY_EVENT: dict[EventType, MessageKind] = {
    RECEIPT_CONFIRMED: MessageKind.PAYMENT_RECEIVED,
    RECEIPT_REVERSED: MessageKind.PAYMENT_REVERSED,
    REFUND_PAID: MessageKind.REFUND_PAID,
}

TOLD_OF = (RECEIPT_CHANGED, *_BY_EVENT)
"""The events that may be for the customer."""


def is_overtaken(kind: MessageKind, version: int, others: Iterable[Known]) -> bool:
    """Whether nobody has to tell it: a request once its receipt came further; the withdrawal of a
    request that the customer never heard of."""
    if kind is MessageKind.PAYMENT_REQUESTED:
        return any(other.source_version > version for other in others)
    if kind is MessageKind.REQUEST_WITHDRAWN:
        return not any(was_heard(other) for other in others)
    return False


def overtakes(kind: MessageKind, version: int, other: Known) -> bool:
    """Whether a message makes an earlier request of its receipt, not yet told, superfluous."""
    is_request = other.kind == MessageKind.PAYMENT_REQUESTED and other.source_version < version
    return is_request and other.status not in SETTLED


def was_heard(other: Known) -> bool:
    """Whether the customer may know of a request."""
    is_request = other.kind == MessageKind.PAYMENT_REQUESTED
    return is_request and (other.status == MessageStatus.TOLD or other.may_be_sent)


def text_of(kind: MessageKind, told: Any) -> tuple[str, str]:
    """Title and body. `told` is the event's data; amounts in yuan."""
    receipt_kind = getattr(told, "kind", None)
    title, body = TEXTS[kind].get(receipt_kind or USUAL, TEXTS[kind][USUAL])
    day = getattr(told, "business_day", None)
    said = {
        "place": f"{told.project_name or ''} {told.unit_number or ''} ".lstrip() + "房",
        "kind": _label(receipt_kind) if receipt_kind else "",
        "amount": yuan(told.amount),
        "day": day.isoformat() if day else "",
        "open": _open(told.open_amount, told.due_on),
        "asks": _asks(getattr(told, "asks", None) or ()),
    }
    return title.format(**said), body.format(**said)


def letter(name: str, body: str) -> str:
    return f"尊敬的{name}：\n\n{body}\n"


def yuan(amount: Decimal) -> str:
    return f"{amount:,.2f}"


def _open(amount: Decimal | None, due_on: date | None) -> str:
    if amount is None:
        return ""
    if not amount:
        return "应付款项已全部付清。"
    by = f"，最近一期应于 {due_on.isoformat()}（含当日）前支付" if due_on else ""
    return f"目前尚有 {yuan(amount)} 元未付{by}。"


def _asks(asks: Sequence[Any]) -> str:
    """The claims that the payment is for, in brackets; a single one only by its day."""
    if len(asks) == 1:
        return f"（{_by(asks[0])}）" if asks[0].due_on else ""
    lines = [
        f"第 {one.number} 期{_label(one.kind)} {yuan(one.amount)} 元，{_by(one)}" for one in asks
    ]
    return f"（{'；'.join(lines)}）" if lines else ""


def _by(claim: Any) -> str:
    return f"应于 {claim.due_on.isoformat()}（含当日）前支付" if claim.due_on else "按约定时间支付"


def _label(kind: str) -> str:
    return VOCABULARY["receipt_kind"][kind][0]
