"""Units (房源): their states, and what is told when one moves."""

from enum import StrEnum

from marshmallow import fields

from contracts.event import EventType
from contracts.refusals import Conflict, Invalid, code
from contracts.schema import (
    Area,
    Facts,
    Id,
    Moment,
    Money,
    Request,
)


class UnitStatus(StrEnum):
    """Where a unit stands (design §8)."""

    DRAFT = "draft"
    UNRELEASED = "unreleased"
    AVAILABLE = "available"
    HELD = "held"
    LOCKED = "locked"
    RESERVED = "reserved"
    SUBSCRIBED = "subscribed"
    SOLD = "sold"
    DELIVERED = "delivered"
    SUSPENDED = "suspended"


class Usage(StrEnum):
    """What a unit is for (用途)."""

    RESIDENCE = "residence"
    SHOP = "shop"
    PARKING = "parking"
    STORAGE = "storage"


unit_wrong_state = code(
    Conflict,
    "unit_wrong_state",
    zh="房源当前状态为 {status}，不能执行 {move}。",
    en="Not possible while the unit is {status}: {move}.",
    words={"status": "unit_status", "move": "unit_move", "allowed": "unit_status"},
)
units_wrong_state = code(
    Conflict,
    "units_wrong_state",
    zh="部分房源的当前状态不允许执行 {move}，未作任何更改。",
    en="Some units are in a state that does not allow this: {move}. Nothing was changed.",
    words={"move": "unit_move", "allowed": "unit_status"},
)
price_too_large = code(
    Invalid,
    "price_too_large",
    zh="单价乘以面积超过房源总价上限 {most}，请核对单价和面积。",
    en="The rate times the area is above the largest price of a unit, {most}.",
)
unit_exists = code(
    Conflict, "unit_exists", zh="该单元已有同号房源。", en="This stair already has such a unit."
)
reason_needed = code(
    Invalid, "reason_needed", zh="驳回时必须填写原因。", en="A rejection needs a reason."
)


class OneUnit(Request):
    unit_id = Id(required=True)


class UnitMoved(Facts):
    """A unit's move between states; `status` is public. `reason` is a code, never free text."""

    unit_id = fields.UUID(required=True)
    unit_number = fields.String(allow_none=True)
    status = fields.String(required=True)
    previous_status = fields.String(allow_none=True)
    deal_id = fields.UUID(allow_none=True)
    customer_id = fields.UUID(allow_none=True)
    consultant_id = fields.UUID(allow_none=True)
    team_id = fields.UUID(allow_none=True)
    expires_at = Moment(allow_none=True)
    reason = fields.String(allow_none=True)


class UnitClaimed(UnitMoved):
    """A claim with a deal behind it: whose, how much, since which business day."""

    deal_id = fields.UUID(required=True)
    customer_id = fields.UUID(required=True)
    consultant_id = fields.UUID(required=True)
    amount = Money(required=True)
    area = Area(required=True)
    business_day = fields.Date(required=True)


class UnitSubscribed(UnitClaimed):
    """认购: the deposit due and the day by which the contract must be signed."""

    deposit = Money(required=True)
    sign_by = Moment(required=True)


class UnitSold(UnitClaimed):
    """签约: enough for every listener. `business_day` is the day of signing."""

    contract_number = fields.String(required=True)
    list_amount = Money(required=True)


class SaleCancelled(UnitClaimed):
    """退房 of a subscribed or sold unit. `stage` is the state it was in; `sold_on` the business day
    on which it counted as sold, if it ever was."""

    stage = fields.String(required=True)
    sold_on = fields.Date(allow_none=True)


def _unit(name: str, summary: str, data: type[Facts] = UnitMoved) -> EventType:
    return EventType("inventory", name, data, summary)


UNIT_APPROVED = _unit("unit_approved", "The control supervisor approved a unit's entry")
UNIT_RELEASED = _unit("unit_released", "A unit went on sale (推盘)")
UNIT_WITHDRAWN = _unit("unit_withdrawn", "A unit was closed (封盘)")
UNIT_HELD = _unit("unit_held", "A unit was held (保留)")
UNIT_LOCKED = _unit("unit_locked", "A consultant locked a unit (锁定)")
UNIT_FREED = _unit("unit_freed", "A lock, hold or reservation ended")
UNIT_RESERVED = _unit("unit_reserved", "A unit was reserved (预订)", UnitClaimed)
UNIT_SUBSCRIBED = _unit("unit_subscribed", "A unit was subscribed (认购)", UnitSubscribed)
UNIT_SOLD = _unit("unit_sold", "A contract was signed (签约)", UnitSold)
SALE_CANCELLED = _unit("sale_cancelled", "A subscription or sale was undone (退房)", SaleCancelled)
UNIT_DELIVERED = _unit("unit_delivered", "A unit was handed over (交房)")
UNIT_SUSPENDED = _unit("unit_suspended", "A unit was taken off or put back (停售)")
UNIT_CHANGED = _unit("unit_changed", "A unit's facts were corrected, or what it is bound to")
