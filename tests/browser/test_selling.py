"""A unit on its whole way, each step by whoever does it, in their own browser (I-09, I-15, I-16,
I-17, I-19): reservation, subscription, documents, letter, deposit, contract, more money, of which
the customer is told."""

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

    clerk.go(f"{here}&tab=contract")
    clerk.press("draft-contract")
    expect(clerk.seen("draft")).to_have_count(1)

    manager = visitors.one("sales_manager", showroom.ON_SALE)
    manager.go(here)
    expect(manager.seen("contract")).to_be_disabled()
    expect(manager.seen("hindered")).to_contain_text("定金")
    manager.press("sign-off")
    _is_done(manager)

    finance = visitors.one("finance", showroom.ON_SALE)
    _confirm(manager, finance, here)

    manager.go(here)
    manager.press("contract")
    manager.press("sign-contract")
    stage = manager.seen("deal-stage")
    expect(stage).to_have_attribute("data-stage", "sold")
    expect(consultant.seen("deal-stage")).to_have_attribute("data-stage", "sold")
    consultant.go("board")
    expect(consultant.unit(unit)).to_have_attribute("data-status", "sold")

    consultant.go(f"{here}&tab=schedule")
    consultant.press("ask-receipt")
    consultant.seen("receipt-form").locator("input[name=amount]").fill("300000")
    consultant.press("submit-receipt")
    _is_done(consultant)
    expect(consultant.seen("endorse-receipt")).to_have_count(0)
    _confirm(manager, finance, here)
    expect(consultant.seen("received")).to_have_text("¥320,000")
    _tell_customer(consultant)


def _tell_customer(consultant: Visitor) -> None:
    """Of the two payments, once what was asked for before them is overtaken."""
    messages = consultant.seen("customer-messages").locator("li")
    waiting = messages.filter(has=consultant.page.locator("[data-status=open]"))
    told = messages.filter(has=consultant.page.locator("[data-status=told]"))
    expect(waiting.filter(has_text="收款确认")).to_have_count(2)
    expect(waiting).to_have_count(2)
    consultant.seen("tell-customer").first.click()
    consultant.page.locator(".el-dropdown-menu__item:visible", has_text="电话").click()
    expect(told).to_have_count(1)
    expect(waiting).to_have_count(1)


def _confirm(manager: Visitor, finance: Visitor, here: str) -> None:
    """Two people, each in their own browser; the second may begin only after the first."""
    finance.go(f"{here}&tab=schedule")
    expect(finance.seen("reject-receipt")).to_be_visible()
    expect(finance.seen("confirm-receipt")).to_have_count(0)
    manager.go(f"{here}&tab=schedule")
    manager.press("endorse-receipt")
    manager.agree()
    _is_done(manager)
    finance.press("confirm-receipt")
    finance.agree()
    _is_done(finance)


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
