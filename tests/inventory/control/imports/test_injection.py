"""Text that looks like a formula or an address stays text, there and back."""

import zipfile
from io import BytesIO

import pytest

from contracts.workbook import read_price_list, write_price_list
from contracts.workbooks.writing import written
from tests.inventory.workbench import row

LIKE_FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://e.example","x")',
    "+1栋",
    "-2栋",
    "@SUM(1)",
    "{=1+1}",
    "=cmd|' /C calc'!A0",
    "＝1+1",
    "http://e.example/a",
    "https://e.example/?a=b#c",
    "mailto:a@e.example",
    "internal:Sheet1!A1",
    "external:c:\\a.xlsx",
    "ftp://e.example",
    "0101",
    "1e5",
    "007.50",
    "TRUE",
    "#N/A",
    "_x000D_",
    "a\tb",
    "a\r\nb",
    "<f>1</f>",
    "'=1",
]


@pytest.mark.parametrize("text", LIKE_FORMULAS)
def test_it_is_text_in_the_workbook_and_comes_back_as_it_was(text: str) -> None:
    content = write_price_list(
        [row(0, building=text, discount_policy=text) | {"number": text[:20]}]
    )
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert not [name for name in archive.namelist() if "worksheets/_rels" in name]
    assert "<f" not in sheet
    assert "hyperlink" not in sheet
    [read] = read_price_list(content).rows
    assert read.cells["building"] == read.cells["discount_policy"] == text
    assert read.cells["number"] == text[:20]


def test_what_does_not_fit_into_a_cell_is_not_dropped() -> None:
    with pytest.raises(ValueError, match="row 1, column 0"):
        written("表", ["名"], [["x" * 40_000]])
