"""A quotation is worked out while its terms are typed, reviewed by another person, then printed and
used (I-14, I-17)."""

from playwright.sync_api import expect

from tests.browser import showroom
from tests.browser.visitor import Visitor, Visitors
from tests.e2e.company import Company, ok

_HANDOVER = "2099-06-30"


def test_from_the_terms_to_the_printed_sheet_and_the_subscription(
    visitors: Visitors, company: Company
) -> None:
    colleague = company.one("consultant", showroom.ON_SALE, number=1)
    company.new_customer(colleague, showroom.ON_SALE)
    unit = company.free_units(showroom.ON_SALE)[30]
    consultant = visitors.one("consultant", showroom.ON_SALE, number=1)
    _work_out(consultant, unit)
    consultant.press("save-quotation")
    status = consultant.seen("quotation-status")
    expect(status).to_have_attribute("data-status", "draft")
    (quotation,) = ok(colleague.get("/quotations", unit_id=unit["id"]))["items"]

    reader = visitors.one("consultant", showroom.ON_SALE, number=1)
    reader.go(f"quotations/{quotation['id']}/print")
    expect(reader.seen("not-printable")).to_contain_text("尚未审核")

    consultant.press("request-review")
    consultant.agree()
    expect(status).to_have_attribute("data-status", "in_review")
    _review(visitors, quotation["number"])
    expect(status).to_have_attribute("data-status", "reviewed")
    expect(consultant.seen("edit-quotation")).to_have_count(0)

    reader.go(f"quotations/{quotation['id']}/print")
    sheet = reader.seen("print-sheet")
    expect(sheet).to_contain_text(quotation["number"])
    expect(sheet).to_contain_text("等额本金")
    expect(sheet).to_contain_text("测试客户")
    assert len(reader.page.pdf(format="A4")) > 10_000
    _subscribe(consultant, str(unit["id"]), quotation["number"], company)


def _work_out(consultant: Visitor, unit: dict[str, str]) -> None:
    """The result follows what is typed, and says what is wrong at its field."""
    consultant.unit(unit["id"]).click()
    consultant.press("quote")
    price = consultant.seen("quoted-price")
    whole = f"{int(float(unit['list_price'])):,}"
    expect(price).to_contain_text(whole)
    form = consultant.seen("quotation-form")
    amount = form.locator("input[name=commercial_amount]")
    amount.fill("999999999")
    expect(form).to_contain_text("贷款合计最多")
    amount.fill("500000")
    expect(consultant.seen("loans")).to_contain_text("¥500,000")
    form.locator("input[name=price]").fill(str(int(float(unit["list_price"])) - 2000))
    expect(price).to_contain_text(f"{int(float(unit['list_price'])) - 2000:,}")
    consultant.choose(form.locator("[data-test=customer]"), "测试客户")


def _review(visitors: Visitors, number: str) -> None:
    manager = visitors.one("sales_manager", showroom.ON_SALE)
    manager.go("approvals")
    manager.seen("approvals").locator("tbody tr", has_text="报价单").first.click()
    expect(manager.seen("approval-drawer")).to_contain_text(number)
    manager.press("approve")
    expect(manager.seen("approval-status")).to_have_attribute("data-status", "approved")


def _subscribe(consultant: Visitor, unit: str, number: str, company: Company) -> None:
    consultant.go(f"{showroom.board(company)}&unit={unit}")
    consultant.press("subscribe")
    form = consultant.seen("subscription-form")
    consultant.choose(form.locator("[data-test=customer]"), "测试客户")
    consultant.choose(consultant.seen("use-quotation"), number)
    date = form.locator("input[name=handover]")
    date.fill(_HANDOVER)
    date.press("Enter")
    consultant.press("submit-claim")
    expect(consultant.seen("unit-status")).to_have_attribute("data-status", "subscribed")
