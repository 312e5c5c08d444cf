"""Data changes (数据变更): facts of approved units are corrected with somebody else's consent, and
leave a record (I-12; seed 004). Prices change by price lists only."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from contracts.consent.approvals import ConsentRequested
from contracts.inventory.register.units import Usage
from contracts.listing import Sort
from contracts.operation import Operation
from contracts.refusals import Conflict, Invalid, code
from contracts.schema import Answer, Area, Id, Moment, Page, Request, Text, Whole, new_id, page_of
from contracts.vocabulary import word_of
from contracts.words import Word


class DataChangeStatus(StrEnum):
    """What became of the request to correct a unit's facts."""

    REQUESTED = "requested"
    MADE = "made"
    REFUSED = "refused"


FACTS = (
    "number",
    "floor",
    "house_type",
    "usage",
    "orientation",
    "gross_area",
    "inner_area",
)
"""What a data change may correct."""
_positive = validate.Range(min=Decimal("0.01"))

area_agreed = code(
    Conflict,
    "area_agreed",
    zh="房源已有交易，面积不能再更正；面积差在交房时结算。",
    en="A deal was made at this area; a difference is settled at handover.",
)
nothing_changes = code(
    Invalid,
    "nothing_changes",
    zh="提交的内容与现有信息相同。",
    en="The unit is like this already.",
)
house_type_unknown = code(
    Invalid,
    "house_type_unknown",
    zh="本项目没有户型 {house_type}。",
    en="The project has no house type {house_type}.",
)
inner_above_gross = code(
    Invalid,
    "inner_above_gross",
    zh="套内面积不能大于建筑面积。",
    en="The inner area cannot exceed the gross area.",
)


class RequestDataChange(Request):
    """What is given shall become so. `version` is the unit's that the clerk saw."""

    id = Id(load_default=new_id)
    unit_id = Id(required=True)
    version = Whole()
    reason = Text(required=True, most=200)
    number = Text(most=20)
    floor = Whole(validate=validate.Range(-10, 200))
    house_type = Text(most=40)
    """Its name; the layout (户型结构) is the house type's."""
    usage = Word(Usage)
    orientation = Text(most=20)
    gross_area = Area(validate=_positive)
    inner_area = Area(validate=_positive)

    @validates_schema
    def changes_something(self, data: Mapping[str, Any], **_: Any) -> None:
        if not any(data.get(name) is not None for name in FACTS):
            raise ValidationError(f"Give at least one of {', '.join(FACTS)}.", "number")


class ListDataChanges(Page):
    project_id = Id()
    unit_id = Id()
    status = Word(DataChangeStatus)
    sort = Sort("DataChange", "requested_at")


class FactChange(Answer):
    """One fact before and after, as text; `list_price` where it follows from the area."""

    field = word_of("unit_fact")
    before = fields.String(allow_none=True)
    after = fields.String(allow_none=True)


class DataChangeRow(Answer):
    """`changes` are facts before and after; `unit_version` the unit's once it was changed."""

    id = fields.UUID()
    project_id = fields.UUID()
    unit_id = fields.UUID()
    building = fields.String()
    stair = fields.String()
    number = fields.String()
    changes = fields.List(fields.Nested(FactChange))
    reason = fields.String()
    status = Word(DataChangeStatus)
    requested_by = fields.UUID()
    requested_at = Moment()
    unit_version = fields.Integer(allow_none=True)
    version = fields.Integer()


request_data_change = Operation(
    "inventory",
    "request_data_change",
    "Ask that facts of a unit be corrected (数据变更申请)",
    "unit.enter",
    RequestDataChange,
    ConsentRequested,
    writes=True,
    refuses=(
        "unit_wrong_state",
        "stale_version",
        "nothing_changes",
        "area_agreed",
        "house_type_unknown",
        "inner_above_gross",
        "price_too_large",
        "unbind_first",
        "approval_pending",
    ),
)
list_data_changes = Operation(
    "inventory",
    "list_data_changes",
    "Data changes, newest first (数据变更)",
    "data_change.read",
    ListDataChanges,
    page_of(DataChangeRow),
)
