"""On a phone every page fits; only the board scrolls sideways, in its own frame (G-06)."""

from playwright.sync_api import expect

from tests.browser import showroom
from tests.browser.visitor import PHONE, Visitor, Visitors

_WIDTH = (
    "Math.max(document.documentElement.scrollWidth, document.querySelector('main').scrollWidth)"
)


def _on_the_road(visitors: Visitors, role: str) -> Visitor:
    return visitors.one(role, showroom.ON_SALE, viewport=PHONE, is_mobile=True, has_touch=True)


def test_no_page_is_wider_than_a_phone(visitors: Visitors) -> None:
    manager = _on_the_road(visitors, "sales_manager")  # whose menu is the longest
    for name in manager.pages():
        manager.go(name)
        expect(manager.page.locator("main h1")).to_be_visible()
        wide = manager.page.evaluate(_WIDTH)
        assert wide <= PHONE["width"], f"{name} is {wide} pixels wide"


def test_a_unit_opens_over_the_whole_screen(visitors: Visitors) -> None:
    on_the_road = _on_the_road(visitors, "consultant")
    on_the_road.page.locator("[data-status=available]").first.tap()
    drawer = on_the_road.page.locator(".el-drawer")
    expect(on_the_road.seen("reserve")).to_be_visible()
    box = drawer.bounding_box()
    assert box
    assert round(box["width"]) == PHONE["width"]
