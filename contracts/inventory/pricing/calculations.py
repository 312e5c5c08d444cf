"""Calculations (试算): what a unit costs on certain terms, when it is paid, what loans cost."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from contracts.inventory.pricing.discounts import MOST_DISCOUNTS, QUOTE_REFUSES, PriceStep
from contracts.inventory.pricing.payment_plans import PLAN_REFUSES, InstalmentKind, PaymentMethod
from contracts.inventory.register.quotation_terms import HIGHEST_RATE
from contracts.operation import Operation
from contracts.refusals import Invalid, code
from contracts.schema import Answer, Day, Id, Money, Rate, Request, Whole
from contracts.vocabulary import words
from contracts.words import Word

MOST_MONTHS = 360
LOANS = (PaymentMethod.COMMERCIAL_LOAN, PaymentMethod.PROVIDENT_FUND)
"""What a loan may be; a combined one is both."""


class HomeOrder(StrEnum):
    """Which of the family's homes it would be: deed tax depends on it."""

    FIRST = "first"
    SECOND = "second"
    OTHER = "other"


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
    payment_method = Word(PaymentMethod, required=True)
    payment_plan_id = Id()
    deposit = Money()
    sign_on = Day()
    """When the contract would be signed: by default at the end of the time for it."""
    commercial_amount = Money()
    commercial_rate = Rate(validate=validate.Range(min=0, max=HIGHEST_RATE))
    commercial_months = Whole(load_default=360, validate=validate.Range(1, MOST_MONTHS))
    fund_amount = Money()
    fund_rate = Rate(validate=validate.Range(min=0, max=HIGHEST_RATE))
    fund_months = Whole(load_default=360, validate=validate.Range(1, MOST_MONTHS))
    home = Word(HomeOrder, load_default=HomeOrder.FIRST)

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


class QuotedLine(Answer):
    """`due_on` supposes signing on `sign_on`; null: when the loan is paid out."""

    name = fields.String()
    kind = Word(InstalmentKind)
    amount = Money()
    due_on = fields.Date(allow_none=True)


class LoanMonth(Answer):
    number = fields.Integer()
    payment = Money()
    principal = Money()
    interest = Money()
    balance = Money()


class Repayment(Answer):
    """One way to pay a loan back (等额本息, 等额本金): the payments of the first and last month,
    all interest, all payments, and the first twelve months."""

    first = Money()
    last = Money()
    interest = Money()
    total = Money()
    first_year = fields.List(fields.Nested(LoanMonth))


class QuotedLoan(Answer):
    """`kind` is `commercial_loan` or `provident_fund`, `annual_rate` a share of one."""

    kind = Word(LOANS, name="LoanKind")
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

    kind = Word(words("tax_note"), name="TaxKind")
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
    payment_method = Word(PaymentMethod)
    payment_plan_id = fields.UUID(allow_none=True)
    payment_plan = fields.String()
    deposit = Money()
    lines = fields.List(fields.Nested(QuotedLine))
    loans = fields.List(fields.Nested(QuotedLoan))
    loan_sums = fields.Nested(LoanSums, allow_none=True)
    home = Word(HomeOrder)
    taxes = fields.List(fields.Nested(TaxNote))


CALCULATION_REFUSES = (
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
    refuses=CALCULATION_REFUSES,
)
