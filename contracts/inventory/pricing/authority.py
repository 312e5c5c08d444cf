"""What a price may be, and who may give it; the trace that refused ones leave."""

from marshmallow import fields

from contracts.listing import Sort
from contracts.operation import Operation
from contracts.refusals import Conflict, Forbidden, Invalid, code
from contracts.schema import Answer, Done, Id, Moment, Money, Page, Request, Text, page_of

price_above_list = code(
    Invalid,
    "price_above_list",
    zh="成交价不能高于面价 {list_price}。",
    en="The deal price is above the list price {list_price}.",
)
price_beyond_authority = code(
    Forbidden,
    "price_beyond_authority",
    zh="成交价超出您的优惠权限，需由 {who} 审批。",
    en="The price is beyond your authority; it needs {who}.",
    words={"who": "role"},
)
price_missing = code(
    Conflict, "price_missing", zh="该房源尚未定价。", en="This unit has no price yet."
)


class ListRefusedPrices(Page):
    project_id = Id(required=True)
    staff_id = Id()
    sort = Sort("RefusedPrice", "price", "refused_at")


class RefusedPrice(Answer):
    """A price that `staff_id` asked for at a reservation or subscription and was refused as beyond
    their authority; `checked_at` is when a leader noted what came of looking at it."""

    id = fields.UUID()
    project_id = fields.UUID()
    unit_id = fields.UUID()
    building = fields.String()
    stair = fields.String()
    number = fields.String()
    staff_id = fields.UUID()
    price = Money()
    refused_at = Moment()
    checked_at = Moment(allow_none=True)
    checked_by = fields.String(allow_none=True)
    note = fields.String(allow_none=True)


class CheckRefusedPrices(Request):
    """Somebody has looked at a person's refused prices of a project that nobody had looked at."""

    project_id = Id(required=True)
    staff_id = Id(required=True)
    note = Text(required=True, most=200)


list_refused_prices = Operation(
    "inventory",
    "list_refused_prices",
    "Prices that were refused as beyond somebody's authority, newest first",
    "refused_price.check",
    ListRefusedPrices,
    page_of(RefusedPrice),
)
check_refused_prices = Operation(
    "inventory",
    "check_refused_prices",
    "Note what came of looking at somebody's refused prices",
    "refused_price.check",
    CheckRefusedPrices,
    Done,
    writes=True,
)
