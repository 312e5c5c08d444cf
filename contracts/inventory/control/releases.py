"""Review of entered units, release and close in batches (审核、推盘、封盘)."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from contracts.consent.approvals import Verdict
from contracts.inventory.register.units import UnitStatus
from contracts.operation import Operation
from contracts.refusals import Conflict, code
from contracts.schema import Answer, Id, Request, Text
from contracts.words import Word

release_not_ready = code(
    Conflict,
    "release_not_ready",
    zh="不满足推盘条件，缺少：{missing}。",
    en="Not ready for release; missing: {missing}.",
    words={"missing": "release_need"},
)


class Selection(Request):
    """Which units of a project: named ones (all of them must fit), those of a building, or `all`
    (those in a fitting state)."""

    project_id = Id(required=True)
    unit_ids = fields.List(Id(), validate=validate.Length(min=1, max=5000))
    building_id = Id()
    all = fields.Boolean(load_default=False)

    @validates_schema
    def chooses_one_way(self, data: Mapping[str, Any], **_: Any) -> None:
        ways = ("unit_ids", "building_id", "all")
        if [bool(data.get(way)) for way in ways].count(True) != 1:
            raise ValidationError("Give exactly one of unit_ids, building_id, all.", "unit_ids")


class ReviewUnits(Selection):
    decision = Word(Verdict, required=True)
    reason = Text(most=200)


class ReleaseUnits(Selection):
    reason = Text(most=200)


class WithdrawUnits(Selection):
    reason = Text(required=True, most=200)


class Moved(Answer):
    """How many units moved, to which state. A rejected entry stays `draft`."""

    count = fields.Integer()
    status = Word(UnitStatus)
    unit_ids = fields.List(fields.UUID())


review_units = Operation(
    "inventory",
    "review_units",
    "Approve or reject entered units (房源审核)",
    "unit.review",
    ReviewUnits,
    Moved,
    writes=True,
    deadline=20.0,
    refuses=("units_wrong_state", "reason_needed"),
)
release_units = Operation(
    "inventory",
    "release_units",
    "Put units on sale (推盘): presale permit, list price and filed price must be there",
    "unit.release",
    ReleaseUnits,
    Moved,
    writes=True,
    deadline=20.0,
    refuses=("units_wrong_state", "release_not_ready"),
)
withdraw_units = Operation(
    "inventory",
    "withdraw_units",
    "Close units (封盘)",
    "unit.release",
    WithdrawUnits,
    Moved,
    writes=True,
    deadline=20.0,
    refuses=("units_wrong_state",),
)
