"""Suspension (停售): units taken off sale, with the director's consent, and put back."""

from marshmallow import fields

from contracts.consent.approvals import Submitted
from contracts.inventory.control.releases import Selection
from contracts.operation import Operation
from contracts.refusals import Conflict, code
from contracts.schema import Answer, Id, Text, new_id

nothing_to_suspend = code(
    Conflict,
    "nothing_to_suspend",
    zh="所选范围内没有可停售的房源。",
    en="None of the chosen units can be suspended.",
)


class SuspendUnits(Selection):
    id = Id(load_default=new_id)
    reason = Text(required=True, most=200)


class ResumeUnits(Selection):
    reason = Text(required=True, most=200)


class SuspensionRequested(Submitted):
    """`count` is how many units it would suspend now."""

    count = fields.Integer()


class Resumed(Answer):
    """How many units are back in the state from which they were suspended."""

    count = fields.Integer()
    unit_ids = fields.List(fields.UUID())


suspend_units = Operation(
    "inventory",
    "suspend_units",
    "Ask that units be taken off sale (申请停售)",
    "unit.suspend",
    SuspendUnits,
    SuspensionRequested,
    writes=True,
    deadline=20.0,
    refuses=("units_wrong_state", "nothing_to_suspend"),
)
resume_units = Operation(
    "inventory",
    "resume_units",
    "Put suspended units back where they were (恢复)",
    "unit.resume",
    ResumeUnits,
    Resumed,
    writes=True,
    deadline=20.0,
    refuses=("units_wrong_state",),
)
