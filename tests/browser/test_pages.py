"""What surrounds the main way: search, wall, targets, delegation, parked messages, a lost line."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from common import clock
from demo.people import of_role
from tests.browser import showroom
from tests.browser.visitor import Visitors
from tests.e2e.company import Company, ok
from tests.stack import Stack

_FOR_MACHINES = re.compile(
    r"\b[a-z]+_[a-z_]+\b|^[a-z]+\.[a-zA-Z.]+$|undefined|NaN|\[object|[0-9a-f]{8}-[0-9a-f]{4}|\dT\d\d:",
    re.MULTILINE,
)
"""Enum words, keys of words, what is missing, ids, moments as they travel."""


def test_search_finds_a_unit_by_number_and_a_customer_by_name(
    visitors: Visitors, company: Company
) -> None:
    colleague = company.one("consultant", showroom.ON_SALE)
    company.new_customer(colleague, showroom.ON_SALE)
    unit = company.free_units(showroom.ON_SALE)[5]
    consultant = visitors.one("consultant", showroom.ON_SALE)
    consultant.press("search")
    text = consultant.page.get_by_placeholder("客户姓名或手机号、房号、合同编号")
    expect(text).to_be_focused()
    text.fill(unit["number"])
    consultant.seen("hits").get_by_role("button", name=unit["number"]).first.click()
    expect(consultant.seen("unit-drawer")).to_contain_text(unit["number"])
    consultant.go("deals")
    consultant.press("search")
    text.fill("测试客户")
    consultant.seen("hits").get_by_role("button", name="测试客户").first.click()
    expect(consultant.seen("customer-drawer")).to_contain_text("测试客户")


def test_no_page_asks_for_what_is_refused_or_speaks_to_machines(
    visitors: Visitors, company: Company
) -> None:
    seller = company.one("consultant", showroom.ON_SALE)
    unit = company.free_units(showroom.ON_SALE)[40]
    wish = {"customer_id": company.new_customer(seller, showroom.ON_SALE)}
    ok(seller.post(f"/units/{unit['id']}/reservation", wish))
    manager = visitors.one("sales_manager", showroom.ON_SALE)
    refused: list[str] = []
    manager.page.on("response", lambda one: refused.append(one.url) if one.status == 422 else None)
    for page in manager.pages():
        manager.go(page)
        manager.page.wait_for_load_state("load")
        expect(manager.page.locator("main h1").first).to_be_visible()
        assert not _FOR_MACHINES.findall(manager.page.locator("main").inner_text()), page
    manager.go(f"deals?project={company.project(showroom.ON_SALE)}")
    expect(manager.page.locator("main tbody")).to_contain_text("测试客户")
    assert not _FOR_MACHINES.findall(manager.page.locator("main").inner_text())
    assert refused == []


def test_the_wall_shows_the_board_alone(visitors: Visitors, company: Company) -> None:
    director = visitors.one("sales_director")
    director.go(showroom.board(company))
    expect(director.page.locator("[data-unit]").first).to_be_visible()
    director.press("wall")
    expect(director.page.get_by_role("search")).to_have_count(0)
    expect(director.seen("totals")).to_be_visible()
    assert director.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    director.press("wall")
    expect(director.page.get_by_role("search")).to_be_visible()


def test_targets_show_what_is_attained_and_the_chart_is_drawn(
    visitors: Visitors, company: Company
) -> None:
    director = visitors.one("sales_director")
    director.go("reports")
    expect(director.seen("days-chart").locator("svg")).to_be_visible()
    period = director.page.locator(".el-date-editor input").input_value()[:7]
    target = {"level": "company", "period": period, "units": 10, "amount": "20000000.00"}
    ok(company.one("sales_director").http.put("/targets", json=target))
    director.page.reload()
    expect(director.seen("targets")).to_contain_text("¥20,000,000")
    for figure in ("改价差额", "已扣除退款", "面积差结算"):
        expect(director.seen("totals")).to_contain_text(figure)


def test_a_manager_lets_somebody_decide_in_their_place(visitors: Visitors) -> None:
    manager = visitors.one("sales_manager", showroom.ON_SALE)
    substitute = of_role("sales_supervisor", showroom.ON_SALE)[0].name
    manager.go("approvals")
    manager.choose(manager.seen("delegate-to"), substitute)
    manager.page.get_by_placeholder("委托至").click()
    manager.page.locator(".el-date-table td.available:not(.disabled)").last.click()
    manager.page.locator(".el-picker-panel__footer .el-button").last.click()
    manager.press("delegate")
    expect(manager.seen("delegations")).to_contain_text(substitute)
    manager.press("end-delegation")
    expect(manager.seen("delegations")).to_have_count(0)


@pytest.mark.parametrize("zone", ["Asia/Urumqi", "America/New_York"])
def test_a_moment_is_the_project_s_time_whatever_the_browser_s_zone(
    visitors: Visitors, company: Company, zone: str
) -> None:
    manager = visitors.one("sales_manager", showroom.ON_SALE, timezone_id=zone)
    substitute = of_role("sales_supervisor", showroom.ON_SALE)[0].name
    on_the_wall = (clock.business_day(clock.now()) + timedelta(days=2)).isoformat() + " 00:30"
    manager.go("approvals")
    manager.choose(manager.seen("delegate-to"), substitute)
    until = manager.page.get_by_placeholder("委托至")
    until.fill(f"{on_the_wall}:00")
    until.press("Enter")
    manager.press("delegate")
    expect(manager.seen("delegations")).to_contain_text(on_the_wall)
    [delegation] = ok(company.one("sales_manager", showroom.ON_SALE).get("/delegations"))["items"]
    stored = datetime.fromisoformat(delegation["until"]).astimezone(clock.SHANGHAI)
    assert stored.strftime("%Y-%m-%d %H:%M") == on_the_wall
    manager.press("end-delegation")
    expect(manager.seen("delegations")).to_have_count(0)


def test_the_operator_reads_what_is_parked(visitors: Visitors) -> None:
    operator = visitors.one("operator")
    operator.go("parked")
    expect(operator.seen("parked")).to_contain_text("没有停放的消息")


def test_a_lost_line_is_told_and_the_board_is_read_again(
    visitors: Visitors, company: Company, stack: Stack
) -> None:
    consultant = visitors.one("consultant", showroom.ON_SALE)
    unit = company.free_units(showroom.ON_SALE)[8]
    field = consultant.unit(str(unit["id"]))
    expect(field).to_have_attribute("data-status", "available")
    stack.stop("gateway")
    expect(consultant.seen("lost")).to_be_visible()
    stack.start("gateway")
    colleague = company.one("consultant", showroom.ON_SALE, number=1)
    ok(colleague.post(f"/units/{unit['id']}/lock"))
    expect(consultant.seen("lost")).to_have_count(0)
    expect(field).to_have_attribute("data-status", "locked")
