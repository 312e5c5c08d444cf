"""Discount policies (优惠): public or special, order, stacking, validity, eligibility (I-13)."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from contracts.can import Can
from contracts.inventory.pricing.payment_plans import PaymentMethod
from contracts.office.roles import Role
from contracts.operation import Operation
from contracts.refusals import Conflict, Forbidden, Invalid, code
from contracts.schema import (
    Answer,
    Day,
    Done,
    Id,
    Money,
    Page,
    Rate,
    Request,
    Text,
    Whole,
    new_id,
    page_of,
)
from contracts.words import Word


class DiscountKind(StrEnum):
    """For everybody who is eligible, or given case by case (I-13)."""

    PUBLIC = "public"
    SPECIAL = "special"


class DiscountMode(StrEnum):
    """Off the price reached so far, or off the list price (折上折、直减)."""

    MULTIPLY = "multiply"
    ADD = "add"


class DiscountStatus(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    ENDED = "ended"


class DiscountFault(StrEnum):
    """Why a discount doesn't apply."""

    NOT_IN_FORCE = "not_in_force"
    NOT_YET = "not_yet"
    OVER = "over"
    PAYMENT_METHOD = "payment_method"
    HOUSE_TYPE = "house_type"


MOST_DISCOUNTS = 10
QUOTE_REFUSES = ("discount_not_applicable", "discounts_not_stackable")

discount_beyond_authority = code(
    Forbidden,
    "discount_beyond_authority",
    zh="该优惠超出您的权限（最多 {most}），请由上级启用。",
    en="This discount is beyond your authority (at most {most}); somebody above puts it in force.",
)
discount_wrong_status = code(
    Conflict,
    "discount_wrong_status",
    zh="优惠当前状态为 {status}，此操作仅适用于 {allowed}。",
    en="The discount is {status}; this is only possible when it is {allowed}.",
)
discount_not_applicable = code(
    Invalid,
    "discount_not_applicable",
    zh="优惠「{name}」不适用：{why}。",
    en="The discount {name} does not apply: {why}.",
)
discounts_not_stackable = code(
    Invalid,
    "discounts_not_stackable",
    zh="优惠「{name}」不能与其他优惠同时使用。",
    en="The discount {name} goes with no other one.",
)


class CreateDiscount(Request):
    """`mode` multiply takes `rate` off the price reached so far; add takes `rate` of the list
    price, or `amount`, off. Discounts apply in the order of `position`. Without `payment_methods`
    or `house_type_ids` every one is eligible."""

    id = Id(load_default=new_id)
    project_id = Id(required=True)
    name = Text(required=True, most=60)
    kind = Word(DiscountKind, required=True)
    mode = Word(DiscountMode, required=True)
    rate = Rate(
        places=6, validate=validate.Range(min=0, max=1, min_inclusive=False, max_inclusive=False)
    )
    amount = Money(validate=validate.Range(min=Decimal("0.01")))
    position = Whole(load_default=0, validate=validate.Range(0, 1000))
    stackable = fields.Boolean(load_default=True)
    valid_from = Day(required=True)
    valid_to = Day()
    """The last day."""
    payment_methods = fields.List(
        Word(PaymentMethod),
        load_default=list,
    )
    house_type_ids = fields.List(Id(), load_default=list, validate=validate.Length(max=200))

    @validates_schema
    def is_of_one_piece(self, data: Mapping[str, Any], **_: Any) -> None:
        if (data.get("rate") is None) == (data.get("amount") is None):
            raise ValidationError("Give exactly one of rate, amount.", "rate")
        if data["mode"] == DiscountMode.MULTIPLY and data.get("rate") is None:
            raise ValidationError("The mode multiply takes a rate.", "rate")
        if data.get("valid_to") is not None and data["valid_to"] < data["valid_from"]:
            raise ValidationError("Not before valid_from.", "valid_to")


class OneDiscount(Request):
    discount_id = Id(required=True)


class ListDiscounts(Page):
    project_id = Id(required=True)
    kind = Word(DiscountKind)
    status = Word(DiscountStatus)


class QuotePrice(Request):
    unit_id = Id(required=True)
    discount_ids = fields.List(
        Id(), load_default=list, validate=validate.Length(max=MOST_DISCOUNTS)
    )
    payment_method = Word(PaymentMethod)


class Discount(Answer):
    """`authority` is the role by which it was put in force."""

    id = fields.UUID()
    project_id = fields.UUID()
    name = fields.String()
    kind = Word(DiscountKind)
    mode = Word(DiscountMode)
    rate = Rate(allow_none=True)
    amount = Money(allow_none=True)
    position = fields.Integer()
    stackable = fields.Boolean()
    valid_from = fields.Date()
    valid_to = fields.Date(allow_none=True)
    payment_methods = fields.List(Word(PaymentMethod))
    house_type_ids = fields.List(fields.UUID())
    status = Word(DiscountStatus)
    authority = Word(Role, allow_none=True)
    can = Can("Discount", "activate_discount", "end_discount")
    version = fields.Integer()


class PriceStep(Answer):
    """One discount's part: how much came `off`, and the `price` it led to, in whole yuan."""

    discount_id = fields.UUID()
    name = fields.String()
    mode = Word(DiscountMode)
    rate = Rate(allow_none=True)
    amount = Money(allow_none=True)
    off = Money()
    price = Money()


class Quotation(Answer):
    """`discount` is the share off the list price. Whether somebody may agree to the price, the
    reservation says."""

    unit_id = fields.UUID()
    list_price = Money()
    price = Money()
    discount = Rate()
    steps = fields.List(fields.Nested(PriceStep))


create_discount = Operation(
    "inventory",
    "create_discount",
    "Draft a discount policy (优惠方案)",
    "discount.manage",
    CreateDiscount,
    Done,
    writes=True,
)
activate_discount = Operation(
    "inventory",
    "activate_discount",
    "Put a discount in force, within one's own authority",
    "discount.manage",
    OneDiscount,
    Done,
    writes=True,
    refuses=("discount_wrong_status", "discount_beyond_authority"),
)
end_discount = Operation(
    "inventory",
    "end_discount",
    "End a discount; agreed prices stay",
    "discount.manage",
    OneDiscount,
    Done,
    writes=True,
    refuses=("discount_wrong_status",),
)
list_discounts = Operation(
    "inventory",
    "list_discounts",
    "A project's discounts (优惠)",
    "project.read",
    ListDiscounts,
    page_of(Discount),
)
quote_price = Operation(
    "inventory",
    "quote_price",
    "What a unit costs with these discounts, step by step (算价)",
    "project.read",
    QuotePrice,
    Quotation,
    refuses=(*QUOTE_REFUSES, "price_missing"),
)
