"""Change orders (变更单, I-21): what was agreed on is changed by an approved order only."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from contracts.inventory.board import AsIs
from contracts.inventory.deals import OneDeal
from contracts.inventory.states import PaymentMethod
from contracts.operation import Operation
from contracts.refusals import Conflict, Invalid, code
from contracts.schema import (
    Answer,
    Done,
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

MOST_EXTENSION_DAYS = 90


class ChangeKind(StrEnum):
    """What is changed (变更类型)."""

    CANCELLATION = "cancellation"
    UNIT_CHANGE = "unit_change"
    RENAME = "rename"
    ADD_OWNER = "add_owner"
    REMOVE_OWNER = "remove_owner"
    PRICE_CHANGE = "price_change"
    EXTENSION = "extension"
    PAYMENT_PLAN_CHANGE = "payment_plan_change"


class ChangeStage(StrEnum):
    """How far a deal has come, as far as changes are concerned: `filed` is a signed contract that
    is filed with the authority (已备案)."""

    RESERVED = "reserved"
    SUBSCRIBED = "subscribed"
    SOLD = "sold"
    FILED = "filed"
    DELIVERED = "delivered"


class ChangeNeed(StrEnum):
    """What must be done before the order can be carried out."""

    FILING_REVOKED = "filing_revoked"
    INVOICES_REVERSED = "invoices_reversed"


class ChangeStatus(StrEnum):
    """Waiting for consent, carried out with the last consent, or refused (also: withdrawn)."""

    REQUESTED = "requested"
    DONE = "done"
    REFUSED = "refused"


FIELDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    ChangeKind.CANCELLATION: ((), ("penalty", "forfeited", "statement")),
    ChangeKind.UNIT_CHANGE: (("target_unit_id",), ("price",)),
    ChangeKind.RENAME: (("customer_id",), ()),
    ChangeKind.ADD_OWNER: (("customer_id", "share"), ()),
    ChangeKind.REMOVE_OWNER: (("customer_id",), ()),
    ChangeKind.PRICE_CHANGE: (("price",), ()),
    ChangeKind.EXTENSION: (("days",), ()),
    ChangeKind.PAYMENT_PLAN_CHANGE: (("payment_method",), ("payment_plan_id",)),
}
"""Which fields a kind needs, and which it may have beside them."""

_TERMS = tuple(dict.fromkeys(name for pair in FIELDS.values() for part in pair for name in part))
_kinds = validate.OneOf([str(word) for word in ChangeKind])

change_not_allowed = code(
    Conflict,
    "change_not_allowed",
    zh="{stage} 阶段不能办理 {kind}，可办理：{allowed}。",
    en="A deal that is {stage} allows no {kind}; it allows: {allowed}.",
)
change_needs_first = code(
    Conflict,
    "change_needs_first",
    zh="执行该变更前须先完成：{first}。",
    en="Before this change can be carried out: {first}.",
)
change_pending = code(
    Conflict,
    "change_pending",
    zh="该交易已有待审批的变更单。",
    en="Another change of this deal is waiting for approval.",
)
changes_nothing = code(
    Invalid, "changes_nothing", zh="变更后与现状相同。", en="This would change nothing."
)
needs_change_order = code(
    Conflict,
    "needs_change_order",
    zh="认购或签约后的退房须提交变更单。",
    en="A subscription or sale is undone by a change order.",
)
deduction_too_high = code(
    Invalid, "deduction_too_high", zh="最多可扣 {most}。", en="At most {most} can be kept."
)
share_too_high = code(
    Invalid,
    "share_too_high",
    zh="份额须小于主购房人现有份额 {most}。",
    en="The share must be below the main buyer's own, {most}.",
)
owner_already = code(
    Conflict, "owner_already", zh="该客户已是产权人。", en="This customer is an owner already."
)
not_an_owner = code(
    Invalid,
    "not_an_owner",
    zh="该客户不是共有人；主购房人须通过更名变更。",
    en="This customer is no co-owner; the main buyer is changed by a rename.",
)


class Change(OneDeal):
    """What is to change; which fields go with which `kind`:

    * cancellation 退房: `penalty` 违约金 and `forfeited` 没收定金 stay with the company, both with
      a `statement` of why; without them everything goes back.
    * unit_change 换房: `target_unit_id`, and `price`, by default its list price.
    * rename 更名, add_owner 加名 (with `share`), remove_owner 减名: `customer_id`.
    * price_change 改价: `price`, the new total.
    * extension 延期签约: `days`.
    * payment_plan_change 变更付款计划: `payment_method`, and `payment_plan_id`, by default the
      project's plan for it.
    """

    kind = fields.String(required=True, validate=_kinds)
    penalty = Money()
    forfeited = Money()
    statement = Text(most=500)
    target_unit_id = Id()
    price = Money(validate=validate.Range(min=Decimal("0.01")))
    customer_id = Id()
    share = Rate(places=4, validate=validate.Range(min=Decimal("0.0001"), max=Decimal("0.9999")))
    days = fields.Integer(validate=validate.Range(1, MOST_EXTENSION_DAYS))
    payment_method = fields.String(validate=validate.OneOf([str(word) for word in PaymentMethod]))
    payment_plan_id = Id()

    @validates_schema
    def says_what_its_kind_needs(self, data: Mapping[str, Any], **_: Any) -> None:
        needed, allowed = FIELDS[data["kind"]]
        for name in _TERMS:
            given = data.get(name) is not None
            if name in needed and not given:
                raise ValidationError(f"Needed for {data['kind']}.", name)
            if given and name not in (*needed, *allowed):
                raise ValidationError(f"Does not go with {data['kind']}.", name)
        kept = (data.get("penalty") or 0) + (data.get("forfeited") or 0)
        if kept and data.get("statement") is None:
            raise ValidationError("Money is kept only with a statement.", "statement")


class RequestChangeOrder(Change):
    id = Id(load_default=new_id)
    reason = Text(required=True, most=500)


class PreviewChangeOrder(Change):
    pass


class ListChangeOrders(Page):
    project_id = Id()
    deal_id = Id()
    kind = fields.String(validate=_kinds)
    status = fields.String(validate=validate.OneOf([str(word) for word in ChangeStatus]))


class OneChangeOrder(Request):
    change_order_id = Id(required=True)


class ScheduleLine(Answer):
    name = fields.String()
    kind = fields.String()
    amount = Money()
    due_on = fields.Date(allow_none=True)


class Owner(Answer):
    """`main` is the deal's customer (主购房人)."""

    customer_id = fields.UUID()
    share = Rate()
    main = fields.Boolean()


