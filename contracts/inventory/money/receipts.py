"""Money in (收款, I-19): requested by sales, confirmed by sales and by finance, never by the
consultant; undone only by a counter-entry (冲销)."""

from enum import StrEnum

from marshmallow import fields, validate

from contracts.can import Can
from contracts.consent.approvals import Submitted
from contracts.event import EventType
from contracts.inventory.pricing.payment_plans import InstalmentKind
from contracts.inventory.register.deals import OneDeal
from contracts.listing import Sort
from contracts.operation import Operation
from contracts.refusals import Conflict, Forbidden, code
from contracts.schema import (
    Answer,
    Day,
    Done,
    Facts,
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


class ReceiptKind(StrEnum):
    """What money was paid for: the kinds of claims, and money moved from or to another deal."""

    DEPOSIT = "deposit"
    DOWN_PAYMENT = "down_payment"
    INSTALMENT = "instalment"
    LOAN = "loan"
    PRICE_CHANGE = "price_change"
    AREA_SETTLEMENT = "area_settlement"
    LATE_FEE = "late_fee"
    TRANSFER = "transfer"


class ReceiptStatus(StrEnum):
    """Requested by sales, endorsed by their superior, confirmed by finance; or turned down (I-19).
    Money that a consultant had to take is `taken` until it is handed in, then endorsed."""

    TAKEN = "taken"
    REQUESTED = "requested"
    ENDORSED = "endorsed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class ReceiptMethod(StrEnum):
    """How the payer pays (收款方式)."""

    TRANSFER = "transfer"
    CARD = "card"
    CASH = "cash"
    CHEQUE = "cheque"
    LOAN = "loan"


_MOST_NAMED = 36
_above_zero = validate.Range(min=0, min_inclusive=False)


class RequestReceipt(OneDeal):
    """收款申请单. Without `kind` it is for the oldest unpaid instalment, without `amount` for all
    that is unpaid of that one, or of the named ones. The money pays `instalment_ids` first, then
    others of its kind, then the oldest; what is left over waits for the next claim (预收)."""

    id = Id(load_default=new_id)
    kind = Word(InstalmentKind)
    amount = Money(validate=_above_zero)
    method = Word(ReceiptMethod, load_default=ReceiptMethod.TRANSFER)
    instalment_ids = fields.List(Id(), validate=validate.Length(min=1, max=_MOST_NAMED))


def _step(
    name: str,
    summary: str,
    permission: str,
    request: type[Request],
    *refuses: str,
    answer: type[Done] = Done,
) -> Operation:
    return Operation(
        "inventory", name, summary, permission, request, answer, writes=True, refuses=refuses
    )


request_receipt = _step(
    "request_receipt",
    "Ask that money be confirmed (收款申请)",
    "receipt.request",
    RequestReceipt,
    "deal_wrong_stage",
    "nothing_due",
    "receipt_open",
    "deposit_above_cap",
)


class TakeMoney(RequestReceipt):
    """代收款: `reason` says why the consultant had to take it."""

    reason = Text(required=True, most=200)


take_money = _step(
    "take_money",
    "Register money that the consultant had to take (代收款); it is handed in within a deadline",
    "receipt.take",
    TakeMoney,
    "deal_wrong_stage",
    "nothing_due",
    "receipt_open",
    "deposit_above_cap",
)


class OneReceipt(Request):
    receipt_id = Id(required=True)


hand_in_money = _step(
    "hand_in_money",
    "Hand taken money in to finance (上交代收款)",
    "receipt.take",
    OneReceipt,
    "receipt_wrong_status",
)
endorse_receipt = _step(
    "endorse_receipt",
    "Sales confirms a requested receipt (销售确认)",
    "receipt.endorse",
    OneReceipt,
    "receipt_wrong_status",
    "receipt_by_consultant",
)


class ConfirmReceipt(OneReceipt):
    """`received_on` is the business day on which the money came, today when it isn't given."""

    received_on = Day()


confirm_receipt = _step(
    "confirm_receipt",
    "Finance confirms that the money has come (收款确认)",
    "receipt.confirm",
    ConfirmReceipt,
    "receipt_confirmed_already",
    "receipt_wrong_status",
    "receipt_by_consultant",
    "receipt_same_person",
    "date_out_of_range",
)


class TurnDown(OneReceipt):
    reason = Text(required=True, most=200)


reject_receipt = _step(
    "reject_receipt",
    "Sales or finance turns a receipt down, with the reason (退回)",
    "receipt.reject",
    TurnDown,
    "receipt_wrong_status",
)
reverse_receipt = _step(
    "reverse_receipt",
    "Finance asks for a counter-entry (冲销); the manager's consent writes it",
    "receipt.reverse",
    TurnDown,
    "receipt_wrong_status",
    "receipt_not_reversible",
    "receipt_reversed_already",
    "money_gone",
    "approval_pending",
    answer=Submitted,
)

nothing_due = code(
    Conflict,
    "nothing_due",
    zh="该交易没有该类待收款项，请写明金额和款项类别。",
    en="Nothing of this kind is unpaid; give the kind and the amount.",
)
receipt_wrong_status = code(
    Conflict,
    "receipt_wrong_status",
    zh="该收款当前为 {status}，此操作仅适用于 {allowed}。",
    en="The receipt is {status}; this is only possible when it is {allowed}.",
)
receipt_same_person = code(
    Conflict,
    "receipt_same_person",
    zh="销售确认与财务确认须由两人分别完成。",
    en="Sales and finance confirm through two people.",
)
receipt_not_reversible = code(
    Conflict,
    "receipt_not_reversible",
    zh="冲销分录和转款不能再冲销。",
    en="Counter-entries and money moved between deals can't be reversed.",
)
receipt_reversed_already = code(
    Conflict,
    "receipt_reversed_already",
    zh="该收款已冲销或正在申请冲销。",
    en="This receipt is reversed, or its reversal is waiting for consent.",
)
money_gone = code(
    Conflict,
    "money_gone",
    zh="该交易账上可动用余额仅 {most}，其余已退款、待退或转出。",
    en="Only {most} of the deal's money is there; the rest is refunded, owed back or moved.",
)
receipt_open = code(
    Conflict,
    "receipt_open",
    zh="该交易已有待确认或已足额的定金收款。",
    en="The deposit of this deal is already requested or paid.",
)
receipt_by_consultant = code(
    Forbidden,
    "receipt_by_consultant",
    zh="收款不能由申请人或该交易的置业顾问确认。",
    en="Neither the requester nor the deal's consultant confirms its money.",
)
receipt_confirmed_already = code(
    Conflict,
    "receipt_confirmed_already",
    zh="该收款已确认。",
    en="This receipt is confirmed already.",
)


class ListReceipts(Page):
    """`overdue`: money that a consultant took and should have handed in. Newest request first."""

    project_id = Id()
    deal_id = Id()
    status = Word(ReceiptStatus)
    overdue = fields.Boolean()
    sort = Sort("Receipt", "amount", "requested_at", "received_on")


class ReceiptRow(Answer):
    """A counter-entry's (`counter`) amount counts negative; it belongs to `reverses_id`."""

    id = fields.UUID()
    deal_id = fields.UUID()
    unit_id = fields.UUID()
    building = fields.String()
    stair = fields.String()
    unit_number = fields.String()
    project_id = fields.UUID()
    customer_id = fields.UUID()
    consultant_id = fields.UUID()
    kind = Word(ReceiptKind)
    method = Word(ReceiptMethod)
    amount = Money()
    counter = fields.Boolean()
    reverses_id = fields.UUID(allow_none=True)
    reversed_at = Moment(allow_none=True)
    instalment_ids = fields.List(fields.UUID())
    status = Word(ReceiptStatus)
    reason = fields.String(allow_none=True)
    requested_at = Moment()
    requested_by = fields.String()
    endorsed_at = Moment(allow_none=True)
    endorsed_by = fields.String(allow_none=True)
    confirmed_at = Moment(allow_none=True)
    confirmed_by = fields.String(allow_none=True)
    rejected_at = Moment(allow_none=True)
    rejected_by = fields.String(allow_none=True)
    received_on = fields.Date(allow_none=True)
    hand_in_by = Moment(allow_none=True)
    handed_in_at = Moment(allow_none=True)
    can = Can(
        "Receipt",
        hand_in_money,
        endorse_receipt,
        confirm_receipt,
        reject_receipt,
        reverse_receipt,
    )


class AllocationRow(Answer):
    """What of a receipt pays which instalment."""

    instalment_id = fields.UUID()
    number = fields.Integer()
    name = fields.String()
    amount = Money()


class Receipt(ReceiptRow):
    allocations = fields.List(fields.Nested(AllocationRow))


class ForCustomer(Facts):
    """What a message to the customer says beside the amount; null where none follows.
    `open_amount` is what is still unpaid of the deal, `due_on` its next day, if it has one."""

    unit_number = fields.String(allow_none=True)
    project_name = fields.String(allow_none=True)
    open_amount = Money(allow_none=True)
    due_on = fields.Date(allow_none=True)


class AskedFor(Facts):
    """A claim that a payment is asked for: what is unpaid of it, by when if that is known."""

    number = fields.Integer(required=True)
    kind = fields.String(required=True)
    amount = Money(required=True)
    due_on = fields.Date(allow_none=True)


class ReceiptConfirmed(ForCustomer):
    """Money that finance has confirmed (回款)."""

    receipt_id = fields.UUID(required=True)
    deal_id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    customer_id = fields.UUID(required=True)
    consultant_id = fields.UUID(required=True)
    team_id = fields.UUID(allow_none=True)
    amount = Money(required=True)
    kind = fields.String(required=True)
    business_day = fields.Date(required=True)


class ReceiptChanged(ForCustomer):
    """A receipt came one step further: `status` is where it stands now. Once sales has confirmed
    it, `asks` are the claims that it is to pay; `taken`: a consultant has the money already."""

    receipt_id = fields.UUID(required=True)
    deal_id = fields.UUID(required=True)
    customer_id = fields.UUID(required=True)
    consultant_id = fields.UUID(required=True)
    amount = Money(required=True)
    kind = fields.String(required=True)
    status = fields.String(required=True)
    taken = fields.Boolean(allow_none=True)
    asks = fields.List(fields.Nested(AskedFor), allow_none=True)


class ReceiptReversed(ReceiptConfirmed):
    """A counter-entry (冲销、转出): `amount`, above zero, no longer counts as received, from
    `business_day` on. `receipt_id` is the counter-entry, `reverses_id` the receipt that it undoes,
    null when money moved to another deal."""

    reverses_id = fields.UUID(allow_none=True)


RECEIPT_CONFIRMED = EventType(
    "inventory", "receipt_confirmed", ReceiptConfirmed, "Finance confirmed a receipt"
)
RECEIPT_REVERSED = EventType(
    "inventory", "receipt_reversed", ReceiptReversed, "A counter-entry took a receipt back"
)
RECEIPT_CHANGED = EventType(
    "inventory",
    "receipt_changed",
    ReceiptChanged,
    "A receipt was requested, taken, handed in, endorsed (the customer may be told) or turned down",
)

list_receipts = Operation(
    "inventory",
    "list_receipts",
    "Receipts, newest first",
    "receipt.read",
    ListReceipts,
    page_of(ReceiptRow),
)
read_receipt = Operation(
    "inventory",
    "read_receipt",
    "A receipt and what it has paid",
    "receipt.read",
    OneReceipt,
    Receipt,
)
