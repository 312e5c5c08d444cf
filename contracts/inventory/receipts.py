"""Money in: requested by sales, confirmed by finance, never by the consultant (I-19)."""

from marshmallow import fields, validate

from contracts.inventory.deals import OneDeal
from contracts.inventory.states import ReceiptStatus
from contracts.operation import Operation
from contracts.schema import Answer, Done, Id, Moment, Money, Page, Request, new_id, page_of


class RequestDeposit(OneDeal):
    """`amount` is the deal's deposit when it isn't given."""

    id = Id(load_default=new_id)
    amount = Money(validate=validate.Range(min=0, min_inclusive=False))


class ConfirmReceipt(Request):
    """`received_on` is the business day on which the money came, today when it isn't given."""

    receipt_id = Id(required=True)
    received_on = fields.Date()


class ListReceipts(Page):
    project_id = Id()
    deal_id = Id()
    status = fields.String(validate=validate.OneOf([str(word) for word in ReceiptStatus]))


class ReceiptRow(Answer):
    id = fields.UUID()
    deal_id = fields.UUID()
    unit_id = fields.UUID()
    project_id = fields.UUID()
    customer_id = fields.UUID()
    consultant_id = fields.UUID()
    kind = fields.String()
    amount = Money()
    status = fields.String()
    requested_at = Moment()
    requested_by = fields.String()
    confirmed_at = Moment(allow_none=True)
    confirmed_by = fields.String(allow_none=True)
    received_on = fields.Date(allow_none=True)


request_deposit = Operation(
    "inventory",
    "request_deposit",
    "Ask finance to confirm a deposit (收款申请)",
    "deal.make",
    RequestDeposit,
    Done,
    writes=True,
    refuses=("deal_wrong_stage", "receipt_open"),
)
confirm_receipt = Operation(
    "inventory",
    "confirm_receipt",
    "Finance confirms that the money has come (收款确认)",
    "receipt.confirm",
    ConfirmReceipt,
    Done,
    writes=True,
    refuses=("receipt_confirmed_already", "receipt_by_consultant"),
)
list_receipts = Operation(
    "inventory",
    "list_receipts",
    "Receipts, newest first",
    "receipt.read",
    ListReceipts,
    page_of(ReceiptRow),
)
