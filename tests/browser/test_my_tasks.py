"""What waits for whom: each task appears by itself, leads to its place, and goes when it is done
(G-06). A clerk's correction, a subscription, and a setting that somebody else changed."""

from playwright.sync_api import expect

from tests.browser import showroom
from tests.browser.visitor import Visitor, Visitors
from tests.e2e.company import Company, ok

_SUBSCRIPTION = {"payment_method": "commercial_loan", "handover_date": "2099-06-30"}


def test_a_correction_is_asked_for_decided_from_the_tasks_and_shown_in_the_history(
    visitors: Visitors, company: Company
) -> None:
    unit = company.free_units(showroom.ON_SALE)[30]
    supervisor = visitors.one("control_supervisor", showroom.ON_SALE)
    supervisor.go("tasks")
    expect(supervisor.seen("tasks-drafts")).to_be_visible()
    badge = supervisor.page.locator("[data-badge=tasks]")
    before = int(badge.inner_text())

    clerk = visitors.one("control_clerk", showroom.ON_SALE)
    clerk.go(showroom.board(company))
    clerk.unit(str(unit["id"])).click()
    clerk.press("correct")
    form = clerk.seen("data-change-form")
    form.locator("input[name=orientation]").fill("东南偏东")
    form.locator("input[name=reason]").fill("与测绘报告不符")
    clerk.press("submit-data-change")
    expect(form).to_have_count(0)

    expect(badge).to_have_text(str(before + 1))
    supervisor.seen("tasks-approvals").get_by_role("link").click()
    drawer = supervisor.seen("approval-drawer")
    expect(drawer).to_contain_text("东南偏东")
    supervisor.press("approve")
    expect(supervisor.seen("approval-status")).to_have_attribute("data-status", "approved")
    expect(badge).to_have_text(str(before))
    expect(clerk.seen("unit-drawer").locator(".el-timeline")).to_contain_text("东南偏东")


def test_a_subscription_waits_for_the_clerk_and_then_for_the_manager(
    visitors: Visitors, company: Company
) -> None:
    consultant = company.one("consultant", showroom.ON_SALE)
    unit = company.free_units(showroom.ON_SALE)[31]
    wish = _SUBSCRIPTION | {"customer_id": company.new_customer(consultant, showroom.ON_SALE)}
    clerk = _at_tasks(visitors, "control_clerk")
    manager = _at_tasks(visitors, "sales_manager")
    ok(consultant.post(f"/units/{unit['id']}/subscription", wish))

    task = clerk.seen("tasks-documents").get_by_role("link", name=str(unit["number"]))
    task.click()
    clerk.press("documents")
    letter = manager.seen("tasks-letters").get_by_role("link", name=str(unit["number"]))
    letter.click()
    manager.press("sign-off")
    manager.go("tasks")
    expect(manager.seen("tasks")).to_be_visible()
    expect(letter).to_have_count(0)


def _at_tasks(visitors: Visitors, role: str) -> Visitor:
    visitor = visitors.one(role, showroom.ON_SALE)
    visitor.go("tasks")
    expect(visitor.seen("tasks")).to_be_visible()
    return visitor
