"""Two consultants look at the same board (I-07, I-10): one takes a unit, the other sees it at once
and is told why it is gone."""

import pytest
from playwright.sync_api import expect

from tests.browser import showroom
from tests.browser.visitor import Visitor, Visitors
from tests.e2e.company import Company

_AT_ONCE_MS = 2_000


@pytest.fixture
def pair(visitors: Visitors, company: Company) -> tuple[Visitor, Visitor]:
    found = []
    for number in (0, 1):
        consultant = company.one("consultant", showroom.ON_SALE, number=number)
        company.new_customer(consultant, showroom.ON_SALE)
        found.append(visitors.one("consultant", showroom.ON_SALE, number=number))
    return found[0], found[1]


def test_a_taken_unit_changes_for_others_at_once_and_is_refused(
    pair: tuple[Visitor, Visitor], company: Company
) -> None:
    first, second = pair
    unit = str(company.free_units(showroom.ON_SALE)[0]["id"])
    for one in pair:
        expect(one.unit(unit)).to_have_attribute("data-status", "available")
    second.unit(unit).click()
    _fill_reservation(second)
    first.unit(unit).click()
    _fill_reservation(first)
    first.press("submit-claim")
    expect(first.seen("unit-status")).to_have_attribute("data-status", "reserved")
    field = second.unit(unit)
    expect(field).to_have_attribute("data-status", "reserved", timeout=_AT_ONCE_MS)
    second.press("submit-claim")
    expect(second.said()).to_contain_text("该房源已被占用")
    expect(second.seen("why-not")).to_contain_text("预订")
    expect(second.seen("unit-status")).to_have_attribute("data-status", "reserved")


def test_a_lock_shows_and_goes_again(pair: tuple[Visitor, Visitor], company: Company) -> None:
    first, second = pair
    unit = str(company.free_units(showroom.ON_SALE)[1]["id"])
    expect(second.unit(unit)).to_have_attribute("data-status", "available")
    first.unit(unit).click()
    first.press("lock")
    expect(second.unit(unit)).to_have_attribute("data-status", "locked", timeout=_AT_ONCE_MS)
    first.press("unlock")
    expect(second.unit(unit)).to_have_attribute("data-status", "available", timeout=_AT_ONCE_MS)


def _fill_reservation(visitor: Visitor) -> None:
    visitor.press("reserve")
    visitor.choose(visitor.seen("reservation-form").locator(".el-select"), "测试客户")
