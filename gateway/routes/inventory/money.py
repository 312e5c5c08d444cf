"""Rows of inventory's corridor `money`: method, path, operation."""

from contracts.inventory.money import (
    collection,
    instalments,
    invoices,
    late_fees,
    overdue,
    receipts,
    refunds,
)
from gateway.routes.inventory.paths import DEAL, INVOICE, RECEIPT, REFUND
from gateway.routing import Route

ROUTES: list[Route] = [
    Route("POST", f"{DEAL}/receipts", receipts.request_receipt, status=201),
    Route("POST", f"{DEAL}/taken-money", receipts.take_money, status=201),
    Route("GET", f"{DEAL}/schedule", instalments.read_schedule),
    Route("GET", "/api/v1/overdue", overdue.list_overdue),
    Route("GET", "/api/v1/overdue/summary", overdue.summarise_overdue),
    Route("GET", "/api/v1/collection", collection.read_collection),
    Route("GET", f"{DEAL}/late-fees", late_fees.read_late_fees),
    Route("POST", f"{DEAL}/late-fees", late_fees.charge_late_fees, status=201),
    Route(
        "POST",
        "/api/v1/late-fees/{late_fee_id}/waiver",
        late_fees.request_late_fee_waiver,
        status=201,
    ),
    Route("GET", "/api/v1/refunds", refunds.list_refunds),
    Route("POST", f"{DEAL}/refunds", refunds.owe_refund, status=201),
    Route("POST", f"{REFUND}/request", refunds.request_refund),
    Route("POST", f"{REFUND}/confirmation", refunds.confirm_refund),
    Route("POST", f"{REFUND}/payment", refunds.pay_refund),
    Route("POST", f"{REFUND}/cancellation", refunds.cancel_refund),
    Route("GET", "/api/v1/invoices", invoices.list_invoices),
    Route("GET", f"{DEAL}/invoicing", invoices.read_invoicing),
    Route("POST", f"{DEAL}/invoices", invoices.request_invoice, status=201),
    Route("POST", f"{INVOICE}/reversal", invoices.request_red_invoice, status=201),
    Route("POST", f"{INVOICE}/review", invoices.review_invoice),
    Route("POST", f"{INVOICE}/issue", invoices.issue_invoice),
    Route("POST", f"{INVOICE}/rejection", invoices.reject_invoice),
    Route("POST", f"{INVOICE}/signature", invoices.sign_invoice),
    Route("GET", "/api/v1/receipts", receipts.list_receipts),
    Route("GET", RECEIPT, receipts.read_receipt),
    Route("POST", f"{RECEIPT}/hand-in", receipts.hand_in_money),
    Route("POST", f"{RECEIPT}/endorsement", receipts.endorse_receipt),
    Route("POST", f"{RECEIPT}/confirmation", receipts.confirm_receipt),
    Route("POST", f"{RECEIPT}/rejection", receipts.reject_receipt),
    Route("POST", f"{RECEIPT}/reversal", receipts.reverse_receipt, status=201),
]
