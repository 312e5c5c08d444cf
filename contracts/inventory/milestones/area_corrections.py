"""The settlement of a wrongly measured or entered area is corrected, with consent (I-22)."""

from contracts.inventory.consent.approvals import ConsentRequested
from contracts.inventory.milestones.area_settlements import SettleArea
from contracts.operation import Operation
from contracts.refusals import Conflict, code
from contracts.schema import Id, Text, new_id

area_not_settled = code(
    Conflict,
    "area_not_settled",
    zh="面积差尚未结算，无需更正。",
    en="The area is not settled yet; there is nothing to correct.",
)


class RequestAreaCorrection(SettleArea):
    """The areas as they are to be settled instead."""

    id = Id(load_default=new_id)
    reason = Text(required=True, most=500)


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
