"""Facts that inventory tells (design §9). The aggregate of unit events is the unit, of deal events
the deal; `version` is the aggregate's version after the fact."""

from marshmallow import fields

from contracts.event import EventType
from contracts.schema import Area, Facts, Moment, Money


class ProjectCreated(Facts):
    """A project (楼盘) and the region it belongs to."""

    project_id = fields.UUID(required=True)
    region_id = fields.UUID(allow_none=True)
    name = fields.String(required=True)


class UnitMoved(Facts):
    """A unit's move between states; `status` is public. `reason` is a code, never free text."""

    unit_id = fields.UUID(required=True)
    unit_number = fields.String(allow_none=True)
    status = fields.String(required=True)
    previous_status = fields.String(allow_none=True)
    deal_id = fields.UUID(allow_none=True)
    customer_id = fields.UUID(allow_none=True)
    consultant_id = fields.UUID(allow_none=True)
    team_id = fields.UUID(allow_none=True)
    expires_at = Moment(allow_none=True)
    reason = fields.String(allow_none=True)


class UnitClaimed(UnitMoved):
    """A claim with a deal behind it: whose, how much, since which business day."""

    deal_id = fields.UUID(required=True)
    customer_id = fields.UUID(required=True)
    consultant_id = fields.UUID(required=True)
    amount = Money(required=True)
    area = Area(required=True)
    business_day = fields.Date(required=True)


class UnitSubscribed(UnitClaimed):
    """认购: the deposit due and the day by which the contract must be signed."""

    deposit = Money(required=True)
    sign_by = Moment(required=True)


class UnitSold(UnitClaimed):
    """签约: enough for every listener. `business_day` is the day of signing."""

    contract_number = fields.String(required=True)
    list_amount = Money(required=True)


class SaleCancelled(UnitClaimed):
    """退房 of a subscribed or sold unit. `stage` is the state it was in; `sold_on` the business day
    on which it counted as sold, if it ever was."""

    stage = fields.String(required=True)
    sold_on = fields.Date(allow_none=True)


class PriceListEffective(Facts):
    """A version of a project's price list came into force; no price is told. `units` is how many
    took new prices."""

    price_list_id = fields.UUID(required=True)
    number = fields.Integer(required=True)
    status = fields.String(required=True)
    previous_id = fields.UUID(allow_none=True)
    units = fields.Integer(required=True)


class DealChanged(Facts):
    """A deal's stage, terms or sign-off changed."""

    deal_id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    customer_id = fields.UUID(required=True)
    consultant_id = fields.UUID(required=True)
    stage = fields.String(required=True)
    expires_at = Moment(allow_none=True)
    sign_by = Moment(allow_none=True)
    change = fields.String(required=True)


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


class ForCustomer(Facts):
    """What a message to the customer says beside the amount; null where none follows.
    `open_amount` is what is still unpaid of the deal, `due_on` its next day, if it has one."""

    unit_number = fields.String(allow_none=True)
    project_name = fields.String(allow_none=True)
    open_amount = Money(allow_none=True)
    due_on = fields.Date(allow_none=True)


class AskedFor(Facts):
    """A claim that a payment is asked for: what is unpaid of it, by when if that is known."""

    number = fields.Integer(required=True)
    kind = fields.String(required=True)
    amount = Money(required=True)
    due_on = fields.Date(allow_none=True)


class ReceiptConfirmed(ForCustomer):
    """Money that finance has confirmed (回款)."""

    receipt_id = fields.UUID(required=True)
    deal_id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    customer_id = fields.UUID(required=True)
    consultant_id = fields.UUID(required=True)
    team_id = fields.UUID(allow_none=True)
    amount = Money(required=True)
    kind = fields.String(required=True)
    business_day = fields.Date(required=True)


class ReceiptChanged(ForCustomer):
    """A receipt came one step further: `status` is where it stands now. Once sales has confirmed
    it, `asks` are the claims that it is to pay; `taken`: a consultant has the money already."""

    receipt_id = fields.UUID(required=True)
    deal_id = fields.UUID(required=True)
    customer_id = fields.UUID(required=True)
    consultant_id = fields.UUID(required=True)
    amount = Money(required=True)
    kind = fields.String(required=True)
    status = fields.String(required=True)
    taken = fields.Boolean(allow_none=True)
    asks = fields.List(fields.Nested(AskedFor), allow_none=True)


