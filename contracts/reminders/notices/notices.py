"""Operations on notices (催办通知): R-01, R-04; seed 000."""

from marshmallow import fields, validate

from contracts.operation import Operation
from contracts.refusals import Invalid, code
from contracts.schema import Answer, Moment, Page, Request, Text, page_of
from contracts.vocabulary import word_of

recipient_not_yours = code(
    Invalid,
    "recipient_not_yours",
    zh="只能向您管理范围内的在岗人员发送催办通知（{field}）。",
    en="Notices go to staff on duty within your scope only ({field}).",
)
due_in_past = code(
    Invalid,
    "due_in_past",
    zh="时间节点必须晚于现在（{field}）。",
    en="The time set must be in the future ({field}).",
)


class Localised(Answer):
    """One text in both languages; what a person wrote is the same in both."""

    zh = fields.String()
    en = fields.String()


class ListNotices(Page):
    """`mine` (the default): notices to the caller; otherwise all within the caller's scope. `open`:
    only those still to be acknowledged, or only the others."""

    mine = fields.Boolean(load_default=True)
    open = fields.Boolean()
    kind = word_of("notice_kind")
    subject_id = fields.UUID()


class NoticeNamed(Request):
    notice_id = fields.UUID(required=True)


class SendNotice(Request):
    """A task with its time node (seed 000: 明确当天的工作任务和时间节点); acknowledged within the
    usual time unless `acknowledge_by` says otherwise."""

    recipient_ids = fields.List(
        fields.UUID(), required=True, validate=validate.Length(min=1, max=100)
    )
    title = Text(required=True, most=100)
    task = Text(required=True, most=2000)
    due_at = Moment(required=True)
    acknowledge_by = Moment()


class Notice(Answer):
    """`level` 0 is the one concerned, 1 supervisor, 2 manager, 3 director; `origin_id` is the
    notice at level 0. `subject_id` is the deal that a deadline is about."""

    id = fields.UUID()
    origin_id = fields.UUID()
    kind = word_of("notice_kind")
    level = fields.Integer()
    status = word_of("notice_status")
    recipient_id = fields.UUID()
    sender_id = fields.UUID(allow_none=True)
    deadline_id = fields.UUID(allow_none=True)
    subject_id = fields.UUID(allow_none=True)
    unit_id = fields.UUID(allow_none=True)
    project_id = fields.UUID(allow_none=True)
    title = fields.Nested(Localised)
    body = fields.Nested(Localised)
    due_at = Moment(allow_none=True)
    sent_at = Moment()
    acknowledge_by = Moment()
    acknowledged_at = Moment(allow_none=True)


class SentNotice(Answer):
    id = fields.UUID()
    recipient_id = fields.UUID()


class SentNotices(Answer):
    items = fields.List(fields.Nested(SentNotice))


class Acknowledged(Answer):
    id = fields.UUID()
    status = word_of("notice_status")
    acknowledged_at = Moment()


list_notices = Operation(
    "reminders",
    "list_notices",
    "Notices, newest first",
    "notice.read",
    ListNotices,
    page_of(Notice),
)
read_notice = Operation(
    "reminders", "read_notice", "One notice", "notice.read", NoticeNamed, Notice
)
acknowledge_notice = Operation(
    "reminders",
    "acknowledge_notice",
    "Acknowledge a notice; a second time changes nothing",
    "notice.acknowledge",
    NoticeNamed,
    Acknowledged,
    writes=True,
)
send_notice = Operation(
    "reminders",
    "send_notice",
    "Send staff a task with a time node (每日催办)",
    "notice.send",
    SendNotice,
    SentNotices,
    writes=True,
    refuses=("recipient_not_yours", "due_in_past"),
)
