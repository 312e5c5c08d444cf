"""Price lists as offices write them: every sheet, every row is read or named (I-03)."""

from typing import Any, Literal

import pytest
from openpyxl import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet

from contracts.inventory.pricing.sheets import SheetLeftOut
from contracts.refusals import Refusal
from contracts.vocabulary import VOCABULARY
from contracts.workbook import read_price_list
from contracts.workbooks import Unusable
from contracts.workbooks.tables import Table
from tests.inventory.control.imports.test_workbook import REQUIRED, refused, saved
from tests.workbooks import of_sheets, rows

State = Literal["visible", "hidden", "veryHidden"]
UNIT: list[Any] = ["1", "1", 1, "101", "A", 100]


def sheet(book: Book, name: str, *lines: list[Any], state: State = "visible") -> Worksheet:
    made: Worksheet = book.create_sheet(name)
    for line in lines:
        made.append(line)
    made.sheet_state = state
    return made


def read(book: Book) -> Table:
    book.remove(book.worksheets[0])
    return read_price_list(saved(book))


def reports(table: Table) -> dict[str, tuple[int, str | None]]:
    return {each["sheet"]: (each["rows"], each["left_out"]) for each in table.sheets}


def parts(table: Table) -> list[tuple[str, str]]:
    return [(part["place"], part["reason"]) for each in table.sheets for part in each["parts"]]


def test_every_visible_sheet_with_the_header_is_read_and_every_other_is_named() -> None:
    book = Book()
    sheet(book, "封面", ["某某项目价格表"], ["2026年12月"])
    sheet(book, "旧价", REQUIRED, UNIT, state="hidden")
    sheet(book, "更旧", REQUIRED, UNIT, state="veryHidden")
    sheet(book, "5栋", REQUIRED, ["5栋", *UNIT[1:]])
    sheet(book, "空白")
    sheet(
        book, "6栋", REQUIRED[::-1], ["6栋", *UNIT[1:]][::-1], ["6栋", "1", 2, "201", "A", 90][::-1]
    )
    table = read(book)
    assert [(row.sheet, row.number, row.cells["building"]) for row in table.rows] == [
        ("5栋", 2, "5栋"),
        ("6栋", 2, "6栋"),
        ("6栋", 3, "6栋"),
    ]
    assert reports(table) == {
        "封面": (0, "no_header"),
        "旧价": (0, "hidden"),
        "更旧": (0, "hidden"),
        "5栋": (1, None),
        "空白": (0, "empty"),
        "6栋": (2, None),
    }


def test_a_list_that_stands_on_hidden_sheets_only_is_refused_by_name() -> None:
    book = Book()
    sheet(book, "说明", ["请先阅读"])
    sheet(book, "价格", REQUIRED, UNIT, state="hidden")
    with pytest.raises(Refusal, match="no_table_found") as found:
        read(book)
    assert found.value.details == {"visible": ["说明"], "hidden": ["价格"]}


def test_one_wrong_header_among_several_sheets_is_refused_with_its_sheet() -> None:
    book = Book()
    sheet(book, "1栋", REQUIRED, UNIT)
    sheet(book, "2栋", [*REQUIRED[:-1], "面积"], UNIT)
    with pytest.raises(Refusal, match="columns_wrong") as found:
        read(book)
    assert found.value.details["sheet"] == "2栋"
    assert "无法识别：面积；重复：无" in found.value.sentence()
    assert "repeated: none" in found.value.sentence("en")


@pytest.mark.parametrize("lines", [[REQUIRED], [["标题"], REQUIRED, [None, " ", "\u3000"]]])
def test_a_header_without_a_unit_is_refused(lines: list[list[Any]]) -> None:
    book = Book()
    sheet(book, "3栋", *lines)
    with pytest.raises(Refusal, match="no_rows_found") as found:
        read(book)
    assert found.value.details == {"sheets": ["3栋"]}


