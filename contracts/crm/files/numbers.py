"""Showing a masked number as it is (C-15; seed 002): each look is told as an event."""

from marshmallow import fields

from contracts.crm.files.customers import CustomerNamed
from contracts.operation import Operation
from contracts.schema import Answer
from contracts.vocabulary import word_of


class RevealPersonalData(CustomerNamed):
    field = word_of("personal_field", load_default="phone")
    reason = word_of("reveal_reason", required=True)


class Revealed(Answer):
    """The unmasked numbers; empty when none is on file."""

    customer_id = fields.UUID()
    field = word_of("personal_field")
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
