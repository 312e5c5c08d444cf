"""The control room's forms: suspension, promises, bindings, discounts. Each is filled in where
people do it, and the API then says the same (I-01, I-07, I-13, I-23)."""

from typing import Any

from playwright.sync_api import expect

from demo.people import of_role
from tests.browser import showroom
from tests.browser.visitor import Visitors
from tests.e2e.company import Company, ok, only


def test_a_unit_is_suspended_with_consent_and_put_back(
    visitors: Visitors, company: Company
) -> None:
    unit = company.free_units(showroom.ON_SALE)[50]
    here = f"{showroom.board(company)}&unit={unit['id']}"
    manager = visitors.one("sales_manager", showroom.ON_SALE)
    manager.go(here)
    manager.press("suspend")
    form = manager.seen("suspension-form")
    expect(form).to_contain_text("须经销售总监同意")
    expect(manager.seen("submit-suspension")).to_be_disabled()
    form.locator("input[name=reason]").fill("法院查封")
    manager.press("submit-suspension")
    expect(form).to_have_count(0)
    expect(manager.seen("unit-status")).to_have_attribute("data-status", "available")

    director = visitors.one("sales_director")
    director.go("approvals")
    director.seen("approvals").locator("tbody tr", has_text="法院查封").click()
    expect(director.page.get_by_role("link", name="查看房源")).to_be_visible()
    director.press("approve")
    expect(manager.seen("unit-status")).to_have_attribute("data-status", "suspended")
    expect(manager.seen("resume")).to_have_count(0)
    assert _unit(company, unit["id"])["status"] == "suspended"

    director.go(here)
    director.press("resume")
    director.seen("resumption-form").locator("input[name=reason]").fill("查封解除")
    director.press("submit-resumption")
    expect(director.seen("unit-status")).to_have_attribute("data-status", "available")
    expect(director.seen("unit-drawer")).to_contain_text("查封解除")
    assert _unit(company, unit["id"])["status"] == "available"


def test_a_promise_is_paid_as_the_general_manager_says_and_its_breach_recorded(
    visitors: Visitors, company: Company
) -> None:
    seller = company.one("consultant", showroom.ON_SALE)
    deal = showroom.subscribed(company, company.free_units(showroom.ON_SALE)[52]["id"])
    consultant = visitors.one("consultant", showroom.ON_SALE)
    consultant.go(f"deals?deal={deal}&tab=promises")
    consultant.press("ask-promise")
    form = consultant.seen("promise-form")
    form.locator("textarea[name=text]").fill("赠送两年物业费")
    form.locator("input[name=amount]").fill("千元")
    consultant.press("submit-promise")
    expect(form.locator(".el-form-item__error")).to_be_visible()
    form.locator("input[name=amount]").fill("6000")
    consultant.press("submit-promise")
    expect(consultant.seen("promises")).to_contain_text("赠送两年物业费")
    promise = only(ok(seller.get("/promises", deal_id=deal))["items"])

    approval = _consent(company, promise["id"])
    boss = visitors.one("general_manager")
    boss.go(f"approvals?approval={approval}")
    choice = boss.seen("payment-form")
    expect(choice).to_contain_text("请在同意之前更改")
    boss.choose(choice.locator(".el-select"), "现金")
    expect(boss.seen("approve")).to_be_disabled()
    choice.get_by_role("button").click()
    expect(choice.get_by_role("button")).to_be_disabled()
    boss.press("approve")
    expect(boss.seen("approval-status")).to_have_attribute("data-status", "approved")
    expect(consultant.seen("promises")).to_contain_text("已承诺")

    manager = visitors.one("sales_manager", showroom.ON_SALE)
    manager.go("promises")
    manager.seen("promises").locator("tr", has_text="赠送两年物业费").get_by_role("button").click()
    breach = manager.seen("breach-form")
    expect(breach).to_contain_text("登记后不可更改")
    breach.locator("input[name=loss]").fill("6000")
    at_fault = of_role("consultant", showroom.ON_SALE)[0].name
    manager.choose(breach.locator(".el-select"), at_fault)
    breach.locator("textarea[name=note]").fill("交房后未兑现")
    breach.get_by_role("button", name="确认").click()
    expect(manager.seen("promises")).to_contain_text(f"¥6,000 {at_fault}")
    broken = only(ok(seller.get("/promises", deal_id=deal))["items"])
    told = {name: broken[name] for name in ("payment_form", "status", "loss", "attributed_to")}
    assert told == {
        "payment_form": "cash",
        "status": "breached",
        "loss": "6000.00",
        "attributed_to": seller.id,
    }
    assert broken["form_set_by"] == company.one("general_manager").id


