"""Collection rate (回款率): what came of what was due, and of what was agreed (I-19)."""

from enum import StrEnum

from marshmallow import fields

from contracts.operation import Operation
from contracts.schema import Answer, Day, Id, Money, Page, Rate, page_of
from contracts.words import Word


class CollectionGroup(StrEnum):
    """By what collection is summed."""

    PROJECT = "project"
    CONSULTANT = "consultant"
    MONTH = "month"


class ReadCollection(Page):
    """Up to the business day `on`, today by default."""

    project_id = Id()
    consultant_id = Id()
    on = Day()
    group_by = Word(CollectionGroup, load_default=CollectionGroup.PROJECT)


class Collection(Answer):
    """Of subscribed and signed deals: `due` by that day, `received` by then less counter-entries
    and refunds, `contract` the prices agreed on by then. `rate_due` = received / due,
    `rate_contract` = received / contract; null where there is nothing to divide by."""

    due = Money()
    received = Money(signed=True)
    contract = Money()
    rate_due = Rate(allow_none=True)
    rate_contract = Rate(allow_none=True)


class CollectionRow(Collection):
    """`key` is the id of the project or consultant, or the month (`2026-11`) in which money was
    due, came, or a deal was subscribed."""

    key = fields.String()


Collections = page_of(CollectionRow, on=fields.Date(), total=fields.Nested(Collection))
"""`on` is the day up to which it is counted."""


read_collection = Operation(
    "inventory",
    "read_collection",
    "Collection rate per project, consultant or month (回款率)",
    "overdue.read",
    ReadCollection,
    Collections,
)
