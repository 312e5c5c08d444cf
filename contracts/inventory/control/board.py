"""The status board (销控表): building × stair × floor × unit, with counts (I-06)."""

from marshmallow import fields

from contracts.inventory.register.units import UnitStatus, Usage
from contracts.operation import Operation
from contracts.schema import Answer, Area, AsIs, Id, Money, Request, withheld
from contracts.words import Word


class ReadBoard(Request):
    project_id = Id(required=True)


class BoardUnit(Answer):
    """`manager_floor` and `director_floor` only with the right `price.read_floor`. A lock, hold or
    reservation that has run out is shown as `available`."""

    id = fields.UUID()
    number = fields.String()
    floor = fields.Integer()
    status = Word(UnitStatus)
    version = fields.Integer()
    house_type = fields.String()
    usage = Word(Usage)
    gross_area = Area()
    inner_area = Area(allow_none=True)
    orientation = fields.String(allow_none=True)
    bound_to = fields.UUID(allow_none=True)
    list_price = Money(allow_none=True)
    manager_floor = withheld(Money(allow_none=True))
    director_floor = withheld(Money(allow_none=True))


class BoardStair(Answer):
    id = fields.UUID()
    name = fields.String()
    units = fields.List(fields.Nested(BoardUnit))


class BoardBuilding(Answer):
    id = fields.UUID()
    name = fields.String()
    stairs = fields.List(fields.Nested(BoardStair))


class Board(Answer):
    """`version` grows with every change of a unit; `counts` are units by status."""

    project_id = fields.UUID()
    version = fields.Integer()
    counts = fields.Dict(keys=Word(UnitStatus), values=fields.Integer())
    buildings = AsIs(BoardBuilding, many=True)


read_board = Operation(
    "inventory", "read_board", "The status board (销控表)", "board.read", ReadBoard, Board
)