class ReceiptReversed(ReceiptConfirmed):
    """A counter-entry (冲销、转出): `amount`, above zero, no longer counts as received, from
    `business_day` on. `receipt_id` is the counter-entry, `reverses_id` the receipt that it undoes,
    null when money moved to another deal."""

    reverses_id = fields.UUID(allow_none=True)


class DeadlineTold(Facts):
    """A deadline (期限) as it stands now (vocabulary `deadline_kind`): `subject_id` is the matter
    itself, such as a loan case or a borrowed document, `deal_id` what it belongs to;
    `responsible_id` is who is reminded. Whoever copies it ignores an older `version`."""

    kind = fields.String(required=True)
    subject_id = fields.UUID(required=True)
    deal_id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    unit_number = fields.String(allow_none=True)
    consultant_id = fields.UUID(required=True)
    team_id = fields.UUID(allow_none=True)
    responsible_id = fields.UUID(required=True)
    due_at = Moment(required=True)
    status = fields.String(required=True)


class StartedDeadline(Facts):
    kind = fields.String(required=True)
    subject_id = fields.UUID(required=True)
    responsible_id = fields.UUID(required=True)
    due_at = Moment(required=True)


class DeadlinesStarted(Facts):
    """New deadlines of one deal, each in its first version."""

    deal_id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    unit_number = fields.String(allow_none=True)
    consultant_id = fields.UUID(required=True)
    team_id = fields.UUID(allow_none=True)
    deadlines = fields.List(fields.Nested(StartedDeadline), required=True)


def _unit(name: str, summary: str, data: type[Facts] = UnitMoved) -> EventType:
    return EventType("inventory", name, data, summary)


PROJECT_CREATED = EventType("inventory", "project_created", ProjectCreated, "A project was opened")
UNIT_APPROVED = _unit("unit_approved", "The control supervisor approved a unit's entry")
UNIT_RELEASED = _unit("unit_released", "A unit went on sale (推盘)")
UNIT_WITHDRAWN = _unit("unit_withdrawn", "A unit was closed (封盘)")
UNIT_HELD = _unit("unit_held", "A unit was held (保留)")
UNIT_LOCKED = _unit("unit_locked", "A consultant locked a unit (锁定)")
UNIT_FREED = _unit("unit_freed", "A lock, hold or reservation ended")
UNIT_RESERVED = _unit("unit_reserved", "A unit was reserved (预订)", UnitClaimed)
UNIT_SUBSCRIBED = _unit("unit_subscribed", "A unit was subscribed (认购)", UnitSubscribed)
UNIT_SOLD = _unit("unit_sold", "A contract was signed (签约)", UnitSold)
SALE_CANCELLED = _unit("sale_cancelled", "A subscription or sale was undone (退房)", SaleCancelled)
UNIT_DELIVERED = _unit("unit_delivered", "A unit was handed over (交房)")
UNIT_SUSPENDED = _unit("unit_suspended", "A unit was taken off or put back (停售)")
UNIT_CHANGED = _unit("unit_changed", "A unit's facts were corrected, or what it is bound to")
DEAL_CHANGED = EventType("inventory", "deal_changed", DealChanged, "A deal changed")
DEAL_REPRICED = EventType(
    "inventory", "deal_repriced", DealRepriced, "A deal's price was changed (改价)"
)
RECEIPT_CONFIRMED = EventType(
    "inventory", "receipt_confirmed", ReceiptConfirmed, "Finance confirmed a receipt"
)
RECEIPT_REVERSED = EventType(
    "inventory", "receipt_reversed", ReceiptReversed, "A counter-entry took a receipt back"
)
RECEIPT_CHANGED = EventType(
    "inventory",
    "receipt_changed",
    ReceiptChanged,
    "A receipt was requested, taken, handed in, endorsed (the customer may be told) or turned down",
)
DEADLINES_STARTED = EventType(
    "inventory", "deadlines_started", DeadlinesStarted, "New deadlines of a deal began"
)
DEADLINE_SET = EventType(
    "inventory", "deadline_set", DeadlineTold, "A deadline was moved or began again"
)
DEADLINE_MET = EventType(
    "inventory", "deadline_met", DeadlineTold, "A deadline was met or is no longer needed"
)
PRICE_LIST_EFFECTIVE = EventType(
    "inventory",
    "price_list_effective",
    PriceListEffective,
    "A version of the price list came into force (价格表生效)",
)
