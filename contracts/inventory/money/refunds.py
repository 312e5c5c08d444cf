"""Refunds (退款): owed to the customer, asked for by sales, confirmed by the manager, paid by
finance; three people (I-19, I-21)."""

from decimal import Decimal
from enum import StrEnum

from marshmallow import fields, validate

from contracts.can import Can
from contracts.event import EventType
from contracts.inventory.money.receipts import ForCustomer
from contracts.inventory.register.deals import OneDeal
from contracts.listing import Sort
from contracts.operation import Operation
from contracts.refusals import Conflict, Forbidden, code
from contracts.schema import (
    Answer,
    Day,
    Done,
    Id,
    Moment,
    Money,
    Page,
    Request,
    Text,
    new_id,
    page_of,
)
from contracts.words import Word


class RefundCause(StrEnum):
    """Why the company owes money back."""

    CANCELLATION = "cancellation"
    UNIT_CHANGE = "unit_change"
    PRICE_CHANGE = "price_change"
    AREA_SETTLEMENT = "area_settlement"
    OVERPAYMENT = "overpayment"


class RefundStatus(StrEnum):
    """Owed, then asked for by sales, confirmed by the manager, paid by finance."""

    OWED = "owed"
    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    PAID = "paid"
    CANCELLED = "cancelled"


OPEN = (RefundStatus.OWED, RefundStatus.REQUESTED, RefundStatus.CONFIRMED)
"""Money that the company still holds, but for the customer."""

refund_above_balance = code(
    Conflict,
    "refund_above_balance",
    zh="退款金额超出可退余额，最多可退 {most}。",
    en="More than the company holds for this deal; at most {most} can go back.",
)
refund_wrong_status = code(
    Conflict,
    "refund_wrong_status",
    zh="退款当前状态为 {status}，此操作仅适用于 {allowed}。",
    en="The refund is {status}; this is only possible when it is {allowed}.",
)
refund_same_person = code(
    Forbidden,
    "refund_same_person",
    zh="退款的申请、确认与支付须由不同的人办理。",
    en="A refund is asked for, confirmed and paid by different people.",
)
refund_owed_already = code(
    Conflict,
    "refund_owed_already",
    zh="同一事项的退款已经登记。",
    en="This matter's refund is owed already.",
)
invoice_to_reverse = code(
    Conflict,
    "invoice_to_reverse",
    zh="退款前须先红冲发票 {amount}。",
    en="Invoices of {amount} have to be reversed before this money goes back.",
)


class OweRefund(OneDeal):
    """`amount` is by default all that may go back: after the end of a deal what the company still
    holds, before it what was paid beyond the schedule (多收)."""

    id = Id(load_default=new_id)
    amount = Money(validate=validate.Range(min=Decimal("0.01")))


class OneRefund(Request):
    refund_id = Id(required=True)


class RequestRefund(OneRefund):
    """`payee_note` says to finance where the money goes, without names or account numbers: those
    are in the customer's file."""

    payee_note = Text(required=True, most=200)


class PayRefund(OneRefund):
    """`payment_ref` is the bank's number of the payment (流水号); `paid_on` today by default."""

    payment_ref = Text(required=True, most=60)
    paid_on = Day()


class CancelRefund(OneRefund):
    reason = Text(required=True, most=200)


class ListRefunds(Page):
    project_id = Id()
    deal_id = Id()
    status = Word(RefundStatus)
    sort = Sort("Refund", "amount", "owed_at", "paid_on")


class RefundTold(ForCustomer):
    """Money that went, or is to go, back to the customer; `business_day` once it is paid."""

    refund_id = fields.UUID(required=True)
    deal_id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    customer_id = fields.UUID(required=True)
    consultant_id = fields.UUID(required=True)
    team_id = fields.UUID(allow_none=True)
    cause = fields.String(required=True)
    status = fields.String(required=True)
    amount = Money(required=True)
    business_day = fields.Date(allow_none=True)


REFUND_CHANGED = EventType(
    "inventory", "refund_changed", RefundTold, "A refund became owed, or came a step further"
)
REFUND_PAID = EventType("inventory", "refund_paid", RefundTold, "Finance paid money back (退款)")


def _step(
    name: str, summary: str, permission: str, request: type[Request], *refuses: str
) -> Operation:
    return Operation(
        "inventory", name, summary, permission, request, Done, writes=True, refuses=refuses
    )


owe_refund = _step(
    "owe_refund",
    "Put down money that has to go back: overpaid, or left over after a cancellation",
    "refund.request",
    OweRefund,
    "refund_above_balance",
)
request_refund = _step(
    "request_refund",
    "Ask for an owed refund to be paid (退款申请)",
    "refund.request",
    RequestRefund,
    "refund_wrong_status",
)
confirm_refund = _step(
    "confirm_refund",
    "The manager confirms a requested refund",
    "refund.confirm",
    OneRefund,
    "refund_wrong_status",
    "refund_same_person",
)
pay_refund = _step(
    "pay_refund",
    "Finance has paid a confirmed refund (退款支付)",
    "refund.pay",
    PayRefund,
    "refund_wrong_status",
    "refund_same_person",
    "refund_above_balance",
    "invoice_to_reverse",
    "date_out_of_range",
)
cancel_refund = _step(
    "cancel_refund",
    "Take back a refund that was never paid",
    "refund.confirm",
    CancelRefund,
    "refund_wrong_status",
)


class RefundRow(Answer):
    """`source_id` is the change order or settlement that caused it, if one did."""

    id = fields.UUID()
    deal_id = fields.UUID()
    unit_id = fields.UUID()
    building = fields.String()
    stair = fields.String()
    unit_number = fields.String()
    project_id = fields.UUID()
    customer_id = fields.UUID()
    consultant_id = fields.UUID()
    cause = Word(RefundCause)
    source_id = fields.UUID(allow_none=True)
    amount = Money()
    status = Word(RefundStatus)
    owed_at = Moment()
    owed_by = fields.String()
    payee_note = fields.String(allow_none=True)
    requested_at = Moment(allow_none=True)
    requested_by = fields.String(allow_none=True)
    confirmed_at = Moment(allow_none=True)
    confirmed_by = fields.String(allow_none=True)
    paid_at = Moment(allow_none=True)
    paid_by = fields.String(allow_none=True)
    paid_on = fields.Date(allow_none=True)
    payment_ref = fields.String(allow_none=True)
    cancelled_at = Moment(allow_none=True)
    cancel_reason = fields.String(allow_none=True)
    version = fields.Integer()
    can = Can("Refund", request_refund, confirm_refund, pay_refund, cancel_refund)


list_refunds = Operation(
    "inventory",
    "list_refunds",
    "Refunds, newest first (退款)",
    "refund.read",
    ListRefunds,
    page_of(RefundRow),
)
