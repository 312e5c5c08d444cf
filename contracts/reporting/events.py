"""Facts that reporting tells (design §9)."""

from marshmallow import fields

from contracts.event import EventType
from contracts.schema import Answer, Money


class TargetSet(Answer):
    target_id = fields.UUID(required=True)
    level = fields.String(required=True)
    subject_id = fields.UUID(allow_none=True)
    period = fields.String(required=True)
    units = fields.Integer(allow_none=True)
    amount = Money(allow_none=True)


TARGET_SET = EventType("reporting", "target_set", TargetSet, "A sales target was set")
