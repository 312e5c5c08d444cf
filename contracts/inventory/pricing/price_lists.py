"""Versions of a project's price list (价格表版本): draft, submitted, approved, in force (I-12)."""

from marshmallow import fields

from contracts.inventory.consent.approvals import Submitted
from contracts.inventory.states import PriceListStatus
from contracts.operation import Operation
from contracts.refusals import Conflict, Forbidden, Invalid, code
from contracts.schema import Answer, Done, Id, Moment, Money, Page, Request, Text, new_id, page_of
from contracts.words import Word

price_list_wrong_status = code(
    Conflict,
    "price_list_wrong_status",
    zh="价格表当前状态为 {status}，此操作仅适用于 {allowed}。",
    en="The price list is {status}; this is only possible when it is {allowed}.",
)
price_list_empty = code(
    Conflict,
    "price_list_empty",
    zh="价格表中没有任何房源的面价。",
    en="The price list has no list price for any unit.",
)
prices_rejected = code(
    Invalid,
    "prices_rejected",
    zh="有 {total} 处价格不符合规则，未作任何更改。",
    en="{total} prices break the rules; nothing was changed.",
)
tier_not_yours = code(
    Forbidden,
    "tier_not_yours",
    zh="您无权查看或修改以下价格：{tiers}。",
    en="You may neither see nor change these prices: {tiers}.",
)


class CreatePriceList(Request):
    """A draft with the prices of another version, or with those that the units have now."""

    id = Id(load_default=new_id)
    project_id = Id(required=True)
    name = Text(required=True, most=60)
    based_on_id = Id()


class ListPriceLists(Page):
    project_id = Id(required=True)
    status = Word(PriceListStatus)


class OnePriceList(Request):
    price_list_id = Id(required=True)


class SubmitPriceList(OnePriceList):
    """In force from `effective_at` on, or as soon as it is approved."""

    effective_at = Moment()
    reason = Text(most=500)


class PriceList(Answer):
    """`units` are those it prices; `list_amount` is the sum of their list prices, `average` that
    per square metre of gross area."""

    id = fields.UUID()
    project_id = fields.UUID()
    number = fields.Integer()
    name = fields.String()
    status = Word(PriceListStatus)
    based_on_id = fields.UUID(allow_none=True)
    effective_at = Moment(allow_none=True)
    in_force_since = Moment(allow_none=True)
    in_force_until = Moment(allow_none=True)
    units = fields.Integer()
    list_amount = Money()
    average = Money(allow_none=True)
    created_by = fields.String()
    created_at = Moment()
    version = fields.Integer()


create_price_list = Operation(
    "inventory",
    "create_price_list",
    "Draft a version of the price list (价格表版本)",
    "price_list.edit",
    CreatePriceList,
    Done,
    writes=True,
    deadline=20.0,
)
list_price_lists = Operation(
    "inventory",
    "list_price_lists",
    "A project's price lists, newest first (价格表)",
    "price_list.read",
    ListPriceLists,
    page_of(PriceList),
)
read_price_list = Operation(
    "inventory",
    "read_price_list",
    "A version of the price list",
    "price_list.read",
    OnePriceList,
    PriceList,
)
submit_price_list = Operation(
    "inventory",
    "submit_price_list",
    "Ask for the consent to a version: all its prices must be in order",
    "price_list.submit",
    SubmitPriceList,
    Submitted,
    writes=True,
    deadline=20.0,
    refuses=("price_list_wrong_status", "price_list_empty", "prices_rejected"),
)
end_price_list = Operation(
    "inventory",
    "end_price_list",
    "Drop a version that is a draft, or approved and not yet in force",
    "price_list.submit",
    OnePriceList,
    Done,
    writes=True,
    refuses=("price_list_wrong_status",),
)
