"""A commission plan (佣金方案): tiers and payout of a month onward (P-04)."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from contracts.operation import Operation
from contracts.reporting.periods import Month
from contracts.schema import Answer, Done, Rate, Request

_SHARE = validate.Range(min=Decimal(0), max=Decimal(1))


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
