"""A commission plan, asked for by the manager, consented to by the director, in their browsers."""

from playwright.sync_api import expect

from tests.browser import showroom
from tests.browser.visitor import Visitors
from tests.e2e.company import Company, ok


def test_a_plan_holds_once_the_director_consents(visitors: Visitors, company: Company) -> None:
    project = company.project(showroom.ON_SALE)
    manager = visitors.one("sales_manager", showroom.ON_SALE)
    manager.go(f"commissionPlans?project={project}")
    expect(manager.seen("plan")).to_contain_text("公司默认方案")
    manager.press("ask-plan")
    manager.page.locator("input[name=rate2]").fill("0.55")
    manager.press("send-plan")
    expect(manager.said()).to_contain_text("销售总监")
    row = manager.seen("plan-requests").locator("tbody tr")
    expect(row).to_contain_text("待审批")
    expect(row).to_contain_text("0.55")

    director = visitors.one("sales_director")
    badge = director.page.locator("[data-badge=approvals]")
    expect(badge).to_have_text("1")
    director.go("tasks")
    director.seen("tasks-approvals").get_by_role("link", name="佣金方案").click()
    expect(director.seen("approval-drawer").locator("[data-test=tiers]")).to_contain_text("0.55")
    director.press("approve")
    expect(director.seen("approval-status")).to_have_attribute("data-status", "approved")
    expect(badge).to_have_count(0)

    expect(manager.seen("plan")).to_contain_text("0.55")
    expect(row).to_contain_text("已同意")
    plan = ok(company.one("sales_director").get(f"/projects/{project}/commission-plan"))
    assert plan["tiers"][-1]["rate"] == "0.0055"


def test_a_month_that_is_over_is_refused_at_its_field(visitors: Visitors, company: Company) -> None:
    manager = visitors.one("sales_manager", showroom.ON_SALE)
    manager.go(f"commissionPlans?project={company.project(showroom.ON_SALE)}")
    manager.press("ask-plan")
    month = manager.seen("plan-form").locator(".el-date-editor input")
    month.fill("2026-01")
    month.press("Enter")
    manager.press("send-plan")
    expect(manager.seen("plan-form")).to_contain_text("最早自")


def test_a_consultant_has_no_such_page(visitors: Visitors) -> None:
    consultant = visitors.one("consultant", showroom.ON_SALE)
    assert "commissionPlans" not in consultant.pages()
