"""An invoice on its way, each step by whoever does it, in their own browser (I-20): asked for by
the consultant, reviewed by the manager, issued by finance, signed for by the customer."""

from playwright.sync_api import expect

from tests.browser import showroom
from tests.browser.visitor import Visitor, Visitors
from tests.e2e.company import Company, ok

_NUMBER = "25512000000099887766"


def test_an_invoice_is_asked_for_reviewed_issued_and_signed_for(
    visitors: Visitors, company: Company
) -> None:
    here = f"deals?deal={_deal_with_deposit(company)}&tab=invoices"
    consultant = visitors.one("consultant", showroom.ON_SALE)
    consultant.go(here)
    expect(consultant.seen("sum-invoiceable")).to_have_text("¥20,000")
    consultant.press("ask-invoice")
    form = consultant.seen("invoice-form")
    form.locator("input[name=amount]").fill("20001")
    consultant.press("submit-invoice")
    expect(form.locator(".el-form-item__error")).to_contain_text("20000.00")
    form.locator("input[name=amount]").fill("15000")
    consultant.press("submit-invoice")
    _is(consultant, "requested")
    expect(consultant.seen("review-invoice")).to_have_count(0)

    manager = visitors.one("sales_manager", showroom.ON_SALE)
    manager.go(here)
    manager.press("review-invoice")
    manager.agree()
    _is(manager, "reviewed")

    finance = visitors.one("finance", showroom.ON_SALE)
    finance.go(here)
    finance.press("issue-invoice")
    finance.page.locator("input[name=number]").fill(_NUMBER)
    finance.press("submit-issue")
    expect(finance.seen("issue-form")).to_have_count(0)

    _is(consultant, "issued")
    expect(consultant.seen("invoices")).to_contain_text(_NUMBER)
    consultant.press("sign-invoice")
    consultant.agree()
    _is(consultant, "signed")
    expect(consultant.seen("sum-invoiced")).to_have_text("¥15,000")


def _is(visitor: Visitor, status: str) -> None:
    tag = visitor.seen("invoices").locator("tbody [data-status]")
    expect(tag).to_have_attribute("data-status", status)


def _deal_with_deposit(company: Company) -> str:
    """A subscription whose deposit finance has confirmed."""
    consultant = company.one("consultant", showroom.ON_SALE)
    unit = company.free_units(showroom.ON_SALE)[30]["id"]
    body = {
        "customer_id": company.new_customer(consultant, showroom.ON_SALE),
        "payment_method": "lump_sum",
        "handover_date": "2099-06-30",
    }
    deal = ok(consultant.post(f"/units/{unit}/subscription", body))["id"]
    receipt = ok(consultant.post(f"/deals/{deal}/receipts", {"kind": "deposit"}))["id"]
    manager = company.one("sales_manager", showroom.ON_SALE)
    ok(manager.post(f"/receipts/{receipt}/endorsement"))
    finance = company.one("finance", showroom.ON_SALE)
    ok(finance.post(f"/receipts/{receipt}/confirmation"))
    return str(deal)
