"""Money (收款): its topics, the refusals of its constraints, what consent causes."""

from common.consent.deciding import Effects
from contracts.consent.approvals import approval_pending
from contracts.inventory.consent.approvals import ApprovalKind
from contracts.inventory.money.invoices import invoice_number_taken
from contracts.inventory.money.late_fees import late_fee_charged_already
from contracts.inventory.money.receipts import receipt_open, receipt_reversed_already
from contracts.inventory.money.refunds import refund_owed_already
from services.inventory.money.collection.entrypoints import Collection
from services.inventory.money.instalments.entrypoints import Instalments
from services.inventory.money.invoices.entrypoints import Invoices
from services.inventory.money.late_fees import commands as late_fees
from services.inventory.money.late_fees.entrypoints import LateFees
from services.inventory.money.overdue.entrypoints import Overdue
from services.inventory.money.receipts.commands import reversal as reversals
from services.inventory.money.receipts.entrypoints import Receipts, Reversals, Takings
from services.inventory.money.refunds.entrypoints import Refunds

TOPICS = (
    Collection,
    Instalments,
    Invoices,
    LateFees,
    Overdue,
    Receipts,
    Refunds,
    Reversals,
    Takings,
)
CONSTRAINTS = {
    "uq_receipt_open_deposit": receipt_open,
    "uq_receipt_reversed_once": receipt_reversed_already,
    "uq_refund_source": refund_owed_already,
    "uq_invoice_number": invoice_number_taken,
    "uq_late_fee_days": late_fee_charged_already,
    "uq_late_fee_waiver_requested": approval_pending,
}
CONSENTS: dict[str, Effects] = {
    ApprovalKind.LATE_FEE_WAIVER: late_fees,
    ApprovalKind.RECEIPT_REVERSAL: reversals,
}
