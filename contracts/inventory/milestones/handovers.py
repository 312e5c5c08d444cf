"""Handover (入住、交房): notice, inspection, documents, fees, the keys (I-18; seed 004)."""

from enum import StrEnum

from marshmallow import fields, validate

from contracts.can import Can
from contracts.consent.approvals import ConsentRequested
from contracts.inventory.milestones.area_settlements import (
    AreaSettlement,
    request_area_correction,
    settle_area,
)
from contracts.inventory.milestones.procedures import Milestone
from contracts.inventory.register.deals import OneDeal
from contracts.operation import Operation
from contracts.refusals import Conflict, code
from contracts.schema import Answer, AsIs, Day, Done, Id, Moment, Money, Request, Text, new_id
from contracts.words import Word


class Severity(StrEnum):
    """How bad a defect is (缺陷等级)."""

    MINOR = "minor"
    MAJOR = "major"
    STRUCTURAL = "structural"


class HandoverNeed(StrEnum):
    """What a handover still lacks."""

    NOTICE = "notice"
    PAYMENT = "payment"
    INSPECTION = "inspection"
    DEFECTS = "defects"
    DOCUMENTS = "documents"
    FEES = "fees"
    SETTLEMENT = "settlement"


handover_not_ready = code(
    Conflict,
    "handover_not_ready",
    zh="不满足交房条件，缺少：{missing}。",
    en="Not ready for handover; missing: {missing}.",
)
nothing_deviates = code(
    Conflict,
    "nothing_deviates",
    zh="资料齐全且无未整改缺陷，无需例外审批。",
    en="No document is missing and no defect open: there is nothing to except.",
)
defect_rectified = code(
    Conflict, "defect_rectified", zh="该缺陷已整改。", en="This defect is rectified already."
)


class NotifyHandover(OneDeal):
    """The notice (入伙通知书) was sent, for a day on which the buyer is expected."""

    notified_on = Day()
    appointed_on = Day(required=True)


class FoundDefect(Request):
    what = Text(required=True, most=200)
    severity = Word(Severity, required=True)


class InspectHandover(OneDeal):
    """The buyer has inspected the unit (验房); what was found wrong. Again after the repair."""

    inspected_on = Day()
    defects = fields.List(
        fields.Nested(FoundDefect), load_default=list, validate=validate.Length(max=100)
    )


class RectifyDefect(Request):
    defect_id = Id(required=True)
    rectified_on = Day()


class Fee(Request):
    """A fee at the handover (维修资金、契税、物业费), and when it was paid. It goes to others, by
    way of the company at most (代收代付): no claim of a deal, but a condition of its handover."""

    name = Text(required=True, most=40)
    amount = Money(required=True)
    paid_on = Day(allow_none=True, load_default=None)


class RecordFees(OneDeal):
    """All fees of the handover; replaces what was recorded."""

    fees = fields.List(fields.Nested(Fee), required=True, validate=validate.Length(max=20))


class RequestDeviation(OneDeal):
    """Hand over although documents are missing or defects open."""

    id = Id(load_default=new_id)
    reason = Text(required=True, most=500)


class HandOver(OneDeal):
    """The keys are the buyer's, since a business day (today when it isn't given)."""

    delivered_on = Day()


notify_handover = Operation(
    "inventory",
    "notify_handover",
    "The notice of handover was sent (入伙通知书)",
    "milestone.manage",
    NotifyHandover,
    Done,
    writes=True,
    refuses=("milestone_wrong_status",),
)
inspect_handover = Operation(
    "inventory",
    "inspect_handover",
    "The buyer has inspected the unit (验房)",
    "milestone.manage",
    InspectHandover,
    Done,
    writes=True,
    refuses=("milestone_wrong_status",),
)
rectify_defect = Operation(
    "inventory",
    "rectify_defect",
    "A defect was rectified (整改)",
    "milestone.manage",
    RectifyDefect,
    Done,
    writes=True,
    refuses=("defect_rectified", "milestone_over"),
)
record_handover_fees = Operation(
    "inventory",
    "record_handover_fees",
    "The fees of the handover and which are paid",
    "milestone.manage",
    RecordFees,
    Done,
    writes=True,
    refuses=("milestone_over",),
)
request_deviation = Operation(
    "inventory",
    "request_deviation",
    "Ask to hand over although documents are missing or defects open",
    "milestone.manage",
    RequestDeviation,
    ConsentRequested,
    writes=True,
    refuses=("nothing_deviates", "milestone_over"),
)
hand_over_unit = Operation(
    "inventory",
    "hand_over_unit",
    "Hand the unit over (交房): it is delivered",
    "handover.deliver",
    HandOver,
    Done,
    writes=True,
    refuses=("milestone_wrong_status", "handover_not_ready"),
)


class Defect(Answer):
    id = fields.UUID()
    what = fields.String()
    severity = Word(Severity)
    found_on = fields.Date()
    rectified_on = fields.Date(allow_none=True)
    accepted = fields.Boolean()
    can = Can("Defect", rectify_defect)


class FeeRow(Answer):
    name = fields.String()
    amount = Money()
    paid_on = fields.Date(allow_none=True)


class Handover(Milestone):
    """`needs` is what is still lacking; `accepted_missing` the documents that a consent lets be
    missing."""

    notified_on = fields.Date(allow_none=True)
    appointed_on = fields.Date(allow_none=True)
    inspected_on = fields.Date(allow_none=True)
    delivered_on = fields.Date(allow_none=True)
    defects = fields.List(fields.Nested(Defect))
    fees = AsIs(FeeRow, many=True)
    settlement = AsIs(AreaSettlement, allow_none=True)
    settled_at = Moment(allow_none=True)
    accepted_missing = fields.List(fields.String())
    needs = fields.List(Word(HandoverNeed))
    can = Can(
        "Handover",
        notify_handover,
        inspect_handover,
        record_handover_fees,
        settle_area,
        request_area_correction,
        request_deviation,
        hand_over_unit,
        "note_milestone_documents",
        "report_obstacle",
    )
