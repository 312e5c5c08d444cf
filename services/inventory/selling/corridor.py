"""Selling (交易): its topics, the refusals of its constraints, what consent causes."""

from common.consent.deciding import Effects
from contracts.consent.approvals import approval_pending
from contracts.inventory.consent.approvals import ApprovalKind
from services.inventory.selling.contracts.entrypoints import Contracts, Execution
from services.inventory.selling.promises import commands as promises
from services.inventory.selling.promises.entrypoints import Promises
from services.inventory.selling.quotations.commands import review as quotation_reviews
from services.inventory.selling.quotations.entrypoints import QuotationReviews, Quotations
from services.inventory.selling.signing.entrypoints import Signing
from services.inventory.selling.specials import commands as specials
from services.inventory.selling.specials.entrypoints import Specials
from services.inventory.selling.subscriptions.entrypoints import Deals

TOPICS = (
    Contracts,
    Deals,
    Execution,
    Promises,
    QuotationReviews,
    Quotations,
    Signing,
    Specials,
)
CONSTRAINTS = {
    "uq_special_discount_requested": approval_pending,
}
CONSENTS: dict[str, Effects] = {
    ApprovalKind.PROMISE: promises,
    ApprovalKind.QUOTATION: quotation_reviews,
    ApprovalKind.SPECIAL_DISCOUNT: specials,
}
