"""Sales targets and their attainment (销售目标、完成率; P-02, seed 001: set by the director, broken
down to regions' projects, teams and persons)."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from contracts.office.roles import Role
from contracts.operation import Operation
from contracts.refusals import Conflict, code
from contracts.reporting.periods import Period
from contracts.schema import Answer, Done, Money, Page, Rate, Request, Whole, page_of
from contracts.words import Word


class Level(StrEnum):
    """Whose target it is."""

    COMPANY = "company"
    PROJECT = "project"
    TEAM = "team"
    CONSULTANT = "consultant"


class TargetStatus(StrEnum):
    """What became of a target that somebody set."""

    SET = "set"
    REQUESTED = "requested"
    REFUSED = "refused"


period_closed = code(
    Conflict,
    "period_closed",
    zh="{period} 已结束，目标不再调整。",
    en="{period} is over; its targets stay.",
)

MOST_TARGET = Decimal("999999999999.99")


class SetTarget(Request):
    """The target of the company, of a project, or of a team or consultant (`subject_id`) in a
    project, for a year, quarter or month: units, amount or both. Setting it again replaces it.

    A consultant's target decides the rate of what was sold in the period: once there are sales, it
    takes the consent of the next higher level."""

    level = fields.Enum(Level, by_value=True, required=True)
    project_id = fields.UUID(load_default=None)
    subject_id = fields.UUID(load_default=None)
    period = Period(required=True)
    units = Whole(load_default=None, validate=validate.Range(min=1, max=1_000_000))
    amount = Money(most=MOST_TARGET, load_default=None, validate=validate.Range(min=1))

    @validates_schema
    def whose_and_how_much(self, data: Mapping[str, Any], **_: Any) -> None:
        level: Level = data["level"]
        needed = {
            "project_id": level is not Level.COMPANY,
            "subject_id": level in (Level.TEAM, Level.CONSULTANT),
        }
        for name, needs in needed.items():
            if needs and data[name] is None:
                raise ValidationError(f"Required for level {level}.", name)
            if not needs and data[name] is not None:
                raise ValidationError(f"Not for level {level}.", name)
        if data["units"] is None and data["amount"] is None:
            raise ValidationError("Give units, amount or both.", "amount")


class TargetWritten(Done):
    """`status` is `set`, or `requested` while it waits for the consent of the roles `needs`."""

    status = Word(TargetStatus)
    approval_id = fields.UUID(allow_none=True)
    needs = fields.List(Word(Role))


class ListTargets(Page):
    period = Period(load_default=None)
    level = fields.Enum(Level, by_value=True, load_default=None)
    project_id = fields.UUID(load_default=None)
    subject_id = fields.UUID(load_default=None)


class Target(Answer):
    """A target with what was reached of it until now: signed less cancelled after signing, by
    business day. `attainment` (完成率) is a share of one, by amount where the target has one,
    otherwise by units."""

    id = fields.UUID()
    version = fields.Integer()
    level = fields.Enum(Level, by_value=True)
    project_id = fields.UUID(allow_none=True)
    subject_id = fields.UUID(allow_none=True)
    period = fields.String()
    first_day = fields.Date()
    last_day = fields.Date()
    units = fields.Integer(allow_none=True)
    amount = Money(allow_none=True)
    attained_units = fields.Integer()
    attained_amount = Money(signed=True)
    attainment = Rate()


set_target = Operation(
    "reporting",
    "set_target",
    "Set a sales target (销售目标)",
    "target.set",
    SetTarget,
    TargetWritten,
    writes=True,
    refuses=("period_closed",),
)
list_targets = Operation(
    "reporting",
    "list_targets",
    "Targets with their attainment (目标完成率)",
    "report.read",
    ListTargets,
    page_of(Target),
)
