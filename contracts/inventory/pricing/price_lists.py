"""Versions of a project's price list (价格表版本): draft, submitted, approved, in force (I-12)."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from contracts.can import Can
from contracts.consent.approvals import Submitted
from contracts.files import Content, File
from contracts.inventory.pricing.columns import MOST_BYTES, RowFault
from contracts.inventory.pricing.sheets import UNREAD, SheetRead
from contracts.operation import Operation
from contracts.refusals import Conflict, Forbidden, Invalid, code
from contracts.schema import (
    Answer,
    Area,
    Done,
    Id,
    Moment,
    Money,
    Page,
    Rate,
    Request,
    Text,
    Whole,
    new_id,
    page_of,
    withheld,
)
from contracts.words import Word


class PriceListStatus(StrEnum):
    """How far a version of a price list (价格表版本) has come (I-12). Rejected or withdrawn, it is
    a draft again; `superseded` by the next one, or `ended` before it ever came into force."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    EFFECTIVE = "effective"
    SUPERSEDED = "superseded"
    ENDED = "ended"


TIERS = (
    "list_rate",
    "filed_rate",
    "manager_floor_rate",
    "director_floor_rate",
    "channel_rate",
)
_above_zero = validate.Range(min=Decimal("0.01"))
_REFUSES = ("price_list_wrong_status", "stale_version", "tier_not_yours")

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
    can = Can("PriceList", "set_prices", "submit_price_list", "end_price_list")
    version = fields.Integer()


class ListPrices(Page):
    price_list_id = Id(required=True)
    building_id = Id()
    house_type_id = Id()


class NewPrices(Request):
    """New rates of a unit; what is not given stays."""

    unit_id = Id(required=True)
    list_rate = Money(validate=_above_zero)
    filed_rate = Money(validate=_above_zero)
    manager_floor_rate = Money(validate=_above_zero)
    director_floor_rate = Money(validate=_above_zero)
    channel_rate = Money(validate=_above_zero)


class SetPrices(OnePriceList):
    version = Whole()
    prices = fields.List(
        fields.Nested(NewPrices), required=True, validate=validate.Length(min=1, max=500)
    )


class Adjustment(OnePriceList):
    """Raise the chosen tiers of the chosen units by a `share` of them (`"0.02"` is two per cent) or
    by an `amount` per square metre or unit, as the project's price basis says; negative lowers."""

    tiers = fields.List(
        Word(TIERS, name="PriceTier"),
        required=True,
        validate=validate.Length(min=1),
    )
    share = Rate(validate=validate.Range(min=Decimal("-0.5"), max=Decimal(1)))
    amount = Money(signed=True)
    building_id = Id()
    house_type_id = Id()
    floor_from = Whole()
    floor_to = Whole()

    @validates_schema
    def is_of_one_kind(self, data: Mapping[str, Any], **_: Any) -> None:
        if (data.get("share") is None) == (data.get("amount") is None):
            raise ValidationError("Give exactly one of share, amount.", "share")


class AdjustPrices(Adjustment):
    version = Whole()


class UploadPrices(OnePriceList):
    version = Whole()
    workbook = Content(required=True, validate=validate.Length(min=1, max=MOST_BYTES))


class ComparePriceLists(Page):
    """`with_id`: the other, older version; without it, the prices that the units have now.
    `changed`: only units whose prices differ."""

    price_list_id = Id(required=True)
    with_id = Id()
    changed = fields.Boolean(load_default=False)


class ListedUnit(Answer):
    """`claimed`: a deal is on the unit, so that it keeps its prices while that lasts."""

    unit_id = fields.UUID()
    building = fields.String()
    stair = fields.String()
    floor = fields.Integer()
    number = fields.String()
    house_type = fields.String()
    gross_area = Area()
    claimed = fields.Boolean()


class ListedPrice(ListedUnit):
    list_rate = withheld(Money(allow_none=True))
    filed_rate = withheld(Money(allow_none=True))
    manager_floor_rate = withheld(Money(allow_none=True))
    director_floor_rate = withheld(Money(allow_none=True))
    channel_rate = withheld(Money(allow_none=True))
    list_price = withheld(Money(allow_none=True))
    filed_price = withheld(Money(allow_none=True))
    manager_floor = withheld(Money(allow_none=True))
    director_floor = withheld(Money(allow_none=True))
    channel_price = withheld(Money(allow_none=True))


