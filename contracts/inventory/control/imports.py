"""Bulk entry of units and prices from a workbook (I-03)."""

from marshmallow import fields, validate

from contracts.files import Content
from contracts.inventory.pricing.columns import MOST_BYTES, RowFault
from contracts.inventory.pricing.sheets import UNREAD, SheetRead
from contracts.inventory.register.units import Usage
from contracts.operation import Operation
from contracts.schema import Answer, Area, Done, Id, Money, Request, Text, Whole, new_id
from contracts.words import Word


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
    sheets = fields.List(fields.Nested(SheetRead))


class RowError(Answer):
    """What is wrong with a cell: `sheet` and `row` as the spreadsheet names them (or the place in
    the request, from 1), the column's Chinese name, its field, why (vocabulary `row_fault`), what
    was there."""

    sheet = fields.String(allow_none=True)
    row = fields.Integer()
    column = fields.String()
    field = fields.String()
    reason = Word(RowFault)
    value = fields.String(allow_none=True)


class UnitFacts(Request):
    """What the clerk may enter of a unit. `*_rate` are in the project's price basis: yuan per m² of
    gross or inner area, or per unit."""

    phase = Text(most=40)
    building = Text(most=40)
    stair = Text(most=40)
    floor = Whole(validate=validate.Range(-10, 200))
    number = Text(most=20)
    house_type = Text(most=40)
    usage = Word(Usage)
    gross_area = Area()
    inner_area = Area()
    orientation = Text(most=20)
    list_rate = Money()
    filed_rate = Money()
    manager_floor_rate = Money()
    director_floor_rate = Money()
    channel_rate = Money()
    discount_policy = Text(most=200)


class NewUnit(UnitFacts):
    id = Id(load_default=new_id)
    building = Text(required=True, most=40)
    stair = Text(required=True, most=40)
    floor = Whole(required=True, validate=validate.Range(-10, 200))
    number = Text(required=True, most=20)
    house_type = Text(required=True, most=40)
    gross_area = Area(required=True)


class EnterUnits(Request):
    project_id = Id(required=True)
    units = fields.List(
        fields.Nested(NewUnit), required=True, validate=validate.Length(min=1, max=500)
    )


class Entered(Answer):
    unit_ids = fields.List(fields.UUID())


class CorrectUnit(Request):
    """A new value for facts of a unit that has not been approved yet."""

    unit_id = Id(required=True)
    version = Whole(required=True)
    orientation = Text(most=20)
    inner_area = Area()
    gross_area = Area()
    list_rate = Money()
    filed_rate = Money()
    manager_floor_rate = Money()
    director_floor_rate = Money()
    channel_rate = Money()
    discount_policy = Text(most=200)


import_price_list = Operation(
    "inventory",
    "import_price_list",
    "Enter the units of a workbook: all of them, or none and every bad cell",
    "unit.enter",
    ImportPriceList,
    Imported,
    writes=True,
    deadline=30.0,
    refuses=("rows_rejected", "price_too_large", *UNREAD),
)
enter_units = Operation(
    "inventory",
    "enter_units",
    "Enter units as drafts (房源录入)",
    "unit.enter",
    EnterUnits,
    Entered,
    writes=True,
    deadline=10.0,
    refuses=("rows_rejected", "price_too_large", "unit_exists"),
)
correct_unit = Operation(
    "inventory",
    "correct_unit",
    "Correct a unit that has not been approved yet",
    "unit.enter",
    CorrectUnit,
    Done,
    writes=True,
    refuses=("unit_wrong_state", "stale_version", "rows_rejected", "price_too_large"),
)
