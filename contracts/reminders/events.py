"""Facts that reminders tells (design §9)."""

from marshmallow import fields

from contracts.event import EventType
from contracts.schema import Facts, Moment


class NoticeTold(Facts):
    """A notice (催办通知) to one person about one thing."""

    notice_id = fields.UUID(required=True)
    recipient_id = fields.UUID(required=True)
    kind = fields.String(required=True)
    subject_id = fields.UUID(allow_none=True)
    acknowledge_by = Moment(allow_none=True)
    level = fields.Integer(allow_none=True)


NOTICE_SENT = EventType("reminders", "notice_sent", NoticeTold, "A notice was sent")
NOTICE_ACKNOWLEDGED = EventType(
    "reminders", "notice_acknowledged", NoticeTold, "It was acknowledged"
)
ESCALATED = EventType(
    "reminders", "escalated", NoticeTold, "Not acknowledged: the next level is told"
)
