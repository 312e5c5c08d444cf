"""A new price list: the planner drafts it, the manager submits it, the director consents, and the
board shows the new price without a reload (I-12)."""

import re

from playwright.sync_api import Locator, expect

from tests.browser import showroom
from tests.browser.visitor import Visitor, Visitors
from tests.e2e.company import Company, ok


def test_a_new_price_list_reaches_the_board(visitors: Visitors, company: Company) -> None:
    unit = company.free_units(showroom.ON_SALE)[0]["id"]
    project = company.project(showroom.ON_SALE)
    planner = visitors.one("planner", showroom.ON_SALE)
    planner.go(f"prices?project={project}")
    planner.press("new-price-list")
    planner.page.fill("input[name=name]", "年末价格表")
    planner.press("create")
    _lower(planner, "-2")
    expect(planner.page.locator("main")).not_to_contain_text("底价")
    expect(planner.seen("submit")).to_have_count(0)

    consultant = visitors.one("consultant", showroom.ON_SALE)
    consultant.go(showroom.board(company))
    before = consultant.unit(unit).get_attribute("aria-label")

    manager = visitors.one("sales_manager", showroom.ON_SALE)
    manager.go(f"prices?project={project}")
    _open(manager).click()
    _submit(manager)
    expect(manager.seen("price-faults")).to_contain_text("经理底价")
    manager.page.keyboard.press("Escape")
    _lower(manager, "-4", "经理底价", "总监底价")
    manager.press("compare")
    expect(manager.seen("changed")).to_have_text(re.compile(r"^[1-9]\d* 套有变化$"))
    _submit(manager)
    expect(manager.seen("price-list-status")).to_have_attribute("data-status", "submitted")

    director = visitors.one("sales_director")
    director.go("approvals")
    director.page.get_by_role("button", name="价格表").first.click()
    drawer = director.seen("approval-drawer")
    expect(drawer).to_contain_text("年末价格表")
    expect(drawer).not_to_contain_text("底价")
    director.press("approve")
    expect(consultant.unit(unit)).not_to_have_attribute("aria-label", before or "")
    expect(manager.seen("price-list-status")).to_have_attribute("data-status", "effective")
    shown = ok(company.one("consultant", showroom.ON_SALE).get(f"/units/{unit}"))
    assert "director_floor" not in shown


def _open(visitor: Visitor) -> Locator:
    return visitor.seen("price-lists").get_by_role("button", name="年末价格表")


def _lower(visitor: Visitor, percent: str, *tiers: str) -> None:
    """List prices, or other tiers instead, by so many per cent: looked at first, then written."""
    visitor.press("adjust")
    form = visitor.seen("adjust-form")
    if tiers:
        form.get_by_text("面价", exact=True).click()
    for tier in tiers:
        form.get_by_text(tier, exact=True).click()
    form.locator("input[name=value]").fill(percent)
    visitor.press("preview")
    expect(visitor.seen("foreseen")).to_contain_text("将调整")
    visitor.press("apply")
    expect(form).to_be_hidden()


def _submit(visitor: Visitor) -> None:
    visitor.press("submit")
    visitor.page.fill("textarea[name=reason]", "年末促销")
    visitor.press("submit-price-list")
