"""A unit on its whole way, each step by whoever does it, in their own browser (I-09, I-15, I-16,
I-19): reservation, subscription, documents, letter, deposit, contract."""

from playwright.sync_api import expect

from tests.browser import showroom
from tests.browser.visitor import Visitor, Visitors
from tests.e2e.company import Company, ok

_HANDOVER = "2099-06-30"


def test_from_reservation_to_signed_contract(visitors: Visitors, company: Company) -> None:
    colleague = company.one("consultant", showroom.ON_SALE, number=2)
    company.new_customer(colleague, showroom.ON_SALE)
    unit = str(company.free_units(showroom.ON_SALE)[-1]["id"])
    consultant = visitors.one("consultant", showroom.ON_SALE, number=2)
    _reserve(consultant, unit)
    _subscribe(consultant)
    (deal,) = ok(colleague.get("/deals", unit_id=unit))["items"]
    here = f"deals?deal={deal['id']}"

    consultant.go(here)
    expect(consultant.seen("deposit")).to_be_visible()
    for name in ("documents", "sign-off", "contract"):
        expect(consultant.seen(name)).to_have_count(0)
    consultant.press("deposit")
    _is_done(consultant)

    clerk = visitors.one("control_clerk", showroom.ON_SALE)
    clerk.go(here)
    clerk.press("documents")
    _is_done(clerk)

    manager = visitors.one("sales_manager", showroom.ON_SALE)
    manager.go(here)
    manager.press("contract")
    manager.agree()
    expect(manager.said()).to_contain_text("签约")
    manager.press("sign-off")
    _is_done(manager)

    finance = visitors.one("finance", showroom.ON_SALE)
    finance.go("receipts")
    finance.press("confirm-receipt")
    finance.agree()
    _is_done(finance)

    manager.press("contract")
    manager.agree()
    stage = manager.seen("deal-stage")
    expect(stage).to_have_attribute("data-stage", "sold")
    expect(consultant.seen("deal-stage")).to_have_attribute("data-stage", "sold")
    consultant.go("board")
    expect(consultant.unit(unit)).to_have_attribute("data-status", "sold")


def _reserve(consultant: Visitor, unit: str) -> None:
    consultant.unit(unit).click()
    consultant.press("reserve")
    consultant.choose(consultant.seen("reservation-form").locator(".el-select"), "测试客户")
    consultant.press("submit-claim")
    expect(consultant.seen("unit-status")).to_have_attribute("data-status", "reserved")


def _subscribe(consultant: Visitor) -> None:
    consultant.press("subscribe")
    form = consultant.seen("subscription-form")
    date = form.locator("input[name=handover]")
    date.fill(_HANDOVER)
    date.press("Enter")
    consultant.press("submit-claim")
    expect(consultant.seen("unit-status")).to_have_attribute("data-status", "subscribed")


def _is_done(visitor: Visitor) -> None:
    expect(visitor.page.locator(".el-message--success").last).to_be_visible()
