"""What is due of a deal and when (应收计划, I-17, I-19)."""

from marshmallow import fields

from contracts.event import EventType
from contracts.inventory.pricing.payment_plans import InstalmentKind
from contracts.inventory.register.deals import OneDeal
from contracts.operation import Operation
from contracts.refusals import Conflict, code
from contracts.schema import Answer, Facts, Money
from contracts.words import Word

schedule_sum_wrong = code(
    Conflict,
    "schedule_sum_wrong",
    zh="付款计划合计 {total}，与成交价 {price} 不符。",
    en="The schedule sums to {total}, but the price is {price}.",
)


class DueLine(Facts):
    """One claim of the schedule. `due_on` is null while it hangs on something to come."""

    instalment_id = fields.UUID(required=True)
    number = fields.Integer(required=True)
    kind = fields.String(required=True)
    amount = Money(required=True)
    paid = Money(required=True)
    due_on = fields.Date(allow_none=True)


class InstallmentDueChanged(Facts):
    """All that is claimed of a deal from now on; an empty list when nothing is due any more."""

    deal_id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    customer_id = fields.UUID(required=True)
    consultant_id = fields.UUID(required=True)
    team_id = fields.UUID(allow_none=True)
    instalments = fields.List(fields.Nested(DueLine), required=True)


class InstalmentRow(Answer):
    """`overdue` is what is unpaid after the due day."""

    id = fields.UUID()
    number = fields.Integer()
    name = fields.String()
    kind = Word(InstalmentKind)
    amount = Money()
    paid = Money()
    overdue = Money()
    due_on = fields.Date(allow_none=True)


class Account(Answer):
    """A deal's money: all that is claimed, received and refunded; what the company holds; what is
    overdue; what no claim has used yet (预收),
    negative where more is owed back."""

    due = Money()
    received = Money()
    refunded = Money()
    balance = Money()
    overdue = Money()
    unallocated = Money(signed=True)


class Schedule(Answer):
    instalments = fields.List(fields.Nested(InstalmentRow))
    account = fields.Nested(Account)


INSTALLMENT_DUE_CHANGED = EventType(
    "inventory",
    "installment_due_changed",
    InstallmentDueChanged,
    "What is due of a deal, when, or how much of it is paid has changed",
)

read_schedule = Operation(
    "inventory",
    "read_schedule",
    "A deal's payment schedule (付款计划): what is due, paid, overdue",
    "deal.read",
    OneDeal,
    Schedule,
)
