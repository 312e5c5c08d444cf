"""What approvals cause: kind → (what consent does, what rejection or withdrawal does).

Every effect happens in the transaction of the last decision.
"""

from contracts.inventory.approvals import ApprovalKind
from services.inventory.approvals.commands import EFFECTS
from services.inventory.area_corrections import commands as area_corrections
from services.inventory.change_orders import commands as change_orders
from services.inventory.data_changes import commands as data_changes
from services.inventory.deviations import commands as deviations
from services.inventory.holds import commands as holds
from services.inventory.late_fees import commands as late_fees
from services.inventory.price_lists import commands as price_lists
from services.inventory.promises import commands as promises
from services.inventory.quotation_reviews import commands as quotation_reviews
from services.inventory.reversals import commands as reversals
from services.inventory.specials import commands as specials
from services.inventory.suspensions import commands as suspensions


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
