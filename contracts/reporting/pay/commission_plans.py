"""A commission plan (佣金方案): tiers and payout of a month onward (P-04)."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from contracts.consent.approvals import ConsentRequested
from contracts.operation import Operation
from contracts.refusals import Conflict, code
from contracts.reporting.periods import Month
from contracts.schema import Answer, Id, Moment, Page, Rate, Request, new_id, page_of
from contracts.words import Word


class PlanRequestStatus(StrEnum):
    """What became of a plan that was asked for."""

    REQUESTED = "requested"
    GRANTED = "granted"
    REFUSED = "refused"


commission_plan_too_late = code(
    Conflict,
    "commission_plan_too_late",
    zh="佣金方案最早自 {first} 起执行；已有签约的月份和过去的月份不再改变。",
    en="A plan holds from {first} at the earliest: months with sales and past ones stay.",
)

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


class RequestCommissionPlan(Request):
    """Holds for sales of the months from `effective_from` until the next plan, once somebody of the
    next higher level has consented."""

    id = Id(load_default=new_id)
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


class ListCommissionPlanRequests(Page):
    project_id = fields.UUID(required=True)


class CommissionPlanRequest(Answer):
    """A plan that was asked for, and what became of it."""

    id = fields.UUID()
    project_id = fields.UUID()
    status = Word(PlanRequestStatus)
    effective_from = fields.String()
    tiers = fields.List(fields.Nested(Tier))
    condition_receipts = Rate()
    payout = fields.Nested(Payout)
    requested_by = fields.String()
    requested_at = Moment()
    version = fields.Integer()


request_commission_plan = Operation(
    "reporting",
    "request_commission_plan",
    "Ask for a project's commission plan (佣金方案)",
    "commission.manage",
    RequestCommissionPlan,
    ConsentRequested,
    writes=True,
    refuses=("commission_plan_too_late",),
)
list_commission_plan_requests = Operation(
    "reporting",
    "list_commission_plan_requests",
    "Commission plans that were asked for, newest first",
    "commission.read",
    ListCommissionPlanRequests,
    page_of(CommissionPlanRequest),
)

read_commission_plan = Operation(
    "reporting",
    "read_commission_plan",
    "A project's commission plan for a month",
    "commission.read",
    ReadCommissionPlan,
    CommissionPlan,
)
