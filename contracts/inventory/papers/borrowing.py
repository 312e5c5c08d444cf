"""Borrowing and return of archived documents (借阅登记): asked for, consented to, lent, returned
(I-16; seeds 002, 003)."""

from enum import StrEnum

from marshmallow import fields

from contracts.can import Can
from contracts.inventory.papers.archive import ArchiveKind
from contracts.listing import Sort
from contracts.operation import Operation
from contracts.refusals import Conflict, Forbidden, Invalid, code
from contracts.schema import Answer, Day, Done, Id, Moment, Page, Request, Text, new_id, page_of
from contracts.words import Word

MOST_DAYS = 90


class BorrowingStatus(StrEnum):
    REQUESTED = "requested"
    GRANTED = "granted"
    REFUSED = "refused"
    LENT = "lent"
    RETURNED = "returned"


document_lent = code(
    Conflict,
    "document_lent",
    zh="该资料已借出或已批准他人借阅。",
    en="This document is lent, or promised to somebody else.",
)
borrowing_wrong_status = code(
    Conflict,
    "borrowing_wrong_status",
    zh="借阅当前状态为 {status}，此操作仅适用于 {allowed}。",
    en="The borrowing is {status}; this is only possible when it is {allowed}.",
)
own_borrowing = code(
    Forbidden,
    "own_borrowing",
    zh="不能审批自己的借阅申请。",
    en="Nobody decides on their own request.",
)
return_day_wrong = code(
    Invalid,
    "return_day_wrong",
    zh="归还日期须在 {first} 至 {last} 之间。",
    en="The day of return must lie between {first} and {last}.",
)


class RequestBorrowing(Request):
    """`due_on` is the last day on which it is to come back."""

    id = Id(load_default=new_id)
    document_id = Id(required=True)
    purpose = Text(required=True, most=200)
    due_on = Day(required=True)


class OneBorrowing(Request):
    borrowing_id = Id(required=True)


class DecideBorrowing(OneBorrowing):
    grant = fields.Boolean(required=True)


class ReturnDocument(OneBorrowing):
    """`remark`: in which state it came back, when that is worth a word."""

    remark = Text(most=200)


class ListBorrowings(Page):
    """`overdue`: only those that should be back and are not."""

    project_id = Id()
    deal_id = Id()
    status = Word(BorrowingStatus)
    overdue = fields.Boolean(load_default=False)
    sort = Sort("Borrowing", "requested_at", "due_on")


class Borrowing(Answer):
    id = fields.UUID()
    document_id = fields.UUID()
    deal_id = fields.UUID()
    project_id = fields.UUID()
    building = fields.String()
    stair = fields.String()
    number = fields.String()
    kind = Word(ArchiveKind)
    title = fields.String()
    purpose = fields.String()
    due_on = fields.Date()
    status = Word(BorrowingStatus)
    overdue = fields.Boolean()
    borrower_id = fields.UUID()
    requested_at = Moment()
    decided_by = fields.String(allow_none=True)
    decided_at = Moment(allow_none=True)
    lent_at = Moment(allow_none=True)
    returned_at = Moment(allow_none=True)
    remark = fields.String(allow_none=True)
    can = Can("Borrowing", "decide_borrowing", "lend_document", "return_document")
    version = fields.Integer()


request_borrowing = Operation(
    "inventory",
    "request_borrowing",
    "Ask to borrow an archived document (借阅申请)",
    "borrowing.request",
    RequestBorrowing,
    Done,
    writes=True,
    refuses=("return_day_wrong",),
)
decide_borrowing = Operation(
    "inventory",
    "decide_borrowing",
    "Consent to a borrowing, or not",
    "borrowing.decide",
    DecideBorrowing,
    Done,
    writes=True,
    refuses=("borrowing_wrong_status", "own_borrowing", "document_lent"),
)
lend_document = Operation(
    "inventory",
    "lend_document",
    "The document leaves the archive (借出)",
    "archive.keep",
    OneBorrowing,
    Done,
    writes=True,
    refuses=("borrowing_wrong_status",),
)
return_document = Operation(
    "inventory",
    "return_document",
    "The document is back (归还)",
    "archive.keep",
    ReturnDocument,
    Done,
    writes=True,
    refuses=("borrowing_wrong_status",),
)
list_borrowings = Operation(
    "inventory",
    "list_borrowings",
    "Borrowings, newest first (借阅登记)",
    "borrowing.read",
    ListBorrowings,
    page_of(Borrowing),
)
