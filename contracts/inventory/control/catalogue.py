"""What there is to read about units (房源查询)."""

from marshmallow import fields

from contracts.can import Can
from contracts.inventory.control.data_changes import FactChange
from contracts.inventory.register.units import UnitStatus, Usage
from contracts.operation import Operation
from contracts.schema import (
    Answer,
    Area,
    Id,
    Moment,
    Money,
    Page,
    Request,
    Text,
    page_of,
    withheld,
)
from contracts.vocabulary import word_of
from contracts.words import Word


class ListUnits(Page):
    """The board's filters (I-06); areas in m², prices in yuan, bounds included. `number` is what a
    number begins with."""

    project_id = Id(required=True)
    status = Word(UnitStatus)
    building_id = Id()
    house_type_id = Id()
    usage = Word(Usage)
    number = Text(most=20)
    area_from = Area()
    area_to = Area()
    price_from = Money()
    price_to = Money()


class FindUnits(Page):
    """Units of all one's projects whose number, or building and number, begins so."""

    number = Text(required=True, most=60)


class ReadUnit(Request):
    unit_id = Id(required=True)


class UnitRow(Answer):
    """A unit; the floors and the channel price only for those entitled to them."""

    id = fields.UUID()
    project_id = fields.UUID()
    building_id = fields.UUID()
    building = fields.String()
    stair = fields.String()
    floor = fields.Integer()
    number = fields.String()
    house_type_id = fields.UUID()
    house_type = fields.String()
    usage = Word(Usage)
    gross_area = Area()
    inner_area = Area(allow_none=True)
    orientation = fields.String(allow_none=True)
    status = Word(UnitStatus)
    list_rate = Money(allow_none=True)
    list_price = Money(allow_none=True)
    filed_price = Money(allow_none=True)
    manager_floor = withheld(Money(allow_none=True))
    director_floor = withheld(Money(allow_none=True))
    channel_price = withheld(Money(allow_none=True))
    discount_policy = fields.String(allow_none=True)
    bound_to = fields.UUID(allow_none=True)
    version = fields.Integer()


class BoundUnit(Answer):
    """The other end of a binding (绑定)."""

    id = fields.UUID()
    building = fields.String()
    stair = fields.String()
    number = fields.String()
    usage = Word(Usage)
    status = Word(UnitStatus)


class FoundUnit(UnitRow):
    project = fields.String()


class Unit(UnitRow):
    """`locked_by_me`, `deal_id` and `expires_at` concern the present claim, if there is one; the
    deal's id is shown to those who may read the deal. `home` is what a parking space or storage
    room is bound to, `bound_units` what is bound to a home."""

    locked_by_me = fields.Boolean()
    deal_id = fields.UUID(allow_none=True)
    expires_at = Moment(allow_none=True)
    review_note = fields.String(allow_none=True)
    home = fields.Nested(BoundUnit, allow_none=True)
    bound_units = fields.List(fields.Nested(BoundUnit))
    can = Can(
        "Unit",
        "lock_unit",
        "unlock_unit",
        "reserve_unit",
        "subscribe_unit",
        "request_hold",
        "request_data_change",
        "suspend_units",
        "resume_units",
    )


class Change(Answer):
    """One entry of a unit's history: who, when, why, from, to; `facts` of a data change."""

    at = Moment()
    by = fields.String()
    move = word_of("unit_move")
    from_status = Word(UnitStatus, allow_none=True)
    to_status = Word(UnitStatus)
    reason = fields.String(allow_none=True)
    deal_id = fields.UUID(allow_none=True)
    facts = fields.List(fields.Nested(FactChange), allow_none=True)
    version = fields.Integer()


class History(Answer):
    items = fields.List(fields.Nested(Change))


list_units = Operation(
    "inventory", "list_units", "Units of a project", "project.read", ListUnits, page_of(UnitRow)
)
find_units = Operation(
    "inventory",
    "find_units",
    "Units by their number, in all projects one may see",
    "project.read",
    FindUnits,
    page_of(FoundUnit),
)
read_unit = Operation("inventory", "read_unit", "A unit", "project.read", ReadUnit, Unit)
read_unit_history = Operation(
    "inventory",
    "read_unit_history",
    "Everything that happened to a unit: who, when, why",
    "project.read",
    ReadUnit,
    History,
)
