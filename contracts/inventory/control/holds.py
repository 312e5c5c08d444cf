"""Holds (保留): a unit kept for a named customer, for a while, with somebody's consent (I-08)."""

from enum import StrEnum

from marshmallow import fields, validate

from contracts.can import Can
from contracts.consent.approvals import Submitted
from contracts.listing import Sort
from contracts.operation import Operation
from contracts.refusals import Conflict, code
from contracts.schema import Answer, Done, Id, Moment, Page, Request, Text, Whole, new_id, page_of
from contracts.words import Word


class HoldStatus(StrEnum):
    """What became of the request for a hold (I-08)."""

    REQUESTED = "requested"
    GRANTED = "granted"
    REFUSED = "refused"
    CANCELLED = "cancelled"


USUAL_DAYS = 7
"""For how long a unit is held by default (design §8)."""

hold_not_running = code(
    Conflict,
    "hold_not_running",
    zh="该保留当前未生效，无法取消。",
    en="This hold is not in force; there is nothing to cancel.",
    words={"status": "hold_status"},
)


class RequestHold(Request):
    """`customer_id` is the beneficiary, the only one who may then reserve or subscribe; the `days`
    count from the consent."""

    id = Id(load_default=new_id)
    unit_id = Id(required=True)
    customer_id = Id(required=True)
    reason = Text(required=True, most=200)
    days = Whole(load_default=USUAL_DAYS, validate=validate.Range(1, 30))


class CancelHold(Request):
    hold_id = Id(required=True)
    reason = Text(most=200)


class ListHolds(Page):
    """`running`: only those that keep their unit now."""

    project_id = Id()
    unit_id = Id()
    customer_id = Id()
    status = Word(HoldStatus)
    running = fields.Boolean(load_default=False)
    sort = Sort("Hold", "requested_at", "expires_at", "days")


class HoldRow(Answer):
    """`running`: the unit is held for the customer now. A granted hold that isn't has run out or
    led to a deal."""

    id = fields.UUID()
    project_id = fields.UUID()
    unit_id = fields.UUID()
    building = fields.String()
    stair = fields.String()
    number = fields.String()
    customer_id = fields.UUID()
    reason = fields.String()
    days = fields.Integer()
    status = Word(HoldStatus)
    running = fields.Boolean()
    requested_by = fields.UUID()
    requested_at = Moment()
    expires_at = Moment(allow_none=True)
    end_reason = fields.String(allow_none=True)
    can = Can("Hold", "cancel_hold")
    version = fields.Integer()


request_hold = Operation(
    "inventory",
    "request_hold",
    "Ask that a unit be held for a customer (申请保留)",
    "hold.request",
    RequestHold,
    Submitted,
    writes=True,
    refuses=(
        "bound_to_home",
        "unit_taken",
        "unit_wrong_state",
        "customer_not_yours",
        "approval_pending",
    ),
)
cancel_hold = Operation(
    "inventory",
    "cancel_hold",
    "End a hold before its time; the unit is free again",
    "hold.cancel",
    CancelHold,
    Done,
    writes=True,
    refuses=("hold_not_running",),
)
list_holds = Operation(
    "inventory",
    "list_holds",
    "Holds, newest first (保留)",
    "hold.read",
    ListHolds,
    page_of(HoldRow),
)
