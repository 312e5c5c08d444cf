"""Showing a masked number as it is (C-15; seed 002): each look is told as an event."""

from marshmallow import fields, validate

from contracts.crm.files.customers import CustomerNamed
from contracts.operation import Operation
from contracts.schema import Answer
from contracts.vocabulary import words


class RevealPersonalData(CustomerNamed):
    field = fields.String(load_default="phone", validate=validate.OneOf(words("personal_field")))
    reason = fields.String(required=True, validate=validate.OneOf(words("reveal_reason")))


class Revealed(Answer):
    """The unmasked numbers; empty when none is on file."""

    customer_id = fields.UUID()
    field = fields.String()
    numbers = fields.List(fields.String())


reveal_personal_data = Operation(
    "crm",
    "reveal_personal_data",
    "Show unmasked numbers; each look is recorded",
    "customer.reveal",
    RevealPersonalData,
    Revealed,
    writes=True,
    idempotent=False,
)