class Consequences(Answer):
    """What the change would do, said beforehand. `needs` are the roles that must all consent,
    `first` is what must be done before it (vocabulary `change_need`). `money_held` is what the
    company holds of the deal, `moved` what goes over to the new one, `refund` what becomes owed
    back. `unit_status` is the unit's next state, `target_status` the target's."""

    kind = fields.String()
    stage = fields.String()
    needs = fields.List(fields.String())
    first = fields.List(fields.String())
    unit_number = fields.String()
    unit_status = fields.String()
    target_unit_id = fields.UUID(allow_none=True)
    target_unit_number = fields.String(allow_none=True)
    target_status = fields.String(allow_none=True)
    money_held = Money()
    penalty = Money(allow_none=True)
    forfeited = Money(allow_none=True)
    statement = fields.String(allow_none=True)
    moved = Money(allow_none=True)
    refund = Money(allow_none=True)
    old_price = Money()
    new_price = Money(allow_none=True)
    difference = Money(signed=True, allow_none=True)
    schedule = fields.List(fields.Nested(ScheduleLine))
    commission_clawback = fields.Boolean()
    sign_by = Moment(allow_none=True)
    owners = fields.List(fields.Nested(Owner), allow_none=True)
    payment_method = fields.String(allow_none=True)
    payment_plan_id = fields.UUID(allow_none=True)


class ChangeOrderRequested(Done):
    """`approval_id` is what waits for consent, `needs` whose."""

    approval_id = fields.UUID()
    needs = fields.List(fields.String())


class ChangeOrderRow(Answer):
    """`new_deal_id` is the deal on the new unit, `refund_id` the refund that became owed."""

    id = fields.UUID()
    project_id = fields.UUID()
    deal_id = fields.UUID()
    unit_id = fields.UUID()
    unit_number = fields.String()
    consultant_id = fields.UUID()
    kind = fields.String()
    stage = fields.String()
    status = fields.String()
    reason = fields.String()
    requested_by = fields.UUID()
    requested_at = Moment()
    ended_at = Moment(allow_none=True)
    approval_id = fields.UUID()
    new_deal_id = fields.UUID(allow_none=True)
    refund_id = fields.UUID(allow_none=True)
    version = fields.Integer()


class ChangeOrder(ChangeOrderRow):
    """With what it was expected to do when it was asked for."""

    consequences = AsIs(Consequences)


class PossibleChange(Answer):
    """Whether the deal's stage allows this kind, whose consent it takes at least and what must be
    done first."""

    kind = fields.String()
    allowed = fields.Boolean()
    needs = fields.List(fields.String())
    first = fields.List(fields.String())


class PossibleChanges(Answer):
    """`may_request`: whether the caller may ask; `pending_id`: the order that waits, if any."""

    stage = fields.String(allow_none=True)
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
    ChangeOrderRequested,
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
