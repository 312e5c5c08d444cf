"""What may be changed of a deal by an order (变更单): kinds, stages, needs, terms."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from marshmallow import ValidationError, validate, validates_schema

from contracts.inventory.pricing.payment_plans import PaymentMethod
from contracts.inventory.register.deals import OneDeal
from contracts.refusals import Conflict, Invalid, code
from contracts.schema import Id, Money, Rate, Text, Whole
from contracts.words import Word

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
    BOUND_UNITS_SETTLED = "bound_units_settled"


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

    kind = Word(ChangeKind, required=True)
    penalty = Money()
    forfeited = Money()
    statement = Text(most=500)
    target_unit_id = Id()
    price = Money(validate=validate.Range(min=Decimal("0.01")))
    customer_id = Id()
    share = Rate(
        most_places=4, validate=validate.Range(min=Decimal("0.0001"), max=Decimal("0.9999"))
    )
    days = Whole(validate=validate.Range(1, MOST_EXTENSION_DAYS))
    payment_method = Word(PaymentMethod)
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
