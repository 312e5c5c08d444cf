"""Rows of inventory's corridor `pricing`: method, path, operation."""

from contracts.inventory.pricing import (
    authority,
    calculations,
    discounts,
    payment_plans,
    price_lists,
)
from gateway.routes.inventory.paths import PRICE_LIST, PROJECT, UNIT
from gateway.routing import Route

ROUTES: list[Route] = [
    Route("GET", f"{PROJECT}/price-lists", price_lists.list_price_lists),
    Route("POST", f"{PROJECT}/price-lists", price_lists.create_price_list, status=201),
    Route("GET", PRICE_LIST, price_lists.read_price_list),
    Route("POST", f"{PRICE_LIST}/submission", price_lists.submit_price_list, status=201),
    Route("POST", f"{PRICE_LIST}/end", price_lists.end_price_list),
    Route("GET", f"{PRICE_LIST}/prices", price_lists.list_prices),
    Route("PATCH", f"{PRICE_LIST}/prices", price_lists.set_prices),
    Route("GET", f"{PRICE_LIST}/adjustment", price_lists.foresee_adjustment),
    Route("POST", f"{PRICE_LIST}/adjustment", price_lists.adjust_prices),
    Route("GET", f"{PRICE_LIST}/workbook", price_lists.download_prices, answer="file"),
    Route(
        "POST",
        f"{PRICE_LIST}/workbook",
        price_lists.upload_prices,
        body="xlsx",
        file_field="workbook",
    ),
    Route("GET", f"{PRICE_LIST}/comparison", price_lists.compare_price_lists),
    Route("GET", f"{PROJECT}/discounts", discounts.list_discounts),
    Route("POST", f"{PROJECT}/discounts", discounts.create_discount, status=201),
    Route("POST", "/api/v1/discounts/{discount_id}/activation", discounts.activate_discount),
    Route("POST", "/api/v1/discounts/{discount_id}/end", discounts.end_discount),
    Route("GET", f"{PROJECT}/refused-prices", authority.list_refused_prices),
    Route("POST", f"{PROJECT}/refused-prices/checks", authority.check_refused_prices),
    Route("GET", f"{PROJECT}/payment-plans", payment_plans.list_payment_plans),
    Route("POST", f"{PROJECT}/payment-plans", payment_plans.create_payment_plan, status=201),
    Route("POST", "/api/v1/payment-plans/{plan_id}/end", payment_plans.end_payment_plan),
    Route("GET", f"{UNIT}/price", discounts.quote_price),
    Route("GET", f"{UNIT}/calculation", calculations.preview_quotation),
]
