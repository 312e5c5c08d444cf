"""Quotations (试算、报价单): a price, how it came about, when it is paid, what a loan costs;
printed only when it is reviewed (I-14; seed 003)."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from contracts.inventory.board import AsIs
from contracts.inventory.deals import PLAN_REFUSES
from contracts.inventory.discounts import MOST_DISCOUNTS, QUOTE_REFUSES, PriceStep
from contracts.inventory.quotation_terms import HIGHEST_RATE
from contracts.inventory.states import PaymentMethod
from contracts.operation import Operation
from contracts.refusals import Conflict, Invalid, code
from contracts.schema import (
    Answer,
    Area,
    Done,
    Id,
    Moment,
    Money,
    Page,
    Rate,
    Request,
    Text,
    new_id,
    page_of,
)

MOST_MONTHS = 360


class HomeOrder(StrEnum):
    """Which of the family's homes it would be: deed tax depends on it."""

    FIRST = "first"
    SECOND = "second"
    OTHER = "other"


class QuotationStatus(StrEnum):
    """`expired` is not stored: one that was not used in time."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    REVIEWED = "reviewed"
    USED = "used"
    EXPIRED = "expired"


quotation_wrong_status = code(
    Conflict,
    "quotation_wrong_status",
    zh="报价单当前状态为 {status}，此操作仅适用于 {allowed}。",
    en="The quotation is {status}; this is only possible when it is {allowed}.",
)
quotation_not_reviewed = code(
    Conflict,
    "quotation_not_reviewed",
    zh="报价单尚未审核，不能打印。",
    en="The quotation is not reviewed yet; it can't be printed.",
)
quotation_mismatch = code(
    Invalid,
    "quotation_mismatch",
    zh="与报价单 {number} 不一致：{field}。",
    en="This differs from the quotation {number}: {field}.",
)
loan_too_large = code(
    Invalid,
    "loan_too_large",
    zh="贷款合计最多 {most}。",
    en="The loans together are at most {most}.",
)


class QuoteTerms(Request):
    """`price` is the total, or follows from `discount_ids`. A loan that isn't given is what the
    plan lends; of a combined loan one of the two is given. Rates are annual."""

    price = Money(validate=validate.Range(min=Decimal("0.01")))
    discount_ids = fields.List(
        Id(), load_default=list, validate=validate.Length(max=MOST_DISCOUNTS)
    )
    payment_method = fields.String(
        required=True, validate=validate.OneOf([str(word) for word in PaymentMethod])
    )
    payment_plan_id = Id()
    deposit = Money()
    sign_on = fields.Date()
    """When the contract would be signed: by default at the end of the time for it."""
    commercial_amount = Money()
    commercial_rate = Rate(places=6, validate=validate.Range(min=0, max=HIGHEST_RATE))
    commercial_months = fields.Integer(load_default=360, validate=validate.Range(1, MOST_MONTHS))
    fund_amount = Money()
    fund_rate = Rate(places=6, validate=validate.Range(min=0, max=HIGHEST_RATE))
    fund_months = fields.Integer(load_default=360, validate=validate.Range(1, MOST_MONTHS))
    home = fields.String(
        load_default=HomeOrder.FIRST, validate=validate.OneOf([str(word) for word in HomeOrder])
    )

    @validates_schema
    def is_of_one_piece(self, data: Mapping[str, Any], **_: Any) -> None:
        if data.get("price") is not None and data["discount_ids"]:
            raise ValidationError("Give either price or discount_ids.", "discount_ids")
        method = data["payment_method"]
        given = {name for name in _LOANS if data.get(name) is not None}
        if given - _LOANS_OF.get(method, set()):
            raise ValidationError("The payment method has no such loan.", min(given))
        if method == PaymentMethod.COMBINED_LOAN and not given:
            raise ValidationError("Give at least one of the two loans.", "fund_amount")


_LOANS = {"commercial_amount", "fund_amount"}
_LOANS_OF = {
    PaymentMethod.COMMERCIAL_LOAN: {"commercial_amount"},
    PaymentMethod.PROVIDENT_FUND: {"fund_amount"},
    PaymentMethod.COMBINED_LOAN: _LOANS,
}


class PreviewQuotation(QuoteTerms):
    unit_id = Id(required=True)


class CreateQuotation(QuoteTerms):
    """`valid_until` is the last day: by default the project's number of days from today."""

    id = Id(load_default=new_id)
    unit_id = Id(required=True)
    customer_id = Id(required=True)
    valid_until = fields.Date()


class OneQuotation(Request):
    quotation_id = Id(required=True)


class ReviseQuotation(QuoteTerms):
    """A draft anew, for the same unit and customer."""

    quotation_id = Id(required=True)
    valid_until = fields.Date()


class RequestQuotationReview(OneQuotation):
    reason = Text(most=500)


class ListQuotations(Page):
    project_id = Id()
    unit_id = Id()
    customer_id = Id()
    status = fields.String(validate=validate.OneOf([str(word) for word in QuotationStatus]))


class QuotedLine(Answer):
    """`due_on` supposes signing on `sign_on`; null: when the loan is paid out."""

    name = fields.String()
    kind = fields.String()
    amount = Money()
    due_on = fields.Date(allow_none=True)


class LoanMonth(Answer):
    number = fields.Integer()
    payment = Money()
    principal = Money()
    interest = Money()
    balance = Money()


class Repayment(Answer):
    """One way to pay a loan back (等额本息, 等额本金): the payments of the first and last month, all
    interest, all payments, and the first twelve months."""

    first = Money()
    last = Money()
    interest = Money()
    total = Money()
    first_year = fields.List(fields.Nested(LoanMonth))


