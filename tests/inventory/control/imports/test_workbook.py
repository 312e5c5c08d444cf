"""Workbooks as people send them."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from contracts.inventory.pricing.columns import COLUMNS, MOST_ROWS
from contracts.refusals import Refusal
from contracts.workbook import read_price_list, write_price_list
from contracts.workbooks import Row
from tests.inventory.workbench import row


def workbook(*lines: list[Any]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append(line)
    return saved(book)


def saved(book: Workbook) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def refused(content: bytes) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        read_price_list(content)
    return refusal.value


REQUIRED = ["楼栋", "单元", "楼层", "房号", "户型", "建筑面积"]


def test_what_is_written_is_read_again() -> None:
    rows = [row(number) for number in range(3)]
    assert read_price_list(write_price_list(rows)).rows == [
        Row(number, cells, "价格表") for number, cells in enumerate(rows, start=2)
    ]


def test_columns_come_in_any_order_in_both_languages_and_with_units_in_brackets() -> None:
    content = workbook(
        ["建筑面积（㎡）", "House Type", "number", "面价(元/㎡)", "楼层", " 单元 ", "楼号"],
        [100, "A", "101", 9000, 1, "1", "3"],
    )
    [(number, cells, _)] = read_price_list(content).rows
    assert number == 2
    assert cells == {
        "gross_area": 100,
        "house_type": "A",
        "number": "101",
        "list_rate": 9000,
        "floor": 1,
        "stair": "1",
        "building": "3",
    }


def test_empty_lines_are_passed_over_and_keep_their_numbers() -> None:
    content = workbook(REQUIRED, [], ["1", "1", 1, "101", "A", 100], [], ["1", "1", 1, "102"])
    assert [row.number for row in read_price_list(content).rows] == [3, 5]


def test_a_wrong_header_says_what_is_missing_unknown_and_repeated() -> None:
    refusal = refused(workbook(["楼栋", "楼号", "价格", "单元", "楼层", "房号", "户型"]))
    assert refusal.code == "columns_wrong"
    assert refusal.details == {
        "missing": ["建筑面积"],
        "unknown": ["价格"],
        "repeated": ["楼栋"],
        "sheet": "Sheet",
    }


def test_a_sheet_without_a_header_is_refused() -> None:
    assert refused(workbook()).code == "no_table_found"


@pytest.mark.parametrize(
    "content", [b"", b"not a workbook", b"PK\x03\x04broken", write_price_list([])[:-40]]
)
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    assert refused(content).code == "workbook_unreadable"


def test_an_archive_of_something_else_is_refused() -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("letter.txt", "hello")
    assert refused(target.getvalue()).code == "workbook_unreadable"


def test_an_archive_that_unpacks_to_too_much_is_refused_unread() -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 120_000_000)
    assert len(target.getvalue()) < 200_000
    assert refused(target.getvalue()).code == "workbook_too_large"


def test_too_many_rows_are_refused() -> None:
    content = write_price_list(row(number) for number in range(MOST_ROWS + 1))
    assert refused(content).code == "workbook_too_large"


def test_the_columns_have_distinct_names() -> None:
    names = [name.lower() for column in COLUMNS for name in column.names]
    assert len(names) == len(set(names))
