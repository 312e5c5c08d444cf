"""A customer's purchase history (购买记录), which follows from inventory's events (C-01)."""

from marshmallow import fields

from contracts.crm.files.customers import CustomerNamed
from contracts.operation import Operation
from contracts.schema import Answer, Area, Money
from contracts.vocabulary import word_of


class Purchase(Answer):
    """One deal: its stage (`purchase_stage`) and the business days on which it came there. What is
    not known yet, because its event is still on the way, is null."""

    deal_id = fields.UUID()
    unit_id = fields.UUID()
    project_id = fields.UUID(allow_none=True)
    consultant_id = fields.UUID(allow_none=True)
    stage = word_of("purchase_stage")
    amount = Money(allow_none=True)
    area = Area(allow_none=True)
    contract_number = fields.String(allow_none=True)
    reserved_on = fields.Date(allow_none=True)
    subscribed_on = fields.Date(allow_none=True)
    sold_on = fields.Date(allow_none=True)
    cancelled_on = fields.Date(allow_none=True)


class Purchases(Answer):
    items = fields.List(fields.Nested(Purchase))


list_purchases = Operation(
    "crm",
    "list_purchases",
    "What a customer reserved, subscribed, bought and cancelled, latest first",
    "customer.read",
    CustomerNamed,
    Purchases,
)
