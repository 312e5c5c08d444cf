"""Reservation (预订) and subscription (认购), and deals as they are read."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from contracts.can import Can
from contracts.inventory.money.instalments import Account
from contracts.inventory.pricing.discounts import MOST_DISCOUNTS, QUOTE_REFUSES, PriceStep
from contracts.inventory.pricing.payment_plans import PLAN_REFUSES, PaymentMethod
from contracts.inventory.register.deals import DealStage, DealState, OneDeal
from contracts.inventory.register.projects import PriceBasis
from contracts.inventory.register.units import OneUnit
from contracts.inventory.selling.promises import request_promise
from contracts.inventory.selling.signing import check_documents, sign_contract, sign_subscription
from contracts.listing import Sort
from contracts.office.roles import Role
from contracts.operation import Operation
from contracts.schema import (
    Answer,
    Area,
    AsIs,
    Day,
    Id,
    Moment,
    Money,
    Page,
    Rate,
    Text,
    new_id,
    page_of,
)
from contracts.words import Word

DEAL_CAN = Can(
    "Deal",
    check_documents,
    sign_subscription,
    "request_receipt",
    "draft_contract",
    sign_contract,
    "extend_reservation",
    "cancel_deal",
    request_promise,
    "file_document",
)
"""`can` of every answer about a deal; operations of other corridors by their names."""

QUOTATION_REFUSES = ("quotation_wrong_status", "quotation_mismatch", "consent_outdated")
_claim_refuses = (
    "bound_to_home",
    "unit_taken",
    "unit_wrong_state",
    "customer_not_yours",
    "price_above_list",
    "price_beyond_authority",
    "price_missing",
    *QUOTE_REFUSES,
)


class PricedClaim(OneUnit):
    """`price` is the deal's total, or follows from `discount_ids`."""

    price = Money()
    discount_ids = fields.List(Id(), validate=validate.Length(min=1, max=MOST_DISCOUNTS))

    @validates_schema
    def says_the_price_once(self, data: Mapping[str, Any], **_: Any) -> None:
        if data.get("price") is not None and data.get("discount_ids"):
            raise ValidationError("Give either price or discount_ids.", "discount_ids")


class ReserveUnit(PricedClaim):
    """Without a price or discounts it is the list price. Discounts for certain payment methods
    wait for the subscription."""

    id = Id(load_default=new_id)
    customer_id = Id(required=True)


class SubscribeUnit(PricedClaim):
    """`id` names the deal when there is no reservation to continue. `price` is the total: by
    default the reservation's, else the list price; `deposit` the project's default;
    `payment_plan_id` the project's first plan for the payment method, else the default one.
    A reviewed quotation (`quotation_id`) gives price, discounts, deposit and plan."""

    id = Id(load_default=new_id)
    customer_id = Id(required=True)
    payment_method = Word(PaymentMethod, required=True)
    payment_plan_id = Id()
    quotation_id = Id()
    handover_date = Day(required=True)
    deposit = Money()

    @validates_schema
    def takes_the_quotation_s_price(self, data: Mapping[str, Any], **_: Any) -> None:
        if data.get("quotation_id") and (data.get("price") or data.get("discount_ids")):
            raise ValidationError("The quotation gives the price.", "quotation_id")


class ListDeals(Page):
    project_id = Id()
    customer_id = Id()
    unit_id = Id()
    consultant_id = Id()
    stage = Word(DealStage)
    contract_number = Text(most=40)
    """What a contract number contains."""
    sort = Sort(
        "Deal", "price", "area", "created_at", "subscribed_at", "sign_by", "contract_number"
    )


class DealRow(Answer):
    id = fields.UUID()
    project_id = fields.UUID()
    unit_id = fields.UUID()
    building = fields.String()
    stair = fields.String()
    number = fields.String()
    customer_id = fields.UUID()
    consultant_id = fields.UUID()
    team_id = fields.UUID(allow_none=True)
    stage = Word(DealStage)
    list_price = Money()
    price = Money()
    discount = Rate()
    area = Area()
    deposit = Money(allow_none=True)
    created_at = Moment()
    expires_at = Moment(allow_none=True)
    subscribed_at = Moment(allow_none=True)
    sign_by = Moment(allow_none=True)
    contract_number = fields.String(allow_none=True)
    signed_on = fields.Date(allow_none=True)
    documents_checked_at = Moment(allow_none=True)
    signed_off_at = Moment(allow_none=True)
    version = fields.Integer()
    can = DEAL_CAN


class PriceChange(Answer):
    """One change of the price by an order (改价), and whose consent it took."""

    old_price = Money()
    new_price = Money()
    authority = Word(Role)
    change_order_id = fields.UUID()
    changed_at = Moment()


class PriceStory(Answer):
    """How the price came about: the basis and its area, list price, discounts one by one, whose
    authority."""

    basis = Word(PriceBasis)
    rate = Money(allow_none=True)
    list_price = Money()
    price = Money()
    discount = Rate()
    discounts = fields.List(fields.Nested(PriceStep), dump_default=list)
    authority = Word(Role)
    authority_limit = Rate()
    special_discount_id = fields.UUID(allow_none=True)
    quotation_id = fields.UUID(allow_none=True)
    priced_at = Moment()
    changes = fields.List(fields.Nested(PriceChange), dump_default=list)


class Deal(DealRow):
    payment_method = Word(PaymentMethod, allow_none=True)
    payment_plan_id = fields.UUID(allow_none=True)
    quotation_id = fields.UUID(allow_none=True)
    handover_date = fields.Date(allow_none=True)
    extended_at = Moment(allow_none=True)
    documents_missing = fields.List(fields.String())
    deposit_confirmed_at = Moment(allow_none=True)
    ended_at = Moment(allow_none=True)
    end_reason = fields.String(allow_none=True)
    price_story = AsIs(PriceStory)
    account = fields.Nested(Account)


reserve_unit = Operation(
    "inventory",
    "reserve_unit",
    "Reserve a unit for a customer (预订)",
    "deal.make",
    ReserveUnit,
    DealState,
    writes=True,
    refuses=_claim_refuses,
)
subscribe_unit = Operation(
    "inventory",
    "subscribe_unit",
    "Subscribe a unit for a customer (认购), from free or from the customer's reservation",
    "deal.make",
    SubscribeUnit,
    DealState,
    writes=True,
    refuses=(
        *_claim_refuses,
        *PLAN_REFUSES,
        *QUOTATION_REFUSES,
        "deposit_above_cap",
        "handover_in_past",
    ),
)
list_deals = Operation(
    "inventory", "list_deals", "Deals, newest first", "deal.read", ListDeals, page_of(DealRow)
)
read_deal = Operation("inventory", "read_deal", "A deal", "deal.read", OneDeal, Deal)
