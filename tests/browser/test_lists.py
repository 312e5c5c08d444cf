"""A list is narrowed, ordered, and taken to Excel as it stands (G-08)."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser import showroom
from tests.browser.visitor import Visitor, Visitors
from tests.e2e.company import Company, ok

pytestmark = pytest.mark.filterwarnings("ignore:Workbook contains no default style")

AMOUNTS = ["700.00", "1200.50", "90.00"]
FORMULA = "=HYPERLINK(1)"


@pytest.fixture
def finance(visitors: Visitors, company: Company) -> Visitor:
    """In front of three receipts that wait for sales."""
    _ask_for_money(company)
    visitor = visitors.one("finance", showroom.ON_SALE)
    visitor.go("receipts?status=requested")
    expect(visitor.seen("receipts").locator("tbody tr")).not_to_have_count(0)
    return visitor


def test_filters_order_and_page_size_stand_in_the_address(finance: Visitor) -> None:
    finance.page.get_by_role("columnheader", name="金额").click()
    expect(_first_row(finance)).to_contain_text("¥90")
    assert _address(finance) == {"status": ["requested"], "sort": ["amount"]}
    finance.page.reload()
    expect(_first_row(finance)).to_contain_text("¥90")
    finance.go("receipts?status=requested&sort=-amount&page_size=20")
    expect(_first_row(finance)).to_contain_text("¥1,200.50")
    finance.choose(finance.page.locator(".bar .el-select").nth(1), "代收未交")
    expect(finance.seen("receipts")).to_contain_text(FORMULA)
    expected = {"status": ["taken"], "sort": ["-amount"], "page_size": ["20"]}
    assert _address(finance) == expected


def test_the_total_row_adds_what_is_shown(finance: Visitor) -> None:
    cells = finance.seen("receipts").locator("tbody tr td .number").all_inner_texts()
    total = finance.seen("receipts").locator(".el-table__footer-wrapper").inner_text()
    assert total.startswith("合计")
    assert _cents(total.removeprefix("合计")) == sum(map(_cents, cells))


def test_a_column_that_one_hides_stays_hidden_and_leaves_excel(
    finance: Visitor, tmp_path: Path
) -> None:
    assert "到账日期" in _exported(finance, tmp_path)[0]
    finance.press("columns")
    finance.page.locator(".el-checkbox:visible", has_text="到账日期").click()
    expect(finance.page.get_by_role("columnheader", name="到账日期")).to_have_count(0)
    finance.page.reload()
    expect(finance.seen("receipts").locator("tbody tr")).not_to_have_count(0)
    expect(finance.page.get_by_role("columnheader", name="到账日期")).to_have_count(0)
    assert "到账日期" not in _exported(finance, tmp_path)[0]


def test_excel_has_what_is_shown_money_as_numbers_and_text_as_text(
    finance: Visitor, company: Company, tmp_path: Path
) -> None:
    finance.press("columns")
    finance.page.locator(".el-checkbox:visible", has_text="原因").click()
    finance.page.keyboard.press("Escape")
    finance.go("receipts?status=taken")
    expect(finance.seen("receipts")).to_contain_text(FORMULA)
    header, *rows, total = _exported(finance, tmp_path)
    amount, reason = header.index("金额"), header.index("原因")
    assert FORMULA in [row[reason] for row in rows]
    assert total[0] == "合计"
    assert total[amount] == pytest.approx(sum(row[amount] for row in rows))


def test_an_empty_list_says_so_and_exports_nothing(finance: Visitor) -> None:
    finance.go("receipts?status=rejected&overdue=true")
    expect(finance.seen("receipts")).to_contain_text("暂无数据")
    expect(finance.seen("export")).to_be_disabled()
    expect(finance.seen("count")).to_have_text("共 0 条")


def _cents(money: str) -> int:
    return round(float(money.strip().removeprefix("¥").replace(",", "")) * 100)


def _exported(visitor: Visitor, folder: Path) -> list[tuple[Any, ...]]:
    with visitor.page.expect_download() as download:
        visitor.press("export")
    file = folder / "list.xlsx"
    download.value.save_as(file)
    sheet = load_workbook(file).active
    assert sheet is not None
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    return list(sheet.iter_rows(values_only=True))


def _first_row(visitor: Visitor) -> Any:
    return visitor.seen("receipts").locator("tbody tr").first


def _address(visitor: Visitor) -> dict[str, list[str]]:
    return parse_qs(urlsplit(visitor.page.url).query)


def _ask_for_money(company: Company) -> None:
    consultant = company.one("consultant", showroom.ON_SALE)
    unit = company.free_units(showroom.ON_SALE)[40]["id"]
    body = {
        "customer_id": company.new_customer(consultant, showroom.ON_SALE),
        "payment_method": "lump_sum",
        "handover_date": "2099-06-30",
    }
    deal = ok(consultant.post(f"/units/{unit}/subscription", body))["id"]
    for amount in AMOUNTS:
        ok(consultant.post(f"/deals/{deal}/receipts", {"amount": amount, "kind": "instalment"}))
    taken = {"amount": "55.00", "kind": "instalment", "reason": FORMULA, "method": "cash"}
    ok(consultant.post(f"/deals/{deal}/taken-money", taken))
