"""From the planner's workbook to units on sale: clerk, supervisor, manager (I-03, I-04, I-05)."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from contracts.workbook import write_price_list
from tests.browser import showroom
from tests.browser.visitor import Visitor, Visitors
from tests.e2e.company import Company, ok

_UNITS = 12


def _rows() -> list[dict[str, Any]]:
    return [
        {
            "building": "8栋",
            "stair": "1单元",
            "floor": floor,
            "number": f"{floor}01",
            "house_type": "A",
            "gross_area": 100,
            "list_rate": 2_000_000,
            "filed_rate": 2_100_000,
        }
        for floor in range(1, _UNITS + 1)
    ]


@pytest.fixture
def good(tmp_path: Path, company: Company) -> Path:
    clerk = company.one("control_clerk", showroom.EMPTY)
    here = f"/projects/{company.project(showroom.EMPTY)}/house-types"
    ok(clerk.post(here, {"name": "A", "layout": "三室两厅"}))
    file = tmp_path / "good.xlsx"
    file.write_bytes(write_price_list(_rows()))
    return file


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    rows = _rows()
    rows[2] |= {"gross_area": "a hundred"}
    rows[4] |= {"list_rate": 3_000_000}
    file = tmp_path / "bad.xlsx"
    file.write_bytes(write_price_list(rows))
    return file


def test_units_come_on_sale_by_three_people(
    visitors: Visitors, company: Company, bad: Path, good: Path
) -> None:
    here = f"projects?project={company.project(showroom.EMPTY)}"
    clerk = visitors.one("control_clerk", showroom.EMPTY)
    clerk.go(here)
    _import(clerk, bad)
    faults = clerk.seen("row-faults")
    expect(faults.locator("tbody tr")).to_have_count(2)
    expect(faults).to_contain_text("不是数字")
    expect(faults).to_contain_text("面价高于备案价")
    clerk.page.locator("input[type=file][accept='.xlsx']").set_input_files(good)
    clerk.press("submit-import")
    expect(clerk.said()).to_contain_text(f"已导入 {_UNITS} 套房源")
    expect(clerk.page.locator("main")).to_contain_text(f"待审核 {_UNITS}")
    expect(clerk.seen("approve-all")).to_have_count(0)

    supervisor = visitors.one("control_supervisor", showroom.EMPTY)
    supervisor.go(here)
    supervisor.press("approve-all")
    supervisor.agree()
    expect(supervisor.page.locator("main")).to_contain_text(f"未推盘 {_UNITS}")
    expect(supervisor.seen("release-all")).to_have_count(0)

    manager = visitors.one("sales_manager", showroom.EMPTY)
    manager.go(here)
    manager.press("release-all")
    manager.agree()
    expect(manager.page.locator("main")).to_contain_text(f"待售 {_UNITS}")


def test_what_was_left_out_of_a_workbook_is_shown(
    visitors: Visitors, company: Company, tmp_path: Path
) -> None:
    book = Workbook()
    book.worksheets[0].title = "封面"
    book.worksheets[0].append(["价格表"])
    units = book.create_sheet("9栋")
    units.append(["期", "楼栋", "单元", "楼层", "房号", "户型", "建筑面积"])
    units.append(["二期", "9栋", "1单元", 1, "101", "A", 100])
    units.append(["合计", None, None, None, None, None, 100])
    file = tmp_path / "sheets.xlsx"
    book.save(file)
    clerk = visitors.one("control_clerk", showroom.EMPTY)
    clerk.go(f"projects?project={company.project(showroom.EMPTY)}")
    _import(clerk, file)
    report = clerk.seen("sheet-report")
    expect(report).to_contain_text("没有价格表表头，未读取")
    expect(report).to_contain_text("合计行（3）")
    clerk.press("close-import")
    expect(report).to_have_count(0)


def _import(clerk: Visitor, file: Path) -> None:
    clerk.press("import")
    clerk.page.locator("input[type=file][accept='.xlsx']").set_input_files(file)
    clerk.press("submit-import")