def test_titles_totals_notes_and_repeated_headers_are_left_out_by_name() -> None:
    book = Book()
    sheet(
        book,
        "一房一价",
        ["鹭鸣北湖名邸 一房一价表"],
        [],
        REQUIRED,
        UNIT,
        ["小 计", None, None, "1套", None, 100],
        REQUIRED,
        ["1", "1", 2, "201", "A", 100],
        [None, "\u200b", " "],
        ["合计：", None, None, 2, None, 200],
        ["注：以上面积以实测为准"],
        ["制表人：李某"],
    )
    table = read(book)
    assert [row.number for row in table.rows] == [4, 7]
    assert parts(table) == [
        ("1", "above_header"),
        ("5", "total"),
        ("6", "header_again"),
        ("9", "total"),
        ("10", "note"),
        ("11", "note"),
    ]
    assert set(VOCABULARY["sheet_left_out"]) == set(SheetLeftOut)


def test_headings_are_read_as_the_eye_reads_them() -> None:
    head = [
        "\ufeff期",
        "楼 栋",
        "单\n元",
        "楼层",
        "房号 ",
        "户型*",
        "建筑面积（㎡）",
        "面价(元/m²):",
        "ｕｎｉｔ",
    ]
    book = Book()
    sheet(book, "表", head[:-1], ["一期", "3栋", "1", 1, "101", "A", 95.5, 9000])
    [row] = read(book).rows
    assert row.cells["phase"] == "一期"
    assert (row.cells["gross_area"], row.cells["list_rate"]) == (95.5, 9000)
    book = Book()
    sheet(book, "表", [*head[1:4], head[8], *head[5:7]], ["3栋", "1", 1, "101", "A", 95.5])
    assert read(book).rows[0].cells["number"] == "101"


def test_a_merged_cell_stands_for_all_its_rows() -> None:
    book = Book()
    made = sheet(
        book,
        "表",
        ["价格表"],
        REQUIRED,
        ["8栋", "2", 1, "101", "A", 100],
        [None, None, 2, "201", "A", 100],
        [None, None, 3, "301", "B", 110],
    )
    for area in ("A1:F1", "A3:A5", "B3:B5"):
        made.merge_cells(area)
    table = read(book)
    assert [(row.cells["building"], row.cells["stair"]) for row in table.rows] == [("8栋", "2")] * 3


def test_a_header_over_two_rows_is_read_where_its_names_are_complete() -> None:
    book = Book()
    made = sheet(
        book,
        "表",
        [*REQUIRED[:5], "面积", None],
        [None, None, None, None, None, "建筑面积", "套内面积"],
        [*UNIT, 80],
    )
    for column in "ABCDE":
        made.merge_cells(f"{column}1:{column}2")
    made.merge_cells("F1:G1")
    [row] = read(book).rows
    assert (row.number, row.cells["building"], row.cells["inner_area"]) == (3, "1", 80)


@pytest.mark.parametrize("empty", ["--", "—", "/", "／", "无", "－", "暂无", " \u00a0"])
def test_a_sign_for_nothing_is_nothing_in_an_optional_cell(empty: str) -> None:
    book = Book()
    sheet(book, "表", [*REQUIRED, "朝向", "备案价"], [*UNIT, empty, empty])
    [row] = read(book).rows
    assert row.cells.keys() & {"orientation", "filed_rate"} == set()


def test_a_sign_for_nothing_stays_where_something_must_stand() -> None:
    book = Book()
    sheet(book, "表", REQUIRED, ["12栋", "无", 1, "1", "A", 100])
    assert read(book).rows[0].cells["stair"] == "无"


