"""From the inspection to the keys in a browser; the area is settled in between (I-22)."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from playwright.sync_api import expect

from common import clock
from tests.browser import showroom
from tests.browser.visitor import Visitors
from tests.e2e.company import Company, ok

LACKING = Decimal("0.50")
"""Square metres: well below 3 % of any home."""


def signed_and_paid(company: Company) -> Any:
    """A contract paid in one sum; entered through the API, as others do it."""
    consultant = company.one("consultant", showroom.ON_SALE)
    manager, clerk, finance = (
        company.one(role, showroom.ON_SALE)
        for role in ("sales_manager", "control_clerk", "finance")
    )
    unit = min(company.free_units(showroom.ON_SALE), key=lambda one: Decimal(one["list_price"]))
    terms = {
        "customer_id": company.new_customer(consultant, showroom.ON_SALE),
        "payment_method": "lump_sum",
        "handover_date": str(clock.business_day(clock.now()) + timedelta(days=30)),
    }
    deal = ok(consultant.post(f"/units/{unit['id']}/subscription", terms))
    path = f"/deals/{deal['id']}"
    ok(clerk.post(f"{path}/documents", {"complete": True}))
    ok(manager.post(f"{path}/sign-off"))
    pay(company, path, "deposit")
    ok(manager.post(f"{path}/contract", {"without_text": True}))
    pay(company, path, "instalment")
    assert ok(finance.get(f"{path}/schedule"))["account"]["overdue"] == "0.00"
    return ok(manager.get(path))


def pay(company: Company, path: str, kind: str) -> None:
    consultant, manager, finance = (
        company.one(role, showroom.ON_SALE) for role in ("consultant", "sales_manager", "finance")
    )
    receipt = ok(consultant.post(f"{path}/receipts", {"kind": kind}))["id"]
    ok(manager.post(f"/receipts/{receipt}/endorsement"))
    ok(finance.post(f"/receipts/{receipt}/confirmation"))


def test_a_unit_is_inspected_settled_and_handed_over(visitors: Visitors, company: Company) -> None:
    deal = signed_and_paid(company)
    head = visitors.one("service_supervisor")
    head.go("milestones")
    expect(head.seen("milestones").locator("tbody tr").first).to_be_visible()
    head.go(f"deals?deal={deal['id']}&tab=milestones")
    card = head.seen("milestone-handover")

    card.locator("[data-test=step-notify]").click()
    form = head.seen("step-form-notify")
    form.locator("input[name=appointed_on]").fill(str(clock.business_day(clock.now())))
    form.locator("input[name=appointed_on]").press("Enter")
    head.press("confirm-step")
    expect(card).to_have_attribute("data-status", "notified")

    head.press("inspect")
    head.press("add-defect")
    head.page.locator("input[name=defect-0]").fill("厨房墙砖空鼓")
    head.press("confirm-inspection")
    expect(card).to_have_attribute("data-status", "inspected")
    expect(head.seen("needs")).to_contain_text("缺陷未整改")
    head.press("rectify")
    expect(head.seen("defect")).to_contain_text("已整改")

    card.locator("[data-test=documents]").click()
    head.press("all-there")
    head.press("confirm-documents")
    expect(head.seen("needs")).not_to_contain_text("交房资料不齐")

    head.press("settle")
    measured = f"{Decimal(deal['area']) - LACKING:.2f}"
    head.page.locator("input[name=gross_area]").fill(measured)
    head.press("preview")
    expect(head.seen("settlement-said")).to_contain_text("应退")
    expect(head.seen("needs")).to_contain_text("面积差未结算")
    head.press("book")
    expect(head.seen("needs")).to_contain_text("交房条件已具备")

    card.locator("[data-test=step-handOver]").click()
    head.press("confirm-step")
    expect(card).to_have_attribute("data-status", "delivered")
    expect(head.seen("milestone-title")).to_have_attribute("data-status", "collecting")
    unit = ok(company.one("consultant", showroom.ON_SALE).get(f"/units/{deal['unit_id']}"))
    assert unit["status"] == "delivered"
