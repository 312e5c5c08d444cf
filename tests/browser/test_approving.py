"""A hold asked for by a consultant, consented to by another person, each in a browser (I-06)."""

from playwright.sync_api import expect

from demo.people import of_role
from tests.browser import showroom
from tests.browser.visitor import Visitors
from tests.e2e.company import Company


def test_a_hold_is_asked_for_consented_to_and_shown(visitors: Visitors, company: Company) -> None:
    company.new_customer(company.one("consultant", showroom.ON_SALE), showroom.ON_SALE)
    unit = str(company.free_units(showroom.ON_SALE)[20]["id"])
    manager = visitors.one("sales_manager", showroom.ON_SALE)
    badge = manager.page.locator("[data-badge=approvals]")
    expect(badge).to_have_count(0)

    consultant = visitors.one("consultant", showroom.ON_SALE)
    consultant.unit(unit).click()
    consultant.press("hold")
    form = consultant.seen("hold-form")
    consultant.choose(form.locator(".el-select"), "测试客户")
    form.locator("input[name=reason]").fill("客户周末携家人复看")
    consultant.press("submit-hold")
    expect(form).to_have_count(0)

    expect(badge).to_have_text("1")
    manager.go("approvals")
    row = manager.seen("approvals").locator("tbody tr", has_text="复看")
    expect(row).to_contain_text(of_role("consultant", showroom.ON_SALE)[0].name)
    row.click()
    manager.page.locator("#comment").fill("同意，请尽快跟进")
    manager.press("approve")
    status = manager.seen("approval-status")
    expect(status).to_have_attribute("data-status", "approved")
    expect(badge).to_have_count(0)
    expect(consultant.unit(unit)).to_have_attribute("data-status", "held")

    consultant.go("approvals")
    consultant.press("mine")
    consultant.seen("approvals").locator("tbody tr", has_text="复看").click()
    expect(consultant.seen("approval-drawer")).to_contain_text("同意，请尽快跟进")
    expect(consultant.seen("approve")).to_have_count(0)
