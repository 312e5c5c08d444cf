"""The main way with the keyboard alone: every control is reached, named and visibly focused, and a
drawer keeps the focus until it gives it back."""

import re
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Locator, expect

from tests.browser import showroom
from tests.browser.visitor import Visitor, Visitors
from tests.e2e.company import Company, ok

_MOST_TABS = 60
_HAS_FOCUS = "element => element.contains(document.activeElement)"
_IS_MARKED = """() => {
  const focused = document.activeElement
  const frame = focused.closest('.el-select__wrapper, .el-input__wrapper') ?? focused
  return [focused, frame].some(element => {
    const { outlineStyle, boxShadow } = getComputedStyle(element)
    return outlineStyle !== 'none' || boxShadow.includes('rgb(31, 95, 174)')
  })
}"""
"""An outline, or a shadow in the colour of the application; frames of fields fade into theirs."""


def test_from_the_login_to_a_deal(visitors: Visitors, company: Company) -> None:
    seller = company.one("consultant", showroom.ON_SALE)
    company.new_customer(seller, showroom.ON_SALE)
    steps, unit = _way_to_a_free_unit(company)
    consultant = visitors.stranger()
    _log_in(consultant, *visitors.credentials("consultant", showroom.ON_SALE))
    _tab_to(consultant, consultant.page.locator(".skip"))
    expect(consultant.page.locator(".skip")).to_be_in_viewport()
    _choose(consultant, consultant.page.locator("nav a[href='/board']"), "Enter")
    expect(consultant.page.locator("#main")).to_be_focused()

    cell = consultant.unit(unit["id"])
    expect(cell).to_have_accessible_name(re.compile(f"^{unit['number']} 待售 "))
    _tab_to(consultant, consultant.page.locator("[data-unit]").first)
    for arrow in steps:
        consultant.page.keyboard.press(arrow)
        _expect_marked(consultant)
    expect(cell).to_be_focused()

    consultant.page.keyboard.press("Enter")
    drawer = consultant.page.get_by_role("dialog")
    expect(consultant.seen("reserve")).to_be_visible()
    _go_round(consultant, drawer)
    consultant.page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)
    expect(cell).to_be_focused()
    consultant.page.keyboard.press("Space")
    _reserve(consultant)
    deal = ok(seller.get(f"/units/{unit['id']}"))["deal_id"]
    assert ok(seller.get(f"/deals/{deal}"))["stage"] == "reserved"

    _choose(consultant, consultant.seen("open-deal"), "Enter")
    tabs = consultant.page.get_by_role("tab")
    _tab_to(consultant, tabs.first)
    consultant.page.keyboard.press("ArrowRight")
    expect(tabs.nth(1)).to_be_focused()
    _expect_marked(consultant)
    expect(tabs.nth(1)).to_have_attribute("aria-selected", "true")


def test_an_approval_is_decided(visitors: Visitors, company: Company) -> None:
    seller = company.one("consultant", showroom.ON_SALE)
    wish = {
        "customer_id": company.new_customer(seller, showroom.ON_SALE),
        "days": 3,
        "reason": "客户出差，三天后回来",
    }
    unit = company.free_units(showroom.ON_SALE)[25]["id"]
    asked = ok(seller.post(f"/units/{unit}/holds", wish))
    manager = visitors.one("sales_manager", showroom.ON_SALE)
    manager.go("approvals")
    row = manager.seen("approvals").locator("tbody tr", has_text="客户出差")
    opener = row.get_by_role("button")
    _choose(manager, opener, "Enter")
    drawer = manager.seen("approval-drawer")
    expect(drawer).to_contain_text("客户出差")
    _tab_to(manager, manager.page.locator("#comment"))
    manager.page.keyboard.type("同意")
    _choose(manager, manager.seen("approve"), "Space")
    expect(manager.seen("approval-status")).to_have_attribute("data-status", "approved")
    manager.page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)
    approval = ok(seller.get(f"/approvals/{asked['approval_id']}"))
    assert [one["comment"] for one in approval["decisions"]] == ["同意"]


def _way_to_a_free_unit(company: Company) -> tuple[list[str], dict[str, Any]]:
    """From the first unit of the board: down its stair, then along the floor to the next stair."""
    path = f"/projects/{company.project(showroom.ON_SALE)}/board"
    first, second = ok(company.one("consultant", showroom.ON_SALE).get(path))["buildings"][0][
        "stairs"
    ][:2]
    floors = sorted({unit["floor"] for unit in first["units"]}, reverse=True)
    target = next(
        unit
        for unit in second["units"]
        if unit["status"] == "available" and unit["floor"] in floors
    )
    beside = [unit for unit in first["units"] if unit["floor"] == target["floor"]]
    down = ["ArrowDown"] * floors.index(target["floor"])
    return [*down, *["ArrowRight"] * len(beside)], target


def _log_in(visitor: Visitor, username: str, password: str) -> None:
    visitor.go("login?to=/tasks")
    _tab_to(visitor, visitor.page.locator("input[name=username]"))
    visitor.page.keyboard.type(username)
    _tab_to(visitor, visitor.page.locator("input[name=password]"))
    visitor.page.keyboard.type(password)
    visitor.page.keyboard.press("Enter")
    expect(visitor.seen("me")).to_be_visible()


def _reserve(visitor: Visitor) -> None:
    """The form has the focus as soon as it is there."""
    _choose(visitor, visitor.seen("reserve"), "Space")
    customer = visitor.seen("reservation-form").get_by_role("combobox", name="客户")
    expect(customer).to_be_focused()
    with visitor.page.expect_response(lambda answer: quote("测试客户") in answer.url):
        visitor.page.keyboard.type("测试客户")
    expect(visitor.page.get_by_role("option", name="测试客户").first).to_be_visible()
    visitor.page.keyboard.press("ArrowDown")
    visitor.page.keyboard.press("Enter")
    _choose(visitor, visitor.seen("submit-claim"), "Enter")
    expect(visitor.seen("unit-status")).to_have_attribute("data-status", "reserved")


def _go_round(visitor: Visitor, dialog: Locator) -> None:
    """The focus never leaves, and comes back to the first control."""
    visitor.page.keyboard.press("Tab")
    first = visitor.page.evaluate_handle("document.activeElement")
    for _ in range(_MOST_TABS):
        assert dialog.evaluate(_HAS_FOCUS)
        visitor.page.keyboard.press("Tab")
        if first.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("the focus does not come round")


def _choose(visitor: Visitor, control: Locator, key: str) -> None:
    _tab_to(visitor, control)
    visitor.page.keyboard.press(key)


def _tab_to(visitor: Visitor, control: Locator) -> None:
    expect(control).to_be_visible()
    for _ in range(_MOST_TABS):
        if control.evaluate(_HAS_FOCUS):
            _expect_marked(visitor)
            return
        visitor.page.keyboard.press("Tab")
    raise AssertionError(f"not reached with Tab: {control}")


def _expect_marked(visitor: Visitor) -> None:
    visitor.page.wait_for_function(_IS_MARKED)
