"""Operations on deadlines (期限): R-06."""

from marshmallow import fields, validate

from contracts.operation import Operation
from contracts.schema import Answer, Moment, Page, page_of
from contracts.vocabulary import words


class ListDeadlines(Page):
    status = fields.String(validate=validate.OneOf(words("deadline_status")))
    kind = fields.String(validate=validate.OneOf(words("deadline_kind")))
    subject_id = fields.UUID()
    deal_id = fields.UUID()


class Deadline(Answer):
    """`subject_id` is the matter: the deal that is to be signed, or a case of it. `responsible_id`
    is who is reminded. `due_at` is null while its event is still on the way."""

    id = fields.UUID()
    kind = fields.String()
    subject_id = fields.UUID()
    deal_id = fields.UUID(allow_none=True)
    unit_id = fields.UUID(allow_none=True)
    project_id = fields.UUID(allow_none=True)
    consultant_id = fields.UUID(allow_none=True)
    team_id = fields.UUID(allow_none=True)
    responsible_id = fields.UUID(allow_none=True)
    due_at = Moment(allow_none=True)
    status = fields.String()
    outcome = fields.String(allow_none=True)
    next_notice_at = Moment(allow_none=True)


list_deadlines = Operation(
    "reminders",
    "list_deadlines",
    "Deadlines within the caller's scope, latest first",
    "notice.read",
    ListDeadlines,
    page_of(Deadline),
)