def test_a_parking_space_is_bound_to_a_home_and_let_go(
    visitors: Visitors, company: Company
) -> None:
    space = _parking_space(company)
    home = company.free_units(showroom.ON_SALE)[51]
    supervisor = visitors.one("control_supervisor", showroom.ON_SALE)
    supervisor.go(f"{showroom.board(company)}&unit={space['id']}")
    card = supervisor.seen("binding")
    expect(card).to_contain_text("只能由该住宅的买受人购买")
    place = showroom.place(home)
    card.get_by_role("combobox").fill(home["number"])
    supervisor.page.get_by_role("option", name=place, exact=True).click()
    supervisor.press("bind")
    expect(supervisor.seen("unbind")).to_be_visible()
    assert _unit(company, space["id"])["home"]["number"] == home["number"]

    card.get_by_role("button", name=place).click()
    expect(card).to_contain_text(f"车位 {showroom.place(space)}")
    card.get_by_role("button", name=space["number"]).click()
    supervisor.press("unbind")
    supervisor.agree()
    expect(supervisor.seen("home")).to_be_visible()
    assert _unit(company, space["id"])["home"] is None


def test_a_discount_is_drafted_put_in_force_and_ended(visitors: Visitors, company: Company) -> None:
    manager = visitors.one("sales_manager", showroom.ON_SALE)
    manager.go(f"discounts?project={company.project(showroom.ON_SALE)}")
    manager.press("new-discount")
    form = manager.page.get_by_role("dialog")
    form.locator("input[name=name]").fill("老带新")
    form.locator("input[name=value]").fill("1")
    last = form.get_by_label("截止日期")
    last.fill("2001-01-01")
    last.press("Enter")
    manager.press("create")
    expect(form.locator(".el-form-item__error")).to_be_visible()
    last.fill("2099-12-31")
    last.press("Enter")
    manager.press("create")
    row = manager.seen("discounts").locator("tbody tr", has_text="老带新")
    expect(row).to_contain_text("1.00%")
    for step, status in (("", "draft"), ("activate", "active"), ("end", "ended")):
        if step:
            row.locator(f"[data-test={step}]").click()
            manager.agree()
        expect(row.locator("[data-status]")).to_have_attribute("data-status", status)
        assert _discount(company)["status"] == status
    expect(row.get_by_role("button")).to_have_count(0)
    assert _discount(company)["rate"] == "0.01"


def _unit(company: Company, unit: str) -> Any:
    return ok(company.one("sales_manager", showroom.ON_SALE).get(f"/units/{unit}"))


def _discount(company: Company) -> Any:
    path = f"/projects/{company.project(showroom.ON_SALE)}/discounts"
    all_of_them = ok(company.one("sales_manager", showroom.ON_SALE).get(path))["items"]
    return only([one for one in all_of_them if one["name"] == "老带新"])


def _consent(company: Company, promise: str) -> str:
    """The sales manager's; answers the approval's id."""
    manager = company.one("sales_manager", showroom.ON_SALE)
    waiting = ok(manager.get("/approvals", to_decide=True))["items"]
    approval = only([one for one in waiting if one["subject_id"] == promise])
    ok(manager.post(f"/approvals/{approval['id']}/decision", {"verdict": "approve"}))
    return str(approval["id"])


def _parking_space(company: Company) -> Any:
    path = f"/projects/{company.project(showroom.ON_SALE)}/units"
    return ok(company.one("control_clerk", showroom.ON_SALE).get(path, usage="parking"))["items"][0]
