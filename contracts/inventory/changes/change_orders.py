"""Change orders (变更单, I-21): what was agreed on is changed by an approved order only."""

from marshmallow import fields

from contracts.can import Can
from contracts.consent.approvals import ConsentRequested
from contracts.inventory.changes.change_terms import (
    Change,
    ChangeKind,
    ChangeNeed,
    ChangeStage,
    ChangeStatus,
)
from contracts.inventory.pricing.calculations import QuotedLine
from contracts.inventory.pricing.payment_plans import PaymentMethod
from contracts.inventory.register.deals import OneDeal
from contracts.inventory.register.units import UnitStatus
from contracts.listing import Sort
from contracts.office.roles import Role
from contracts.operation import Operation
from contracts.schema import (
    Answer,
    AsIs,
    Id,
    Moment,
    Money,
    Page,
    Rate,
    Request,
    Text,
    new_id,
    page_of,
)
from contracts.words import Word

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
    sort = Sort("ChangeOrder", "requested_at", "ended_at")


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
    can = Can("ChangeOrder", "draft_agreement")


class Owner(Answer):
    """`main` is the deal's customer (主购房人)."""

    customer_id = fields.UUID()
    share = Rate()
    main = fields.Boolean()


class Consequences(Answer):
    """What the change would do, said beforehand. `needs` are the roles that must all consent,
    `first` is what must be done before it (vocabulary `change_need`). `money_held` is what the
    company holds of the deal, `moved` what goes over to the new one, `refund` what becomes owed
    back. `unit_status` is the unit's next state, `target_status` the target's, which nobody else
    gets before `target_kept_until`, unless the order is refused. `bound_units` are parking spaces
    and storage rooms that go with the home and that its buyer has bought too."""

    kind = Word(ChangeKind)
    stage = Word(ChangeStage)
    needs = fields.List(Word(Role))
    first = fields.List(Word(ChangeNeed))
    unit_number = fields.String()
    unit_status = Word(UnitStatus)
    bound_units = fields.List(fields.String())
    target_unit_id = fields.UUID(allow_none=True)
    target_unit_number = fields.String(allow_none=True)
    target_status = Word(UnitStatus, allow_none=True)
    target_kept_until = Moment(allow_none=True)
    money_held = Money()
    penalty = Money(allow_none=True)
    forfeited = Money(allow_none=True)
    statement = fields.String(allow_none=True)
    moved = Money(allow_none=True)
    refund = Money(allow_none=True)
    old_price = Money()
    new_price = Money(allow_none=True)
    difference = Money(signed=True, allow_none=True)
    schedule = fields.List(fields.Nested(QuotedLine))
    commission_clawback = fields.Boolean()
    sign_by = Moment(allow_none=True)
    owners = fields.List(fields.Nested(Owner), allow_none=True)
    payment_method = Word(PaymentMethod, allow_none=True)
    payment_plan_id = fields.UUID(allow_none=True)


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
