"""Bulk entry of units and prices from a workbook (I-03)."""

from marshmallow import fields, validate

from contracts.files import Content
from contracts.inventory.pricing.columns import MOST_BYTES
from contracts.operation import Operation
from contracts.schema import Answer, Id, Request, new_id


class ImportPriceList(Request):
    id = Id(load_default=new_id)
    project_id = Id(required=True)
    workbook = Content(required=True, validate=validate.Length(min=1, max=MOST_BYTES))
    create_house_types = fields.Boolean(load_default=True)
    """Whether house types that the project doesn't have yet are added, or refused row by row."""


class Imported(Answer):
    import_id = fields.UUID()
    units = fields.Integer()
    buildings = fields.Integer()
    """How many buildings the file touches."""


class RowError(Answer):
    """What is wrong with a cell: `row` as the spreadsheet numbers it (or the place in the request,
    from 1), the column's Chinese name, its field, why (vocabulary `row_fault`), what was there."""

    row = fields.Integer()
    column = fields.String()
    field = fields.String()
    reason = fields.String()
    value = fields.String(allow_none=True)


import_price_list = Operation(
    "inventory",
    "import_price_list",
    "Enter the units of a workbook: all of them, or none and every bad cell",
    "unit.enter",
    ImportPriceList,
    Imported,
    writes=True,
    deadline=30.0,
    refuses=("rows_rejected", "columns_wrong", "workbook_unreadable", "workbook_too_large"),
)
