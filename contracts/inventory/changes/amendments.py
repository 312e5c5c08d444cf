"""A reservation's extension (延期) and end (退订), a deal's new price."""

from marshmallow import fields, validate

from contracts.event import EventType
from contracts.inventory.register.deals import DealState, OneDeal
from contracts.operation import Operation
from contracts.refusals import Conflict, code
from contracts.schema import Facts, Money, Text, Whole

already_extended = code(
    Conflict, "already_extended", zh="预订只能延期一次。", en="A reservation is extended only once."
)


class ExtendReservation(OneDeal):
    """`hours` at most the project's own reservation time, which is the default."""

    hours = Whole(validate=validate.Range(1, 24 * 30))
    reason = Text(most=200)


class CancelDeal(OneDeal):
    reason = Text(required=True, most=200)


class DealRepriced(Facts):
    """The price of a deal was changed by an approved order (改价), on `business_day`; `sold_on` is
    the day of signing, if it is signed. The old amount is what earlier events told."""

    deal_id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    customer_id = fields.UUID(required=True)
    consultant_id = fields.UUID(required=True)
    team_id = fields.UUID(allow_none=True)
    old_amount = Money(required=True)
    new_amount = Money(required=True)
    sold_on = fields.Date(allow_none=True)
    business_day = fields.Date(required=True)


DEAL_REPRICED = EventType(
    "inventory", "deal_repriced", DealRepriced, "A deal's price was changed (改价)"
)

extend_reservation = Operation(
    "inventory",
    "extend_reservation",
    "Extend a reservation once (延期)",
    "deal.extend",
    ExtendReservation,
    DealState,
    writes=True,
    refuses=("deal_wrong_stage", "already_extended"),
)
cancel_deal = Operation(
    "inventory",
    "cancel_deal",
    "Give up a reservation (退订)",
    "deal.cancel",
    CancelDeal,
    DealState,
    writes=True,
    refuses=("deal_wrong_stage", "needs_change_order"),
)
