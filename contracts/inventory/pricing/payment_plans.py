"""Payment plans (付款计划): in which parts, and when, a price is paid (I-17; seed 001)."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from contracts.can import Can
from contracts.consent.approvals import ConsentRequested
from contracts.operation import Operation
from contracts.refusals import Conflict, Invalid, code
from contracts.schema import (
    Answer,
    Day,
    Done,
    Id,
    Money,
    Page,
    Rate,
    Request,
    Text,
    Whole,
    new_id,
    page_of,
)
from contracts.words import Word


class PlanDue(StrEnum):
    """What a line's due day follows from."""

    AFTER_SUBSCRIPTION = "after_subscription"
    AFTER_SIGNING = "after_signing"
    ON_DATE = "on_date"
    LOAN_PAYOUT = "loan_payout"


class PlanStatus(StrEnum):
    """A plan is taken only while it is active; before that somebody else has to consent."""

    REQUESTED = "requested"
    ACTIVE = "active"
    ENDED = "ended"
    REFUSED = "refused"


class PaymentMethod(StrEnum):
    """How the buyer pays (付款方式)."""

    LUMP_SUM = "lump_sum"
    COMMERCIAL_LOAN = "commercial_loan"
    PROVIDENT_FUND = "provident_fund"
    COMBINED_LOAN = "combined_loan"
    INSTALMENTS = "instalments"


class InstalmentKind(StrEnum):
    """What a claim is for. The last two come on top of the price."""

    DEPOSIT = "deposit"
    DOWN_PAYMENT = "down_payment"
    INSTALMENT = "instalment"
    LOAN = "loan"
    PRICE_CHANGE = "price_change"
    AREA_SETTLEMENT = "area_settlement"
    LATE_FEE = "late_fee"


MOST_LINES = 36
LOAN_METHODS = (
    PaymentMethod.COMMERCIAL_LOAN,
    PaymentMethod.PROVIDENT_FUND,
    PaymentMethod.COMBINED_LOAN,
)
PLAN_KINDS = (InstalmentKind.DOWN_PAYMENT, InstalmentKind.INSTALMENT, InstalmentKind.LOAN)
"""What a plan's lines may be; the deposit stands before them and counts towards them."""
PLAN_REFUSES = ("plan_ended", "plan_not_applicable", "down_payment_too_low")

plan_ended = code(
    Conflict, "plan_ended", zh="该付款计划未在使用。", en="This payment plan is not in use."
)
plan_not_applicable = code(
    Invalid,
    "plan_not_applicable",
    zh="付款计划「{name}」适用于「{method}」，与所选付款方式不符。",
    en="The payment plan {name} is for {method}, not for the chosen payment method.",
)
down_payment_too_low = code(
    Invalid,
    "down_payment_too_low",
    zh="首付比例不得低于 {least}。",
    en="The down payment is at least {least} of the price.",
)


class PlanLine(Request):
    """One part: a `share` of the price, a fixed `amount`, or the `rest` of it. `days` after
    subscription or signing; `on` a date; a loan's line falls due when the bank pays it out."""

    name = Text(required=True, most=40)
    kind = Word(PLAN_KINDS, name="PlanLineKind", required=True)
    share = Rate(validate=validate.Range(min=0, max=1, min_inclusive=False))
    amount = Money(validate=validate.Range(min=Decimal("0.01")))
    rest = fields.Boolean(load_default=False)
    due = Word(PlanDue, required=True)
    days = Whole(validate=validate.Range(0, 3650))
    on = Day()

    @validates_schema
    def is_of_one_piece(self, data: Mapping[str, Any], **_: Any) -> None:
        sizes = (data.get("share") is not None, data.get("amount") is not None, data.get("rest"))
        if sum(map(bool, sizes)) != 1:
            raise ValidationError("Give exactly one of share, amount, rest.", "share")
        counted = data["due"] in (PlanDue.AFTER_SUBSCRIPTION, PlanDue.AFTER_SIGNING)
        if counted != (data.get("days") is not None):
            raise ValidationError("Days go with after_subscription and after_signing.", "days")
        if (data["due"] == PlanDue.ON_DATE) != (data.get("on") is not None):
            raise ValidationError("A date goes with on_date.", "on")
        if (data["kind"] == InstalmentKind.LOAN) != (data["due"] == PlanDue.LOAN_PAYOUT):
            raise ValidationError("A loan, and nothing else, is due on loan_payout.", "due")


