"""Settings of a project: asked for by the manager, consented to by the director."""

from playwright.sync_api import Locator, expect

from tests.browser import showroom
from tests.browser.visitor import Visitor, Visitors
from tests.e2e.company import Company, ok


def _at_settings(visitors: Visitors, company: Company, role: str) -> Visitor:
    visitor = visitors.one(role, showroom.ON_SALE if role == "sales_manager" else None)
    visitor.go(f"settings?project={company.project(showroom.ON_SALE)}")
    return visitor


def _field(visitor: Visitor, setting: str) -> Locator:
    return visitor.page.locator(f"[data-setting='{setting}'] input")


def _ask_for(visitor: Visitor, setting: str, value: str, reason: str) -> None:
    _field(visitor, setting).fill(value)
    _field(visitor, setting).press("Tab")
    visitor.press("save-settings")
    visitor.page.locator("input[name=reason]").fill(reason)
    visitor.press("send-settings")


def test_a_setting_holds_once_somebody_above_consents(visitors: Visitors, company: Company) -> None:
    path = f"/projects/{company.project(showroom.ON_SALE)}"
    manager = _at_settings(visitors, company, "sales_manager")
    limit = "late_fee_waiver_limit"
    expect(_field(manager, limit)).to_have_value("5000.00")
    _ask_for(manager, limit, "9000.00", "减免权限按季度调整")
    expect(manager.said()).to_contain_text("销售总监")
    history = manager.seen("settings-history")
    row = history.locator("tbody tr", has_text="减免权限按季度调整")
    expect(row).to_contain_text("待审批")
    expect(row).to_contain_text("经理减免违约金上限")
    expect(_field(manager, limit)).to_have_value("5000.00")

    director = visitors.one("sales_director")
    director.go("approvals")
    director.seen("approvals").locator("tbody tr", has_text="减免权限按季度调整").click()
    expect(director.seen("setting-values")).to_contain_text("9,000")
    director.press("approve")
    expect(director.seen("approval-status")).to_have_attribute("data-status", "approved")

    expect(row).to_contain_text("已生效")
    manager.page.reload()
    expect(_field(manager, limit)).to_have_value("9000.00")
    assert ok(company.one("sales_director").get(path))["settings"][limit] == "9000.00"


def test_who_asks_for_a_setting_that_has_changed_is_told(
    visitors: Visitors, company: Company
) -> None:
    path = f"/projects/{company.project(showroom.ON_SALE)}"
    asking, deciding = company.one("sales_director"), company.one("general_manager")
    before = ok(asking.get(path))["settings"]["sign_days"]
    manager = _at_settings(visitors, company, "sales_manager")
    expect(_field(manager, "sign_days")).to_have_value(str(before))

    change = {"settings": {"sign_days": before + 2}, "reason": "延长签约期限"}
    asked = ok(asking.post(f"{path}/settings-changes", change))
    ok(deciding.post(f"/approvals/{asked['approval_id']}/decision", {"verdict": "approve"}))
    _ask_for(manager, "sign_days", str(before + 1), "节假日顺延")
    stale = manager.seen("stale")
    expect(stale).to_be_visible()
    stale.get_by_role("button").click()
    expect(_field(manager, "sign_days")).to_have_value(str(before + 2))


def test_facts_of_a_project_are_saved_at_once(visitors: Visitors, company: Company) -> None:
    manager = _at_settings(visitors, company, "sales_manager")
    name = manager.page.locator("input[name=address]")
    expect(manager.seen("save-facts")).to_be_disabled()
    name.fill("北湖大道 18 号")
    manager.press("save-facts")
    expect(manager.page.locator(".el-message--success")).to_be_visible()
    manager.page.reload()
    expect(name).to_have_value("北湖大道 18 号")


def test_who_may_not_change_them_reads_them(visitors: Visitors, company: Company) -> None:
    supervisor = visitors.one("control_supervisor", showroom.ON_SALE)
    supervisor.go(f"settings?project={company.project(showroom.ON_SALE)}")
    expect(_field(supervisor, "deposit")).to_be_disabled()
    expect(supervisor.seen("settings-history")).to_be_visible()
    expect(supervisor.seen("save-settings")).to_have_count(0)
