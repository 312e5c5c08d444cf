"""Facts that reporting tells (design §9). The envelope's `project_id` is the target's project."""

from marshmallow import fields

from contracts.event import EventType
from contracts.schema import Facts, Money


class TargetSet(Facts):
    """A target as it stands now; `subject_id` is the project, team or consultant, none for the
    company."""

    target_id = fields.UUID(required=True)
    level = fields.String(required=True)
    subject_id = fields.UUID(allow_none=True)
    period = fields.String(required=True)
    units = fields.Integer(allow_none=True)
    amount = Money(allow_none=True)


class CommissionPlanSet(Facts):
    """A project's commission plan was written for the months from `effective_from` on."""

    plan_id = fields.UUID(required=True)
    effective_from = fields.String(required=True)


TARGET_SET = EventType("reporting", "target_set", TargetSet, "A sales target was set")
COMMISSION_PLAN_SET = EventType(
    "reporting", "commission_plan_set", CommissionPlanSet, "A commission plan was set (佣金方案)"
)