def _check_sum(lines: list[Any]) -> None:
    shares = sum((line.share or Decimal(0) for line in lines), Decimal(0))
    rests = sum(line.rest for line in lines)
    if rests > 1 or shares > 1:
        raise ValidationError("Shares sum to one; at most one line takes the rest.", "lines")
    if not rests and shares != 1:
        raise ValidationError("Shares sum to one, or one line takes the rest.", "lines")


class CreatePaymentPlan(Request):
    """Shares sum to one, or one line takes the rest. Loans are rounded down to multiples of
    `loan_multiple`; what that leaves goes to the first line that is no loan."""

    id = Id(load_default=new_id)
    project_id = Id(required=True)
    name = Text(required=True, most=60)
    payment_method = Word(PaymentMethod, required=True)
    lines = fields.List(
        fields.Nested(PlanLine), required=True, validate=validate.Length(min=1, max=MOST_LINES)
    )
    loan_multiple = Money(
        load_default=Decimal("10000.00"), validate=validate.Range(min=Decimal("0.01"))
    )

    @validates_schema
    def is_of_one_piece(self, data: Mapping[str, Any], **_: Any) -> None:
        _check_sum(data["lines"])
        loans = [line for line in data["lines"] if line.kind == InstalmentKind.LOAN]
        if bool(loans) != (data["payment_method"] in LOAN_METHODS):
            raise ValidationError("A loan's plan has a line of kind loan, no other has.", "lines")
        if len(loans) == len(data["lines"]):
            raise ValidationError("A part of the price is paid without a loan.", "lines")


class OnePaymentPlan(Request):
    plan_id = Id(required=True)


class ListPaymentPlans(Page):
    project_id = Id(required=True)
    payment_method = Word(PaymentMethod)
    status = Word(PlanStatus)


class PlanLineAnswer(Answer):
    name = fields.String()
    kind = Word(PLAN_KINDS, name="PlanLineKind")
    share = Rate(allow_none=True)
    amount = Money(allow_none=True)
    rest = fields.Boolean()
    due = Word(PlanDue)
    days = fields.Integer(allow_none=True)
    on = fields.Date(allow_none=True)


class PaymentPlan(Answer):
    """`down_payment`: the share of the price that is not lent, fixed sums left out."""

    id = fields.UUID()
    project_id = fields.UUID()
    name = fields.String()
    payment_method = Word(PaymentMethod)
    lines = fields.List(fields.Nested(PlanLineAnswer))
    loan_multiple = Money()
    down_payment = Rate()
    status = Word(PlanStatus)
    can = Can("PaymentPlan", "end_payment_plan")
    version = fields.Integer()


create_payment_plan = Operation(
    "inventory",
    "create_payment_plan",
    "Ask for a payment plan to be put in use (付款计划)",
    "payment_plan.manage",
    CreatePaymentPlan,
    ConsentRequested,
    writes=True,
    refuses=("down_payment_too_low",),
)
end_payment_plan = Operation(
    "inventory",
    "end_payment_plan",
    "End a payment plan; agreed schedules stay",
    "payment_plan.manage",
    OnePaymentPlan,
    Done,
    writes=True,
    refuses=("plan_ended",),
)
list_payment_plans = Operation(
    "inventory",
    "list_payment_plans",
    "A project's payment plans (付款计划)",
    "project.read",
    ListPaymentPlans,
    page_of(PaymentPlan),
)
