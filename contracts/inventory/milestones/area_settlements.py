"""The settlement of the area at the handover (面积差结算): the 3 % rule (I-22)."""

from marshmallow import fields, validate

from contracts.consent.approvals import ConsentRequested
from contracts.inventory.register.deals import OneDeal
from contracts.inventory.register.projects import PriceBasis
from contracts.operation import Operation
from contracts.refusals import Conflict, Invalid, code
from contracts.schema import Answer, Area, Done, Id, Money, Rate, Text, new_id
from contracts.words import Word

area_needed = code(
    Invalid,
    "area_needed",
    zh="按 {basis} 结算须填写实测面积（{field}）。",
    en="Settling by {basis} needs the measured area ({field}).",
)
area_settled = code(
    Conflict, "area_settled", zh="面积差已结算。", en="The difference in area is settled already."
)
buyer_may_rescind = code(
    Conflict,
    "buyer_may_rescind",
    zh="面积误差超过 3%，买受人有权退房；确认其不退房后方可结算。",
    en="The difference exceeds 3 %: the buyer may rescind. Settle once they have said they keep"
    " the unit.",
)
area_not_settled = code(
    Conflict,
    "area_not_settled",
    zh="面积差尚未结算，无需更正。",
    en="The area is not settled yet; there is nothing to correct.",
)


class MeasuredAreas(OneDeal):
    """As registered (产权登记面积); the one that the price is based on is needed."""

    gross_area = Area(validate=validate.Range(min=0, min_inclusive=False))
    inner_area = Area(validate=validate.Range(min=0, min_inclusive=False))


class SettleArea(MeasuredAreas):
    """`keeps`: the buyer, who may rescind beyond 3 %, keeps the unit."""

    keeps = fields.Boolean(load_default=False)


class AreaSettlement(Answer):
    """How the difference between measured and contract area is settled, in m² and yuan: `amount`
    is what the buyer pays, negative when it is paid back; of it `within` for the first 3 %,
    `beyond` for the rest, which the developer bears when the unit is larger."""

    basis = Word(PriceBasis)
    contract_area = Area(allow_none=True)
    measured_area = Area(allow_none=True)
    difference = Area(signed=True)
    ratio = Rate()
    within = Money(signed=True)
    beyond = Money(signed=True)
    amount = Money(signed=True)
    rescindable = fields.Boolean()


class Settled(Done):
    settlement = fields.Nested(AreaSettlement)


class RequestAreaCorrection(SettleArea):
    """The areas as they are to be settled instead."""

    id = Id(load_default=new_id)
    reason = Text(required=True, most=500)


preview_area_settlement = Operation(
    "inventory",
    "preview_area_settlement",
    "How a measured area would be settled; books nothing (面积差试算)",
    "deal.read",
    MeasuredAreas,
    AreaSettlement,
    refuses=("area_needed", "deal_wrong_stage"),
)
settle_area = Operation(
    "inventory",
    "settle_area",
    "Settle the difference between measured and contract area (面积差结算)",
    "handover.settle",
    SettleArea,
    Settled,
    writes=True,
    refuses=("area_needed", "area_settled", "buyer_may_rescind", "milestone_over"),
)
request_area_correction = Operation(
    "inventory",
    "request_area_correction",
    "Ask that a settled difference in area be settled anew (面积差更正)",
    "handover.settle",
    RequestAreaCorrection,
    ConsentRequested,
    writes=True,
    refuses=(
        "approval_pending",
        "area_needed",
        "area_not_settled",
        "buyer_may_rescind",
        "deal_wrong_stage",
        "nothing_changes",
    ),
)
