"""Operations on deadlines (期限): R-06."""

from marshmallow import fields

from contracts.operation import Operation
from contracts.schema import Answer, Moment, Page, page_of
from contracts.vocabulary import word_of


class ListDeadlines(Page):
    status = word_of("deadline_status")
    kind = word_of("deadline_kind")
    subject_id = fields.UUID()
    deal_id = fields.UUID()


class Deadline(Answer):
    """`subject_id` is the matter, such as the deal that is to be signed or a case of it.
    `responsible_id` is who is reminded, null where the staff of a role are. `due_at` is null where
    a signing was over before its day was known."""

    id = fields.UUID()
    kind = word_of("deadline_kind")
    subject_id = fields.UUID()
    deal_id = fields.UUID(allow_none=True)
    unit_id = fields.UUID(allow_none=True)
    project_id = fields.UUID(allow_none=True)
    consultant_id = fields.UUID(allow_none=True)
    team_id = fields.UUID(allow_none=True)
    responsible_id = fields.UUID(allow_none=True)
    due_at = Moment(allow_none=True)
    status = word_of("deadline_status")
    outcome = word_of("deadline_outcome", allow_none=True)
    next_notice_at = Moment(allow_none=True)


list_deadlines = Operation(
    "reminders",
    "list_deadlines",
    "Deadlines within the caller's scope, latest first",
    "notice.read",
    ListDeadlines,
    page_of(Deadline),
)
