"""Money in (收款, I-19): requested by sales, confirmed by sales and by finance, never by the
consultant; undone only by a counter-entry (冲销)."""

from marshmallow import fields, validate

from contracts.inventory.consent.approvals import Submitted
from contracts.inventory.money.instalments import InstalmentKind
from contracts.inventory.register.deals import OneDeal
from contracts.inventory.states import ReceiptKind, ReceiptMethod, ReceiptStatus
from contracts.operation import Operation
from contracts.refusals import Conflict, code
from contracts.schema import (
    Answer,
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

_MOST_NAMED = 36
_above_zero = validate.Range(min=0, min_inclusive=False)

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


class RequestReceipt(OneDeal):
    """收款申请单. Without `kind` it is for the oldest unpaid instalment, without `amount` for all
    that is unpaid of that one, or of the named ones. The money pays `instalment_ids` first, then
    others of its kind, then the oldest; what is left over waits for the next claim (预收)."""

    id = Id(load_default=new_id)
    kind = Word(InstalmentKind)
    amount = Money(validate=_above_zero)
    method = Word(ReceiptMethod, load_default=ReceiptMethod.TRANSFER)
    instalment_ids = fields.List(Id(), validate=validate.Length(min=1, max=_MOST_NAMED))


class TakeMoney(RequestReceipt):
    """代收款: `reason` says why the consultant had to take it."""

    reason = Text(required=True, most=200)


class OneReceipt(Request):
    receipt_id = Id(required=True)


class ConfirmReceipt(OneReceipt):
    """`received_on` is the business day on which the money came, today when it isn't given."""

    received_on = fields.Date()


class TurnDown(OneReceipt):
    reason = Text(required=True, most=200)


class ListReceipts(Page):
    """`overdue`: money that a consultant took and should have handed in."""

    project_id = Id()
    deal_id = Id()
    status = Word(ReceiptStatus)
    overdue = fields.Boolean()


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


class AllocationRow(Answer):
    """What of a receipt pays which instalment."""

    instalment_id = fields.UUID()
    number = fields.Integer()
    name = fields.String()
    amount = Money()


class Receipt(ReceiptRow):
    allocations = fields.List(fields.Nested(AllocationRow))


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
