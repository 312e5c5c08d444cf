"""Liaison with authorities (公文往来): what came in and went out (I-16; seed 004)."""

from enum import StrEnum

from marshmallow import fields, validate

from contracts.operation import Operation
from contracts.schema import Answer, Done, Id, Moment, Page, Request, Text, new_id, page_of


class LetterDirection(StrEnum):
    INCOMING = "incoming"
    OUTGOING = "outgoing"


_directions = validate.OneOf([str(word) for word in LetterDirection])


class RecordLetter(Request):
    """`number` is the letter's own (文号); its scan is attached with the letter as the subject."""

    id = Id(load_default=new_id)
    project_id = Id(required=True)
    direction = fields.String(required=True, validate=_directions)
    authority = Text(required=True, most=100)
    about = Text(required=True, most=200)
    number = Text(most=60)
    dated = fields.Date(required=True)
    note = Text(most=500)


class ListLetters(Page):
    project_id = Id()
    direction = fields.String(validate=_directions)
    authority = Text(most=100)


class Letter(Answer):
    """`attachments` counts its files."""

    id = fields.UUID()
    project_id = fields.UUID()
    direction = fields.String()
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
