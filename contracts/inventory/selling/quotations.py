"""Quotations (报价单): a calculation kept for a customer; printed and used only when it is reviewed
(I-14; seed 003)."""

from enum import StrEnum

from marshmallow import fields

from contracts.can import Can
from contracts.consent.approvals import ConsentRequested
from contracts.inventory.pricing.calculations import CALCULATION_REFUSES, Calculation, QuoteTerms
from contracts.inventory.pricing.payment_plans import PaymentMethod
from contracts.inventory.register.units import Usage
from contracts.listing import Sort
from contracts.office.roles import Role
from contracts.operation import Operation
from contracts.refusals import Conflict, Invalid, code
from contracts.schema import (
    Answer,
    Area,
    AsIs,
    Day,
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
from contracts.words import Word


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


class CreateQuotation(QuoteTerms):
    """`valid_until` is the last day: by default the project's number of days from today."""

    id = Id(load_default=new_id)
    unit_id = Id(required=True)
    customer_id = Id(required=True)
    valid_until = Day()


class OneQuotation(Request):
    quotation_id = Id(required=True)


class ReviseQuotation(QuoteTerms):
    """A draft anew, for the same unit and customer."""

    quotation_id = Id(required=True)
    valid_until = Day()


class RequestQuotationReview(OneQuotation):
    reason = Text(most=500)


class ListQuotations(Page):
    project_id = Id()
    unit_id = Id()
    customer_id = Id()
    status = Word(QuotationStatus)
    sort = Sort("Quotation", "number", "price", "created_at", "valid_until")


class QuotationMade(Done):
    number = fields.String()
    price = Money()


create_quotation = Operation(
    "inventory",
    "create_quotation",
    "Draft a quotation for one's own customer (报价单)",
    "quotation.make",
    CreateQuotation,
    QuotationMade,
    writes=True,
    refuses=(*CALCULATION_REFUSES, "unit_taken", "unit_wrong_state", "customer_not_yours"),
)
revise_quotation = Operation(
    "inventory",
    "revise_quotation",
    "Work a draft out anew",
    "quotation.make",
    ReviseQuotation,
    QuotationMade,
    writes=True,
    refuses=(*CALCULATION_REFUSES, "quotation_wrong_status"),
)
request_quotation_review = Operation(
    "inventory",
    "request_quotation_review",
    "Ask the manager, for a large one the general manager too, to review it (报价审核)",
    "quotation.make",
    RequestQuotationReview,
    ConsentRequested,
    writes=True,
    refuses=("quotation_wrong_status", "price_above_list", "price_missing"),
)


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
    status = Word(QuotationStatus)
    list_price = Money()
    price = Money()
    discount = Rate()
    payment_method = Word(PaymentMethod)
    valid_until = fields.Date()
    created_at = Moment()
    reviewed_at = Moment(allow_none=True)
    deal_id = fields.UUID(allow_none=True)
    version = fields.Integer()
    can = Can("Quotation", revise_quotation, request_quotation_review)


class StoredQuotation(QuotationRow):
    calculation = AsIs(Calculation)


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
    usage = Word(Usage)
    gross_area = Area()
    inner_area = Area(allow_none=True)
    orientation = fields.String(allow_none=True)


class QuotationReviewer(Answer):
    role = Word(Role)
    by = fields.String()
    at = Moment()


class QuotationDocument(Answer):
    """All that the printed quotation says but the customer's name, which crm knows."""

    quotation = fields.Nested(StoredQuotation)
    project = fields.Nested(QuotedProject)
    unit = fields.Nested(QuotedUnit)
    reviewers = fields.List(fields.Nested(QuotationReviewer))


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
