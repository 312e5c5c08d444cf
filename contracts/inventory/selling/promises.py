"""Promises and special fees (特殊承诺、特殊费用): consent comes before the promise (I-23)."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from contracts.can import Can
from contracts.consent.approvals import ConsentRequested
from contracts.listing import Sort
from contracts.operation import Operation
from contracts.refusals import Conflict, code
from contracts.schema import Answer, Done, Id, Moment, Money, Page, Request, Text, new_id, page_of
from contracts.words import Word


class PromiseKind(StrEnum):
    """What beside the price (I-23)."""

    FEE = "fee"
    GIFT = "gift"
    SERVICE = "service"
    OTHER = "other"


class PaymentForm(StrEnum):
    """How what a promise costs is paid (支付形式)."""

    CASH = "cash"
    DEDUCTION = "deduction"
    GOODS = "goods"


class PromiseStatus(StrEnum):
    REQUESTED = "requested"
    PROMISED = "promised"
    REFUSED = "refused"
    BREACHED = "breached"


promise_wrong_status = code(
    Conflict,
    "promise_wrong_status",
    zh="承诺当前状态为 {status}，此操作仅适用于 {allowed}。",
    en="The promise is {status}; this is only possible when it is {allowed}.",
    words={"status": "promise_status", "allowed": "promise_status"},
)
promise_costs_nothing = code(
    Conflict,
    "promise_costs_nothing",
    zh="该承诺不涉及费用，无需支付形式。",
    en="The promise costs nothing: there is no form of payment.",
)


class RequestPromise(Request):
    """`amount` is what the promise costs the company; then `payment_form` says how it is to be
    paid."""

    id = Id(load_default=new_id)
    deal_id = Id(required=True)
    kind = Word(PromiseKind, required=True)
    text = Text(required=True, most=500)
    amount = Money(validate=validate.Range(min=Decimal("0.01")))
    payment_form = Word(PaymentForm)

    @validates_schema
    def pays_in_some_form(self, data: Mapping[str, Any], **_: Any) -> None:
        if (data.get("amount") is None) != (data.get("payment_form") is None):
            raise ValidationError("An amount and its form go together.", "payment_form")


class RecordBreach(Request):
    """A promise was not kept: what it cost, and whose fault it was (损失归属)."""

    promise_id = Id(required=True)
    loss = Money(required=True)
    attributed_to = Id(required=True)
    note = Text(required=True, most=500)


class SetPaymentForm(Request):
    promise_id = Id(required=True)
    payment_form = Word(PaymentForm, required=True)


class ListPromises(Page):
    deal_id = Id()
    project_id = Id()
    status = Word(PromiseStatus)
    sort = Sort("Promise", "amount", "requested_at")


request_promise = Operation(
    "inventory",
    "request_promise",
    "Ask for consent to a promise or a special fee, before it is made (特殊承诺申请)",
    "promise.request",
    RequestPromise,
    ConsentRequested,
    writes=True,
    refuses=("deal_wrong_stage",),
)
record_breach = Operation(
    "inventory",
    "record_breach",
    "Record that a promise was broken, the loss, and whose it is",
    "promise.judge",
    RecordBreach,
    Done,
    writes=True,
    refuses=("promise_wrong_status",),
)
set_payment_form = Operation(
    "inventory",
    "set_payment_form",
    "Decide how a promise that waits for consent is paid (支付形式)",
    "promise.set_form",
    SetPaymentForm,
    Done,
    writes=True,
    refuses=("promise_wrong_status", "promise_costs_nothing"),
)


class PromiseRow(Answer):
    """Nothing is promised before the status says so. `number` is the unit's; `form_set_by` who
    chose another form of payment than the one that was proposed."""

    id = fields.UUID()
    deal_id = fields.UUID()
    project_id = fields.UUID()
    building = fields.String()
    stair = fields.String()
    number = fields.String()
    kind = Word(PromiseKind)
    text = fields.String()
    amount = Money(allow_none=True)
    payment_form = Word(PaymentForm, allow_none=True)
    form_set_by = fields.UUID(allow_none=True)
    status = Word(PromiseStatus)
    requested_by = fields.UUID()
    requested_at = Moment()
    promised_at = Moment(allow_none=True)
    breached_at = Moment(allow_none=True)
    loss = Money(allow_none=True)
    attributed_to = fields.UUID(allow_none=True)
    breach_note = fields.String(allow_none=True)
    version = fields.Integer()
    can = Can("Promise", set_payment_form, record_breach)


list_promises = Operation(
    "inventory",
    "list_promises",
    "Promises to customers, newest first (特殊承诺)",
    "deal.read",
    ListPromises,
    page_of(PromiseRow),
)
