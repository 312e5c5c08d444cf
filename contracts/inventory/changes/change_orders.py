"""Change orders (变更单, I-21): what was agreed on is changed by an approved order only."""

from marshmallow import fields

from contracts.inventory.changes.amendments import (
    Change,
    ChangeKind,
    ChangeNeed,
    ChangeStage,
    ChangeStatus,
)
from contracts.inventory.changes.consequences import Consequences, Owner
from contracts.inventory.consent.approvals import ConsentRequested
from contracts.inventory.control.board import AsIs
from contracts.inventory.register.deals import OneDeal
from contracts.office.roles import Role
from contracts.operation import Operation
from contracts.schema import Answer, Id, Moment, Page, Request, Text, new_id, page_of
from contracts.words import Word


class RequestChangeOrder(Change):
    id = Id(load_default=new_id)
    reason = Text(required=True, most=500)


class PreviewChangeOrder(Change):
    pass


class ListChangeOrders(Page):
    project_id = Id()
    deal_id = Id()
    kind = Word(ChangeKind)
    status = Word(ChangeStatus)


class OneChangeOrder(Request):
    change_order_id = Id(required=True)


class ChangeOrderRow(Answer):
    """`new_deal_id` is the deal on the new unit, `refund_id` the refund that became owed."""

    id = fields.UUID()
    project_id = fields.UUID()
    deal_id = fields.UUID()
    unit_id = fields.UUID()
    building = fields.String()
    stair = fields.String()
    unit_number = fields.String()
    consultant_id = fields.UUID()
    kind = Word(ChangeKind)
    stage = Word(ChangeStage)
    status = Word(ChangeStatus)
    reason = fields.String()
    requested_by = fields.UUID()
    requested_at = Moment()
    ended_at = Moment(allow_none=True)
    approval_id = fields.UUID()
    new_deal_id = fields.UUID(allow_none=True)
    refund_id = fields.UUID(allow_none=True)
    version = fields.Integer()


class ChangeOrder(ChangeOrderRow):
    """With what it was expected to do when it was asked for; whose consents a price takes is told
    to those who ask, decide or may know the floors, and to others as an empty list."""

    consequences = AsIs(Consequences)


class PossibleChange(Answer):
    """Whether the deal's stage allows this kind, whose consent it takes at least and what must be
    done first."""

    kind = Word(ChangeKind)
    allowed = fields.Boolean()
    needs = fields.List(Word(Role))
    first = fields.List(Word(ChangeNeed))


class PossibleChanges(Answer):
    """`may_request`: whether the caller may ask; `pending_id`: the order that waits, if any."""

    stage = Word(ChangeStage, allow_none=True)
    may_request = fields.Boolean()
    pending_id = fields.UUID(allow_none=True)
    items = fields.List(fields.Nested(PossibleChange))
    owners = fields.List(fields.Nested(Owner))


CHANGE_REFUSES = (
    "change_not_allowed",
    "changes_nothing",
    "deal_wrong_stage",
    "deduction_too_high",
    "unit_taken",
    "unit_wrong_state",
    "customer_not_yours",
    "price_missing",
    "price_above_list",
    "deposit_above_cap",
    "share_too_high",
    "owner_already",
    "not_an_owner",
    "plan_ended",
    "plan_not_applicable",
    "down_payment_too_low",
)
"""What asking and previewing refuse."""

request_change_order = Operation(
    "inventory",
    "request_change_order",
    "Ask that a deal be changed (变更申请)",
    "change_order.request",
    RequestChangeOrder,
    ConsentRequested,
    writes=True,
    refuses=(*CHANGE_REFUSES, "change_pending"),
)
preview_change_order = Operation(
    "inventory",
    "preview_change_order",
    "What a change would do, before it is asked for",
    "change_order.request",
    PreviewChangeOrder,
    Consequences,
    refuses=CHANGE_REFUSES,
)
read_possible_changes = Operation(
    "inventory",
    "read_possible_changes",
    "Which changes a deal's stage allows, and whose consent they take",
    "deal.read",
    OneDeal,
    PossibleChanges,
)
list_change_orders = Operation(
    "inventory",
    "list_change_orders",
    "Change orders (变更单), newest first",
    "deal.read",
    ListChangeOrders,
    page_of(ChangeOrderRow),
)
read_change_order = Operation(
    "inventory",
    "read_change_order",
    "A change order",
    "deal.read",
    OneChangeOrder,
    ChangeOrder,
)