def test_columns_without_a_name_and_hidden_rows_and_columns_are_told() -> None:
    book = Book()
    made = sheet(
        book, "表", [*REQUIRED, None, "面价"], [*UNIT, "另议", 9000], [*UNIT[:3], "102", "A", 90]
    )
    made.row_dimensions[3].hidden = True
    made.column_dimensions["H"].hidden = True
    table = read(book)
    assert parts(table) == [("G", "no_heading")]
    assert table.sheets[0]["hidden"] == ["H", "3"]


@pytest.mark.parametrize(
    ("cell", "reason", "shown"),
    [
        ("<c><f>5000*2</f></c>", "formula_without_result", "=5000*2"),
        ("<c><f>SUM(A1:A9)</f><v/></c>", "formula_without_result", "=SUM(A1:A9)"),
        ('<c t="e"><v>#N/A</v></c>', "error_value", "#N/A"),
        ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', "error_value", "#DIV/0!"),
        ('<c t="d"><v>2026-12-01</v></c>', "is_date", "2026-12-01"),
        ('<c s="1"><v>46000</v></c>', "is_date", "46000"),
        ('<c s="2"><v>0.95</v></c>', "shown_differently", "0.95"),
        ("<c><v>NaN</v></c>", "not_a_number", "NaN"),
    ],
)
def test_a_cell_that_holds_something_else_than_it_shows_is_named(
    cell: str, reason: str, shown: str
) -> None:
    content = of_sheets(
        ("表", rows([*REQUIRED, "面价"], [*UNIT, cell])),
        styles='<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/>'
        "</cellXfs></styleSheet>",
    )
    [row] = read_price_list(content).rows
    assert row.cells["list_rate"] == Unusable(reason, shown)


def test_a_formula_with_its_result_is_the_result() -> None:
    cell, nothing = "<c><f>5000*2</f><v>10000</v></c>", '<c t="str"><f>""</f><v></v></c>'
    content = of_sheets(("表", rows([*REQUIRED, "面价", "朝向"], [*UNIT, cell, nothing])))
    [row] = read_price_list(content).rows
    assert row.cells["list_rate"] == 10000
    assert "orientation" not in row.cells


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("General", 101, "101"),
        ("0000", 101, "0101"),
        ("00000;-00000", 7, "00007"),
        ('0"栋"', 12, "12栋"),
        ("[红色]第0单元", 3, "第3单元"),
        ('"A-"000', 5, "A-005"),
        ("#,##0", 12345, "12,345"),
        ("@", 101, "101"),
        ('G/通用格式"号"', 88, "88号"),
        (r"\B0", 2, "B2"),
        ("000-000", 101202, None),
        ("0.00", 101, None),
        ("0,", 101000, None),
        ("yyyy/m/d", 46000, None),
        ("0.0E+00", 101, None),
        (";;;", 101, None),
    ],
)
def test_a_number_in_a_column_of_text_is_what_the_cell_shows(
    code: str, number: int, shown: str | None
) -> None:
    escaped = code.replace('"', "&quot;")
    content = of_sheets(
        ("表", rows(REQUIRED, [*UNIT[:3], f'<c s="1"><v>{number}</v></c>', *UNIT[4:]])),
        styles=f'<styleSheet><numFmts><numFmt numFmtId="170" formatCode="{escaped}"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>',
    )
    found = read_price_list(content).rows[0].cells["number"]
    assert found == shown if shown else found.reason in {"shown_differently", "is_date"}


def test_rows_below_the_last_are_counted_over_all_sheets() -> None:
    many = [[*UNIT[:3], str(number), "A", 100] for number in range(2600)]
    content = of_sheets(*((name, rows(REQUIRED, *many)) for name in ("1", "2")))
    assert refused(content).code == "workbook_too_large"


def test_a_date_that_a_spreadsheet_made_of_a_number_is_named() -> None:
    book = Book()
    made = sheet(book, "表", REQUIRED, UNIT)
    made["D2"].value, made["D2"].number_format = 46063, 'm"月"d"日"'
    [row] = read(book).rows
    assert row.cells["number"] == Unusable("is_date", "46063")
