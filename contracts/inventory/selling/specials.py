"""Special discounts (特殊优惠): a price beyond one's authority, by consent, once (I-13)."""

from decimal import Decimal
from enum import StrEnum

from marshmallow import fields, validate

from contracts.consent.approvals import ConsentRequested
from contracts.listing import Sort
from contracts.operation import Operation
from contracts.refusals import Conflict, code
from contracts.schema import Answer, Id, Moment, Money, Page, Request, Text, Whole, new_id, page_of
from contracts.words import Word


class GrantStatus(StrEnum):
    """What became of a special discount."""

    REQUESTED = "requested"
    GRANTED = "granted"
    REFUSED = "refused"
    USED = "used"


within_authority = code(
    Conflict,
    "within_authority",
    zh="该价格在您的优惠权限内，无需审批。",
    en="This price is within your authority; it needs no approval.",
)


class RequestSpecialDiscount(Request):
    """`price` is the total asked for; with the consent it may be agreed on within `hours`."""

    id = Id(load_default=new_id)
    unit_id = Id(required=True)
    customer_id = Id(required=True)
    price = Money(required=True, validate=validate.Range(min=Decimal("0.01")))
    reason = Text(required=True, most=500)
    hours = Whole(load_default=72, validate=validate.Range(1, 720))


class ListSpecialDiscounts(Page):
    project_id = Id()
    unit_id = Id()
    customer_id = Id()
    status = Word(GrantStatus)
    sort = Sort("SpecialDiscount", "price", "requested_at", "valid_until")


class SpecialDiscountRow(Answer):
    """`valid_until` once it is granted; `deal_id` once it is used."""

    id = fields.UUID()
    project_id = fields.UUID()
    unit_id = fields.UUID()
    building = fields.String()
    stair = fields.String()
    number = fields.String()
    customer_id = fields.UUID()
    price = Money()
    reason = fields.String()
    status = Word(GrantStatus)
    requested_by = fields.UUID()
    requested_at = Moment()
    valid_until = Moment(allow_none=True)
    deal_id = fields.UUID(allow_none=True)
    version = fields.Integer()


request_special_discount = Operation(
    "inventory",
    "request_special_discount",
    "Ask for a price beyond one's authority (特殊优惠申请)",
    "deal.make",
    RequestSpecialDiscount,
    ConsentRequested,
    writes=True,
    refuses=(
        "unit_taken",
        "unit_wrong_state",
        "customer_not_yours",
        "price_above_list",
        "price_missing",
        "within_authority",
        "approval_pending",
    ),
)
list_special_discounts = Operation(
    "inventory",
    "list_special_discounts",
    "Special discounts asked for, newest first",
    "special_discount.read",
    ListSpecialDiscounts,
    page_of(SpecialDiscountRow),
)