class Totals(Answer):
    """Prices of a unit as totals, or differences of them."""

    list_price = withheld(Money(allow_none=True, signed=True))
    filed_price = withheld(Money(allow_none=True, signed=True))
    manager_floor = withheld(Money(allow_none=True, signed=True))
    director_floor = withheld(Money(allow_none=True, signed=True))
    channel_price = withheld(Money(allow_none=True, signed=True))


class ComparedUnit(ListedUnit):
    old = fields.Nested(Totals)
    new = fields.Nested(Totals)
    difference = fields.Nested(Totals)


class TierChange(Answer):
    """A tier over all units that have it before and after: sums, and list prices per square metre
    of gross area on average."""

    tier = Word(TIERS, name="PriceTier")
    units = fields.Integer()
    before = Money()
    after = Money()
    difference = Money(signed=True)
    average_before = Money(allow_none=True)
    average_after = Money(allow_none=True)


class FaultyPrice(Answer):
    """A price that breaks a rule (vocabularies `price_tier`, `row_fault`)."""

    unit_id = fields.UUID()
    unit = fields.String()
    tier = Word(TIERS, name="PriceTier")
    reason = Word(RowFault)


class Foreseen(Answer):
    """What an adjustment would do: to how many units, `claimed` of which keep their prices for now;
    `faults` names the first of those because of which it would be refused."""

    units = fields.Integer()
    claimed = fields.Integer()
    tiers = fields.List(fields.Nested(TierChange))
    faults = fields.List(fields.Nested(FaultyPrice))
    fault_count = fields.Integer()


class Changed(Done):
    """`units` is how many have other prices now."""

    units = fields.Integer()


class Uploaded(Changed):
    sheets = fields.List(fields.Nested(SheetRead))


class Comparison(Answer):
    """`tiers` sums up all units, `changed` is how many differ; `items` are a page of them."""

    items = fields.List(fields.Nested(ComparedUnit))
    next = fields.String(allow_none=True)
    tiers = fields.List(fields.Nested(TierChange))
    changed = fields.Integer()


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
    refuses=("price_list_wrong_status", "price_list_empty", "prices_rejected", "price_too_large"),
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
list_prices = Operation(
    "inventory",
    "list_prices",
    "The prices of a version, unit by unit",
    "price_list.read",
    ListPrices,
    page_of(ListedPrice),
)
set_prices = Operation(
    "inventory",
    "set_prices",
    "Change prices of a draft",
    "price_list.edit",
    SetPrices,
    Changed,
    writes=True,
    refuses=(*_REFUSES, "prices_rejected", "price_too_large"),
)
foresee_adjustment = Operation(
    "inventory",
    "foresee_adjustment",
    "What an adjustment would do to a draft",
    "price_list.edit",
    Adjustment,
    Foreseen,
    deadline=10.0,
    refuses=("tier_not_yours",),
)
adjust_prices = Operation(
    "inventory",
    "adjust_prices",
    "Raise or lower prices of a draft in one go (批量调价)",
    "price_list.edit",
    AdjustPrices,
    Changed,
    writes=True,
    deadline=20.0,
    refuses=(*_REFUSES, "prices_rejected", "price_too_large"),
)
upload_prices = Operation(
    "inventory",
    "upload_prices",
    "Prices of a draft from a workbook: all of them, or none and every bad cell",
    "price_list.edit",
    UploadPrices,
    Uploaded,
    writes=True,
    deadline=30.0,
    refuses=(
        *_REFUSES,
        "rows_rejected",
        *UNREAD,
    ),
)
download_prices = Operation(
    "inventory",
    "download_prices",
    "A version as a workbook that can be sent back",
    "price_list.read",
    OnePriceList,
    File,
    deadline=20.0,
)
compare_price_lists = Operation(
    "inventory",
    "compare_price_lists",
    "Two versions side by side (对比)",
    "price_list.read",
    ComparePriceLists,
    Comparison,
    deadline=10.0,
)
