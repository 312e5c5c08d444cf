"""Price lists come into force (生效)."""

from marshmallow import fields

from contracts.event import EventType
from contracts.schema import Facts


class PriceListEffective(Facts):
    """A version of a project's price list came into force; no price is told. `units` is how many
    took new prices."""

    price_list_id = fields.UUID(required=True)
    number = fields.Integer(required=True)
    status = fields.String(required=True)
    previous_id = fields.UUID(allow_none=True)
    units = fields.Integer(required=True)


PRICE_LIST_EFFECTIVE = EventType(
    "inventory",
    "price_list_effective",
    PriceListEffective,
    "A version of the price list came into force (价格表生效)",
)
