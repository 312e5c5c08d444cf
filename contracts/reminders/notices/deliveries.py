"""Deliveries of notices by channel, for those who keep the system running (R-08)."""

from marshmallow import fields

from contracts.operation import Operation
from contracts.schema import Answer, Moment, Page, page_of
from contracts.vocabulary import word_of


class ListDeliveries(Page):
    status = word_of("delivery_status")
    notice_id = fields.UUID()


class Delivery(Answer):
    """`last_error` names the cause without addresses; `due_at` is the next attempt."""

    id = fields.UUID()
    notice_id = fields.UUID()
    recipient_id = fields.UUID()
    channel = word_of("delivery_channel")
    status = word_of("delivery_status")
    attempts = fields.Integer()
    last_error = fields.String(allow_none=True)
    due_at = Moment(allow_none=True)
    sent_at = Moment(allow_none=True)


list_deliveries = Operation(
    "reminders",
    "list_deliveries",
    "Deliveries, latest first",
    "delivery.read",
    ListDeliveries,
    page_of(Delivery),
)
