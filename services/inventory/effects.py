"""What approvals cause: kind → (what consent does, what rejection or withdrawal does).

Every effect happens in the transaction of the last decision.
"""

from contracts.inventory.consent.approvals import ApprovalKind
from services.inventory.changes.change_orders.commands import order as change_orders
from services.inventory.consent.approvals.commands import EFFECTS
from services.inventory.control.data_changes import commands as data_changes
from services.inventory.control.holds import commands as holds
from services.inventory.control.suspensions import commands as suspensions
from services.inventory.milestones.area_settlements.commands import correction as area_corrections
from services.inventory.milestones.handovers.commands import deviation as deviations
from services.inventory.money.late_fees import commands as late_fees
from services.inventory.money.receipts.commands import reversal as reversals
from services.inventory.pricing.price_lists.commands import versions as price_lists
from services.inventory.selling.promises import commands as promises
from services.inventory.selling.quotations.commands import review as quotation_reviews
from services.inventory.selling.specials import commands as specials


def register() -> None:
    EFFECTS.update(
        {
            ApprovalKind.PRICE_LIST: (price_lists.grant, price_lists.refuse),
            ApprovalKind.HOLD: (holds.grant, holds.refuse),
            ApprovalKind.SPECIAL_DISCOUNT: (specials.grant, specials.refuse),
            ApprovalKind.LATE_FEE_WAIVER: (late_fees.grant, late_fees.refuse),
            ApprovalKind.CHANGE_ORDER: (change_orders.grant, change_orders.refuse),
            ApprovalKind.PROMISE: (promises.grant, promises.refuse),
            ApprovalKind.DATA_CHANGE: (data_changes.grant, data_changes.refuse),
            ApprovalKind.RECEIPT_REVERSAL: (reversals.grant, reversals.refuse),
            ApprovalKind.QUOTATION: (quotation_reviews.grant, quotation_reviews.refuse),
            ApprovalKind.HANDOVER_DEVIATION: (
                deviations.accept,
                deviations.refuse,
            ),
            ApprovalKind.AREA_CORRECTION: (area_corrections.grant, area_corrections.refuse),
            ApprovalKind.SUSPENSION: (suspensions.grant, suspensions.refuse),
        }
    )
