"""Liaison with authorities (公文往来): what came in and went out (I-16; seed 004)."""

from enum import StrEnum

from marshmallow import fields

from contracts.listing import Sort
from contracts.operation import Operation
from contracts.schema import Answer, Day, Done, Id, Moment, Page, Request, Text, new_id, page_of
from contracts.words import Word


class LetterDirection(StrEnum):
    INCOMING = "incoming"
    OUTGOING = "outgoing"


class RecordLetter(Request):
    """`number` is the letter's own (文号); its scan is attached with the letter as the subject."""

    id = Id(load_default=new_id)
    project_id = Id(required=True)
    direction = Word(LetterDirection, required=True)
    authority = Text(required=True, most=100)
    about = Text(required=True, most=200)
    number = Text(most=60)
    dated = Day(required=True)
    note = Text(most=500)


class ListLetters(Page):
    project_id = Id()
    direction = Word(LetterDirection)
    authority = Text(most=100)
    sort = Sort("Letter", "dated", "recorded_at")


class Letter(Answer):
    """`attachments` counts its files."""

    id = fields.UUID()
    project_id = fields.UUID()
    direction = Word(LetterDirection)
    authority = fields.String()
    about = fields.String()
    number = fields.String(allow_none=True)
    dated = fields.Date()
    note = fields.String(allow_none=True)
    recorded_by = fields.String()
    recorded_at = Moment()
    attachments = fields.Integer()


record_letter = Operation(
    "inventory",
    "record_letter",
    "Enter a letter from or to an authority (公文登记)",
    "letter.record",
    RecordLetter,
    Done,
    writes=True,
)
list_letters = Operation(
    "inventory",
    "list_letters",
    "Letters from and to authorities, newest first (公文往来)",
    "letter.read",
    ListLetters,
    page_of(Letter),
)
