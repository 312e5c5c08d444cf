"""Invoices (发票): asked for by sales, reviewed, issued by finance, signed for by the customer;
red invoices (红字发票) take them back (I-20; seed 003)."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from contracts.can import Can
from contracts.consent.approvals import Verdict
from contracts.event import EventType
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


class InvoiceKind(StrEnum):
    """A blue one (蓝字) is for money received, a red one (红字) takes a blue one back."""

    BLUE = "blue"
    RED = "red"


class InvoiceStatus(StrEnum):
    """Asked for, reviewed by sales, issued by finance, signed for by the customer."""

    REQUESTED = "requested"
    REVIEWED = "reviewed"
    ISSUED = "issued"
    SIGNED = "signed"
    REJECTED = "rejected"


UNDER_WAY = (InvoiceStatus.REQUESTED, InvoiceStatus.REVIEWED)
IN_FORCE = (InvoiceStatus.ISSUED, InvoiceStatus.SIGNED)

invoice_above_received = code(
    Conflict,
    "invoice_above_received",
    zh="开票金额超出已收未开票金额，最多可开 {most}。",
    en="More than was received and not invoiced yet; at most {most}.",
)
invoice_reversed = code(
    Conflict,
    "invoice_reversed",
    zh="红冲金额超出该发票余额，最多可红冲 {most}。",
    en="More than is left of this invoice; at most {most} can be reversed.",
)
invoice_wrong_status = code(
    Conflict,
    "invoice_wrong_status",
    zh="发票当前状态为 {status}，此操作仅适用于 {allowed}。",
    en="The invoice is {status}; this is only possible when it is {allowed}.",
)
invoice_same_person = code(
    Forbidden,
    "invoice_same_person",
    zh="发票的申请、审核与开具须由不同的人办理。",
    en="An invoice is asked for, reviewed and issued by different people.",
)
invoice_number_taken = code(
    Conflict,
    "invoice_number_taken",
    zh="该发票号码已登记。",
    en="Another invoice has this number.",
)

_TAX_NUMBER = validate.Regexp(
    r"^[0-9A-HJ-NPQRTUWXY]{15,20}\Z", error="15 to 20 digits and capital letters."
)
"""纳税人识别号 / 统一社会信用代码 (GB 32100-2015: no I, O, S, V, Z)."""


class RequestInvoice(OneDeal):
    """`amount` is by default all that was received and not invoiced yet. Without a title the
    invoice is made out to the deal's customer, whose name stays in the customer's file; `title`
    and `tax_number` together name a company (单位抬头)."""

    id = Id(load_default=new_id)
    amount = Money(validate=validate.Range(min=Decimal("0.01")))
    title = Text(most=100)
    tax_number = fields.String(validate=_TAX_NUMBER)

    @validates_schema
    def names_a_company_wholly(self, data: Mapping[str, Any], **_: Any) -> None:
        if (data.get("title") is None) != (data.get("tax_number") is None):
            raise ValidationError("A title and its tax number go together.", "tax_number")


class OneInvoice(Request):
    invoice_id = Id(required=True)


class RequestRedInvoice(OneInvoice):
    """`amount` is by default all that is left of the invoice."""

    id = Id(load_default=new_id)
    amount = Money(validate=validate.Range(min=Decimal("0.01")))
    reason = Text(required=True, most=200)


class ReviewInvoice(OneInvoice):
    """A rejection gives its reason."""

    decision = Word(Verdict, required=True)
    reason = Text(most=200)


class IssueInvoice(OneInvoice):
    """An electronic invoice (数电票) has a number of 20 digits and no code; others have 8 digits
    and a code of 10 or 12. `issued_on` is today by default."""

    number = fields.String(
        required=True,
        validate=validate.Regexp(r"^([0-9]{8}|[0-9]{20})\Z", error="8 or 20 digits."),
    )
    code = fields.String(
        load_default="",
        validate=validate.Regexp(r"^([0-9]{10}|[0-9]{12})?\Z", error="10 or 12 digits."),
    )
    issued_on = Day()

    @validates_schema
    def has_a_code_if_it_is_on_paper(self, data: Mapping[str, Any], **_: Any) -> None:
        if (len(data["number"]) == 8) != bool(data.get("code")):
            raise ValidationError("8 digits need a code, 20 digits have none.", "code")


class RejectInvoice(OneInvoice):
    reason = Text(required=True, most=200)


class SignInvoice(OneInvoice):
    """The customer signed for it; `signed_on` is today by default."""

    signed_on = Day()


class ListInvoices(Page):
    project_id = Id()
    deal_id = Id()
    kind = Word(InvoiceKind)
    status = Word(InvoiceStatus)
    sort = Sort("Invoice", "amount", "requested_at", "issued_on")


class InvoiceRow(Answer):
    """`amount` is positive for a red invoice too; `reverses_id` is the one it takes back, and
    `reversed` how much of a blue one was taken back. `signed_by` handed it over."""

    id = fields.UUID()
    deal_id = fields.UUID()
    unit_id = fields.UUID()
    building = fields.String()
    stair = fields.String()
    unit_number = fields.String()
    project_id = fields.UUID()
    customer_id = fields.UUID()
    consultant_id = fields.UUID()
    kind = Word(InvoiceKind)
    reverses_id = fields.UUID(allow_none=True)
    amount = Money()
    reversed = Money()
    title = fields.String(allow_none=True)
    tax_number = fields.String(allow_none=True)
    status = Word(InvoiceStatus)
    reason = fields.String(allow_none=True)
    requested_at = Moment()
    requested_by = fields.String()
    reviewed_at = Moment(allow_none=True)
    reviewed_by = fields.String(allow_none=True)
    number = fields.String(allow_none=True)
    code = fields.String(allow_none=True)
    issued_on = fields.Date(allow_none=True)
    issued_by = fields.String(allow_none=True)
    signed_on = fields.Date(allow_none=True)
    signed_by = fields.String(allow_none=True)
    rejected_by = fields.String(allow_none=True)
    reject_reason = fields.String(allow_none=True)
    can = Can(
        "Invoice",
        "review_invoice",
        "issue_invoice",
        "reject_invoice",
        "sign_invoice",
        "request_red_invoice",
    )
    version = fields.Integer()


class Invoicing(Answer):
    """A deal's invoices in sum: `held` is what the company holds, `invoiced` what is in force less
    red invoices, `requested` is under way, `invoiceable` may still be asked for, `to_reverse` is
    invoiced without being covered by what is held."""

    held = Money()
    invoiced = Money()
    requested = Money()
    invoiceable = Money()
    to_reverse = Money()


class InvoiceTold(Facts):
    """`amount` is negative for a red invoice; `business_day` is the one on which it was issued."""

    invoice_id = fields.UUID(required=True)
    deal_id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    customer_id = fields.UUID(required=True)
    consultant_id = fields.UUID(required=True)
    team_id = fields.UUID(allow_none=True)
    kind = fields.String(required=True)
    amount = Money(required=True, signed=True)
    status = fields.String(required=True)
    business_day = fields.Date(allow_none=True)


INVOICE_CHANGED = EventType(
    "inventory",
    "invoice_changed",
    InvoiceTold,
    "An invoice was asked for, reviewed, rejected or signed for",
)
INVOICE_ISSUED = EventType(
    "inventory", "invoice_issued", InvoiceTold, "Finance issued an invoice (开票), blue or red"
)


def _step(
    name: str, summary: str, permission: str, request: type[Request], *refuses: str
) -> Operation:
    return Operation(
        "inventory", name, summary, permission, request, Done, writes=True, refuses=refuses
    )


request_invoice = _step(
    "request_invoice",
    "Ask for an invoice (开票申请)",
    "invoice.request",
    RequestInvoice,
    "invoice_above_received",
)
request_red_invoice = _step(
    "request_red_invoice",
    "Ask for an issued invoice to be taken back, in whole or in part (红字发票)",
    "invoice.request",
    RequestRedInvoice,
    "invoice_wrong_status",
    "invoice_reversed",
)
review_invoice = _step(
    "review_invoice",
    "Review a requested invoice (开票审核)",
    "invoice.review",
    ReviewInvoice,
    "invoice_wrong_status",
    "invoice_same_person",
    "reason_needed",
)
issue_invoice = _step(
    "issue_invoice",
    "Finance has issued a reviewed invoice (开票)",
    "invoice.issue",
    IssueInvoice,
    "invoice_wrong_status",
    "invoice_same_person",
    "invoice_above_received",
    "invoice_number_taken",
    "date_out_of_range",
)
reject_invoice = _step(
    "reject_invoice",
    "Finance sends a request back",
    "invoice.issue",
    RejectInvoice,
    "invoice_wrong_status",
)
sign_invoice = _step(
    "sign_invoice",
    "The customer signed for an invoice (发票签收)",
    "invoice.hand_over",
    SignInvoice,
    "invoice_wrong_status",
    "date_out_of_range",
)
list_invoices = Operation(
    "inventory",
    "list_invoices",
    "Invoices, newest first (发票)",
    "invoice.read",
    ListInvoices,
    page_of(InvoiceRow),
)
read_invoicing = Operation(
    "inventory",
    "read_invoicing",
    "What of a deal's money is invoiced, and what may be",
    "invoice.read",
    OneDeal,
    Invoicing,
)
