"""Commission plans and accruals (佣金方案、计提; P-04, design §8)."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from contracts.operation import Operation
from contracts.reporting.periods import Month
from contracts.schema import Answer, Done, Money, Rate, Request

_SHARE = validate.Range(min=Decimal(0), max=Decimal(1))


class Stage(StrEnum):
    """When a part of the commission becomes payable (分期发放)."""

    RECEIPTS = "receipts"
    SETTLED = "settled"
    HANDOVER = "handover"


class LineKind(StrEnum):
    """What a line of commission is."""

    ACCRUAL = "accrual"
    ADJUSTMENT = "adjustment"
    CLAWBACK = "clawback"


class TierRequest(Request):
    """`rate` of the sale up to this attainment (`including` it, or just below it); the last tier
    has no `up_to`."""

    up_to = Rate(load_default=None, validate=validate.Range(min=0, max=10))
    including = fields.Boolean(load_default=True)
    rate = Rate(required=True, validate=validate.Range(min=0, max=Decimal("0.2")))


class PayoutRequest(Request):
    """The part of the commission that each stage makes payable; together one."""

    receipts = Rate(required=True, validate=_SHARE)
    settled = Rate(required=True, validate=_SHARE)
    handover = Rate(required=True, validate=_SHARE)

    @validates_schema
    def whole(self, data: Mapping[str, Any], **_: Any) -> None:
        if sum(data.values()) != 1:
            raise ValidationError("The three parts must sum to 1.", "handover")


class SetCommissionPlan(Request):
    """Holds for sales of the months from `effective_from` until the next plan."""

    project_id = fields.UUID(required=True)
    effective_from = Month(required=True)
    tiers = fields.List(
        fields.Nested(TierRequest), required=True, validate=validate.Length(min=1, max=10)
    )
    condition_receipts = Rate(load_default=Decimal("0.3"), validate=_SHARE)
    payout = fields.Nested(PayoutRequest, required=True)

    @validates_schema
    def rising(self, data: Mapping[str, Any], **_: Any) -> None:
        bounds = [tier.up_to for tier in data["tiers"]]
        if bounds[-1] is not None or None in bounds[:-1]:
            raise ValidationError("Only the last tier has no `up_to`.", "tiers")
        if any(low >= high for low, high in pairwise(bounds[:-1])):
            raise ValidationError("The tiers must rise by `up_to`.", "tiers")


class ReadCommissionPlan(Request):
    project_id = fields.UUID(required=True)
    period = Month(load_default=None)


class Tier(Answer):
    up_to = Rate(allow_none=True)
    including = fields.Boolean()
    rate = Rate()


class Payout(Answer):
    receipts = Rate()
    settled = Rate()
    handover = Rate()


class CommissionPlan(Answer):
    """A project's plan for a month; `id` is null while the company's default holds."""

    id = fields.UUID(allow_none=True)
    version = fields.Integer(allow_none=True)
    project_id = fields.UUID()
    effective_from = fields.String(allow_none=True)
    tiers = fields.List(fields.Nested(Tier))
    condition_receipts = Rate()
    payout = fields.Nested(Payout)


class ReadAccruals(Request):
    period = Month(required=True)
    project_id = fields.UUID(load_default=None)
    consultant_id = fields.UUID(load_default=None)
    page_size = fields.Integer(load_default=50, validate=validate.Range(min=1, max=200))
    cursor = fields.UUID(load_default=None)


class AccrualLine(Answer):
    """One sale's commission, its adjustment after a price change (改价) or its clawback after a
    cancellation, and how it came about: `amount` = `base_amount` × `rate` to the cent, negative
    for a clawback; of an adjustment both are differences, of the prices and of the commissions
    on them. `rate` follows from `attainment` in `sale_period` (no target: null, and the first
    tier). `payable_amount` is what receipts, the loans' payout and the
    handover make payable of it so far."""

    id = fields.UUID()
    kind = fields.Enum(LineKind, by_value=True)
    project_id = fields.UUID()
    team_id = fields.UUID(allow_none=True)
    consultant_id = fields.UUID()
    deal_id = fields.UUID()
    unit_id = fields.UUID()
    business_day = fields.Date()
    sale_period = fields.String()
    base_amount = Money(signed=True)
    attainment = Rate(allow_none=True)
    rate = Rate()
    amount = Money(signed=True)
    received_amount = Money(signed=True)
    condition_met = fields.Boolean()
    loan_paid_out = fields.Boolean()
    handed_over = fields.Boolean()
    payable_amount = Money(signed=True)


class ConsultantCommission(Answer):
    """A consultant's month in a project."""

    project_id = fields.UUID()
    consultant_id = fields.UUID()
    target_units = fields.Integer(allow_none=True)
    target_amount = Money(allow_none=True)
    attained_units = fields.Integer()
    attained_amount = Money(signed=True)
    attainment = Rate(allow_none=True)
    rate = Rate()
    accrued = Money()
    adjusted = Money(signed=True)
    clawed_back = Money()
    amount = Money(signed=True)
    payable_amount = Money(signed=True)


class Accruals(Answer):
    """`consultants` sums the whole month; `items` are its lines by page."""

    period = fields.String()
    consultants = fields.List(fields.Nested(ConsultantCommission))
    items = fields.List(fields.Nested(AccrualLine))
    next = fields.UUID(allow_none=True)


set_commission_plan = Operation(
    "reporting",
    "set_commission_plan",
    "Write a project's commission plan (佣金方案)",
    "commission.manage",
    SetCommissionPlan,
    Done,
    writes=True,
)
read_commission_plan = Operation(
    "reporting",
    "read_commission_plan",
    "A project's commission plan for a month",
    "commission.read",
    ReadCommissionPlan,
    CommissionPlan,
)
read_accruals = Operation(
    "reporting",
    "read_accruals",
    "A month's commission accruals and clawbacks (佣金计提)",
    "commission.read",
    ReadAccruals,
    Accruals,
)
