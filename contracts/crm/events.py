"""Facts that crm tells (design §9): ids only, never names or numbers of customers."""

from marshmallow import fields

from contracts.event import EventType
from contracts.schema import Facts, Moment


class CustomerOwned(Facts):
    """Who looks after a customer; `team_id` is the owner's team."""

    customer_id = fields.UUID(required=True)
    owner_id = fields.UUID(allow_none=True)
    team_id = fields.UUID(allow_none=True)
    previous_owner_id = fields.UUID(allow_none=True)
    source = fields.String(allow_none=True)


class FollowUpRecorded(Facts):
    follow_up_id = fields.UUID(required=True)
    customer_id = fields.UUID(required=True)
    staff_id = fields.UUID(required=True)
    kind = fields.String(required=True)
    next_due_at = Moment(allow_none=True)


class PersonalDataRevealed(Facts):
    """Somebody looked at an unmasked number (C-15)."""

    customer_id = fields.UUID(required=True)
    staff_id = fields.UUID(required=True)
    field = fields.String(required=True)
    reason = fields.String(allow_none=True)


class CustomerMessageChanged(Facts):
    """A message to a customer was written, told, or is to be told by a person now."""

    message_id = fields.UUID(required=True)
    customer_id = fields.UUID(required=True)
    owner_id = fields.UUID(allow_none=True)
    deal_id = fields.UUID(required=True)
    kind = fields.String(required=True)
    status = fields.String(required=True)
    told_how = fields.String(allow_none=True)


CUSTOMER_REGISTERED = EventType(
    "crm", "customer_registered", CustomerOwned, "A customer file opened"
)
CUSTOMER_ASSIGNED = EventType("crm", "customer_assigned", CustomerOwned, "The owner changed")
FOLLOW_UP_RECORDED = EventType(
    "crm", "follow_up_recorded", FollowUpRecorded, "A contact was recorded"
)
PERSONAL_DATA_REVEALED = EventType(
    "crm", "personal_data_revealed", PersonalDataRevealed, "A masked number was shown"
)
CUSTOMER_MESSAGE_CHANGED = EventType(
    "crm",
    "customer_message_changed",
    CustomerMessageChanged,
    "What a customer is to be told about their money, or was told",
)
