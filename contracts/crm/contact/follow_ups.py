"""Operations on the timeline of contacts with a customer (跟进记录): C-01, C-03, C-04; seed 001.

Everybody who sees the customer sees one and the same timeline.
"""

from marshmallow import fields

from contracts.crm.files.customers import CustomerNamed
from contracts.operation import Operation
from contracts.schema import Answer, Id, Moment, Page, Text, new_id, page_of
from contracts.vocabulary import word_of


class RecordFollowUp(CustomerNamed):
    """`contacted_at` is now by default; `next_due_at` follows from the grade by default."""

    id = Id(load_default=new_id)
    kind = word_of("contact_kind", required=True)
    content = Text(required=True, most=2000)
    contacted_at = Moment()
    next_due_at = Moment()


class ListFollowUps(Page):
    customer_id = fields.UUID(required=True)


class FollowUpWritten(Answer):
    id = fields.UUID()
    customer_id = fields.UUID()
    next_due_at = Moment()


class FollowUp(Answer):
    id = fields.UUID()
    customer_id = fields.UUID()
    staff_id = fields.UUID(allow_none=True)
    kind = word_of("contact_kind")
    content = fields.String()
    contacted_at = Moment()
    next_due_at = Moment()


record_follow_up = Operation(
    "crm",
    "record_follow_up",
    "Record a contact with a customer and when the next is due",
    "customer.write",
    RecordFollowUp,
    FollowUpWritten,
    writes=True,
    refuses=("next_contact_too_late", "contact_in_future"),
)
list_follow_ups = Operation(
    "crm",
    "list_follow_ups",
    "The timeline of a customer, newest first",
    "customer.read",
    ListFollowUps,
    page_of(FollowUp),
)
