"""Bulk entry of units and prices from a workbook (I-03)."""

import base64
from typing import Any

from marshmallow import fields, validate

from contracts.inventory.price_list import MOST_BYTES
from contracts.operation import Operation
from contracts.schema import Answer, Id, Request, new_id


class Workbook(fields.Field[bytes]):
    """A file as base64 text; loads into its bytes."""

    default_error_messages = {"not_base64": "Not base64 text."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(metadata={"type": "string", "format": "byte"}, **kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> bytes:
        try:
            return base64.b64decode(value, validate=True)
        except (TypeError, ValueError):
            raise self.make_error("not_base64") from None


class ImportPriceList(Request):
    id = Id(load_default=new_id)
    project_id = Id(required=True)
    workbook = Workbook(required=True, validate=validate.Length(min=1, max=MOST_BYTES))
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
