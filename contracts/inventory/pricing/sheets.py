"""What became of a workbook's sheets; why one is not read."""

from enum import StrEnum

from marshmallow import fields

from contracts.files import UNPROCESSED
from contracts.schema import Answer
from contracts.words import Word
from contracts.workbooks import refusals

UNREAD = (
    refusals.columns_wrong.name,
    refusals.no_table_found.name,
    refusals.no_rows_found.name,
    refusals.workbook_unreadable.name,
    refusals.workbook_too_large.name,
    *UNPROCESSED,
)
"""Why a workbook is not read."""


class SheetLeftOut(StrEnum):
    """Why a sheet, a row or a column of a workbook was not read."""

    HIDDEN = "hidden"
    EMPTY = "empty"
    NO_HEADER = "no_header"
    ABOVE_HEADER = "above_header"
    HEADER_AGAIN = "header_again"
    TOTAL = "total"
    NOTE = "note"
    NO_HEADING = "no_heading"


class SheetPart(Answer):
    """A row (`place` is its number) or column (its letters) that was left out; why is of the
    vocabulary `sheet_left_out`."""

    place = fields.String()
    reason = Word(SheetLeftOut)


class SheetRead(Answer):
    """What became of a sheet: the rows that were read; `left_out` is why none of it was
    (vocabulary `sheet_left_out`), `parts` what was left out of one that was read, at most 100,
    `hidden` the hidden rows and columns that were read with the others."""

    sheet = fields.String()
    rows = fields.Integer()
    left_out = Word(SheetLeftOut, allow_none=True)
    parts = fields.List(fields.Nested(SheetPart))
    hidden = fields.List(fields.String())
