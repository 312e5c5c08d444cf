"""Rows of inventory's corridor `selling`: method, path, operation."""

from contracts.inventory.selling import (
    contracts,
    promises,
    quotations,
    signing,
    specials,
    subscriptions,
)
from gateway.routes.inventory.paths import DEAL, QUOTATION, UNIT
from gateway.routing import Route

ROUTES: list[Route] = [
    Route("POST", f"{UNIT}/reservation", subscriptions.reserve_unit, status=201),
    Route("POST", f"{UNIT}/subscription", subscriptions.subscribe_unit, status=201),
    Route("GET", "/api/v1/deals", subscriptions.list_deals),
    Route("GET", DEAL, subscriptions.read_deal),
    Route("POST", f"{UNIT}/quotations", quotations.create_quotation, status=201),
    Route("GET", "/api/v1/quotations", quotations.list_quotations),
    Route("GET", QUOTATION, quotations.read_quotation),
    Route("PUT", QUOTATION, quotations.revise_quotation),
    Route("POST", f"{QUOTATION}/review", quotations.request_quotation_review, status=201),
    Route("GET", f"{QUOTATION}/document", quotations.read_quotation_document),
    Route(
        "POST",
        f"{UNIT}/special-discounts",
        specials.request_special_discount,
        status=201,
    ),
    Route("GET", "/api/v1/special-discounts", specials.list_special_discounts),
    Route("POST", f"{DEAL}/documents", signing.check_documents),
    Route("POST", f"{DEAL}/sign-off", signing.sign_subscription),
    Route("POST", f"{DEAL}/contract", signing.sign_contract),
    Route("GET", "/api/v1/promises", promises.list_promises),
    Route("POST", f"{DEAL}/promises", promises.request_promise, status=201),
    Route("POST", "/api/v1/promises/{promise_id}/payment-form", promises.set_payment_form),
    Route("POST", "/api/v1/promises/{promise_id}/breach", promises.record_breach),
    Route("GET", f"{DEAL}/contract", contracts.read_contract),
    Route("POST", f"{DEAL}/contract-drafts", contracts.draft_contract, status=201),
    Route("GET", "/api/v1/contracts", contracts.list_contracts),
    Route("GET", "/api/v1/contract-statistics", contracts.read_contract_statistics),
]
