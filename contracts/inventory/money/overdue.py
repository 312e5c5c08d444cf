"""What is overdue, and for how long (逾期账龄; I-19; design §8)."""

from enum import StrEnum

from marshmallow import fields

from contracts.inventory.pricing.payment_plans import InstalmentKind
from contracts.listing import Sort
from contracts.operation import Operation
from contracts.schema import Answer, Id, Money, Page, Request, page_of
from contracts.words import Word


class AgeBucket(StrEnum):
    """Days since the due day: at most 7, 8–30, 31–90, 91–180, more."""

    TO_7 = "to_7"
    TO_30 = "to_30"
    TO_90 = "to_90"
    TO_180 = "to_180"
    BEYOND = "beyond"


class OverdueGroup(StrEnum):
    """By what overdue money is summed."""

    PROJECT = "project"
    TEAM = "team"
    CONSULTANT = "consultant"
    CUSTOMER = "customer"


class _Chosen(Request):
    project_id = Id()
    team_id = Id()
    consultant_id = Id()
    customer_id = Id()


class ListOverdue(_Chosen, Page):
    bucket = Word(AgeBucket)
    sort = Sort("Overdue", "due_on", "overdue")


class SummariseOverdue(_Chosen, Page):
    group_by = Word(OverdueGroup, load_default=OverdueGroup.PROJECT)


class OverdueRow(Answer):
    """`overdue` is what is unpaid `days` after the due day; `late_fee` has accrued on the
    instalment until today and is not charged yet."""

    instalment_id = fields.UUID()
    deal_id = fields.UUID()
    project_id = fields.UUID()
    building = fields.String()
    stair = fields.String()
    unit_number = fields.String()
    customer_id = fields.UUID()
    consultant_id = fields.UUID()
    team_id = fields.UUID(allow_none=True)
    name = fields.String()
    kind = Word(InstalmentKind)
    due_on = fields.Date()
    amount = Money()
    paid = Money()
    overdue = Money()
    days = fields.Integer()
    bucket = Word(AgeBucket)
    late_fee = Money()


class Ageing(Answer):
    """Overdue money by its age."""

    to_7 = Money()
    to_30 = Money()
    to_90 = Money()
    to_180 = Money()
    beyond = Money()


class OverdueTotal(Answer):
    overdue = Money()
    instalments = fields.Integer()
    deals = fields.Integer()
    ageing = fields.Nested(Ageing)


class OverdueGroupRow(OverdueTotal):
    """`key` is the id of the project, team, consultant or customer."""

    key = fields.UUID(allow_none=True)


OverdueSummary = page_of(OverdueGroupRow, total=fields.Nested(OverdueTotal))
"""The groups that owe most first; `total` is of all of them."""


list_overdue = Operation(
    "inventory",
    "list_overdue",
    "Overdue instalments, the oldest first (逾期清单)",
    "overdue.read",
    ListOverdue,
    page_of(OverdueRow),
)
summarise_overdue = Operation(
    "inventory",
    "summarise_overdue",
    "Overdue money by age (逾期账龄) per project, team, consultant or customer",
    "overdue.read",
    SummariseOverdue,
    OverdueSummary,
)