class QuotedLoan(Answer):
    """`kind` is `commercial_loan` or `provident_fund`, `annual_rate` a share of one."""

    kind = fields.String()
    amount = Money()
    annual_rate = Rate()
    months = fields.Integer()
    equal_instalment = fields.Nested(Repayment)
    equal_principal = fields.Nested(Repayment)


class LoanSums(Answer):
    """All loans together: what the first month takes, and all interest, by way of repayment."""

    amount = Money()
    equal_instalment_first = Money()
    equal_instalment_interest = Money()
    equal_principal_first = Money()
    equal_principal_interest = Money()


class TaxNote(Answer):
    """What the buyer pays beside the price. `amount` = `rate` × `base` to the cent; null where the
    base is not known. For information, with the legal `source` and since when it applies."""

    kind = fields.String()
    rate = Rate(allow_none=True)
    base = Money(allow_none=True)
    amount = Money(allow_none=True)
    source = fields.String()
    as_of = fields.Date()


class Calculation(Answer):
    """What a unit costs on these terms, worked out on `day`. `discount` is the share off the list
    price; `steps` lead to the price unless it was named."""

    unit_id = fields.UUID()
    day = fields.Date()
    sign_on = fields.Date()
    list_price = Money()
    price = Money()
    discount = Rate()
    steps = fields.List(fields.Nested(PriceStep))
    payment_method = fields.String()
    payment_plan_id = fields.UUID(allow_none=True)
    payment_plan = fields.String()
    deposit = Money()
    lines = fields.List(fields.Nested(QuotedLine))
    loans = fields.List(fields.Nested(QuotedLoan))
    loan_sums = fields.Nested(LoanSums, allow_none=True)
    home = fields.String()
    taxes = fields.List(fields.Nested(TaxNote))


class QuotationRow(Answer):
    id = fields.UUID()
    number = fields.String()
    project_id = fields.UUID()
    unit_id = fields.UUID()
    building = fields.String()
    stair = fields.String()
    unit_number = fields.String()
    customer_id = fields.UUID()
    consultant_id = fields.UUID()
    status = fields.String()
    list_price = Money()
    price = Money()
    discount = Rate()
    payment_method = fields.String()
    valid_until = fields.Date()
    created_at = Moment()
    reviewed_at = Moment(allow_none=True)
    deal_id = fields.UUID(allow_none=True)
    version = fields.Integer()


class StoredQuotation(QuotationRow):
    calculation = AsIs(Calculation)


class QuotationMade(Done):
    number = fields.String()
    price = Money()


class QuotationReviewRequested(Done):
    """`needs` are the roles whose consent it takes."""

    approval_id = fields.UUID()
    needs = fields.List(fields.String())


class QuotedProject(Answer):
    name = fields.String()
    developer = fields.String()
    address = fields.String(allow_none=True)
    presale_permit = fields.String(allow_none=True)


class QuotedUnit(Answer):
    building = fields.String()
    stair = fields.String()
    number = fields.String()
    floor = fields.Integer()
    house_type = fields.String()
    layout = fields.String(allow_none=True)
    usage = fields.String()
    gross_area = Area()
    inner_area = Area(allow_none=True)
    orientation = fields.String(allow_none=True)


class QuotationReviewer(Answer):
    role = fields.String()
    by = fields.String()
    at = Moment()


class QuotationDocument(Answer):
    """All that the printed quotation says but the customer's name, which crm knows."""

    quotation = fields.Nested(StoredQuotation)
    project = fields.Nested(QuotedProject)
    unit = fields.Nested(QuotedUnit)
    reviewers = fields.List(fields.Nested(QuotationReviewer))


_CALCULATION_REFUSES = (
    *QUOTE_REFUSES,
    *PLAN_REFUSES,
    "price_missing",
    "price_above_list",
    "deposit_above_cap",
    "loan_too_large",
    "date_out_of_range",
)

preview_quotation = Operation(
    "inventory",
    "preview_quotation",
    "Work out price, schedule, loans and taxes without keeping them (试算)",
    "project.read",
    PreviewQuotation,
    Calculation,
    refuses=_CALCULATION_REFUSES,
)
create_quotation = Operation(
    "inventory",
    "create_quotation",
    "Draft a quotation for one's own customer (报价单)",
    "quotation.make",
    CreateQuotation,
    QuotationMade,
    writes=True,
    refuses=(*_CALCULATION_REFUSES, "unit_taken", "unit_wrong_state", "customer_not_yours"),
)
revise_quotation = Operation(
    "inventory",
    "revise_quotation",
    "Work a draft out anew",
    "quotation.make",
    ReviseQuotation,
    QuotationMade,
    writes=True,
    refuses=(*_CALCULATION_REFUSES, "quotation_wrong_status"),
)
request_quotation_review = Operation(
    "inventory",
    "request_quotation_review",
    "Ask the manager, for a large one the general manager too, to review it (报价审核)",
    "quotation.make",
    RequestQuotationReview,
    QuotationReviewRequested,
    writes=True,
    refuses=("quotation_wrong_status", "price_above_list", "price_missing"),
)
list_quotations = Operation(
    "inventory",
    "list_quotations",
    "Quotations, newest first",
    "quotation.read",
    ListQuotations,
    page_of(QuotationRow),
)
read_quotation = Operation(
    "inventory",
    "read_quotation",
    "A quotation with its calculation",
    "quotation.read",
    OneQuotation,
    StoredQuotation,
)
read_quotation_document = Operation(
    "inventory",
    "read_quotation_document",
    "What a reviewed quotation's print says",
    "quotation.read",
    OneQuotation,
    QuotationDocument,
    refuses=("quotation_not_reviewed",),
)
