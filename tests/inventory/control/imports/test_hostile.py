"""Workbooks that are made to hurt are refused, each within a second of processor time."""

import time
import zipfile
from io import BytesIO

import pytest

from common.confinement import confined
from contracts import archives
from contracts.archives import MOST_PARTS, MOST_RATIO
from contracts.refusals import Refusal
from contracts.workbook import AS_TABLE, read_price_list
from contracts.workbooks import MOST_COLUMNS, tables
from tests.inventory.control.imports.test_workbook import REQUIRED, refused
from tests.workbooks import MAIN, of_sheets, rows, zipped

UNIT = ["1", "1", 1, "101", "A", 100]
GOOD = rows(REQUIRED, UNIT)
_DTD = '<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY a "{}">]>'
_BILLION = "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 10))


SHEET = "xl/worksheets/sheet1.xml"
WELL_PACKED = "a part that packs too well"
MERGED = '<mergeCell ref="A1:XFD1048576"/>'
STRINGS = f'<sst xmlns="{MAIN}">{{}}</sst>'
HOSTILE = {
    "spaces in a header": of_sheets(
        ("表", rows([*REQUIRED[:5], f"建筑面积{' ' * 32_000}x"], UNIT))
    ),
    "brackets in a header": of_sheets(("表", rows([*REQUIRED[:5], "（" * 30_000], UNIT))),
    "blanks before brackets": of_sheets(("表", rows([*REQUIRED, " (" * 16_000], UNIT))),
    "an endless row": of_sheets(
        ("表", f"<sheetData><row>{'<c><v>1</v></c>' * 400_000}</row></sheetData>")
    ),
    "endless rows": of_sheets(("表", f"<sheetData>{'<row/>' * 1_600_000}</sheetData>")),
    "a column far right": of_sheets(("表", rows([*([None] * MOST_COLUMNS), "楼栋"]))),
    "an endless text": of_sheets(("表", rows(["x" * 40_000]))),
    "a text of many runs": of_sheets(
        ("表", rows([f'<c t="inlineStr"><is>{"<t>xxxxxxxxx</t>" * 9000}</is></c>']))
    ),
    "a shared text of many runs": of_sheets(
        ("表", GOOD), strings=STRINGS.format(f"<si>{'<t>xxxxxxxxx</t>' * 9000}</si>")
    ),
    "endless shared texts": of_sheets(("表", GOOD), strings=STRINGS.format("<si/>" * 250_000)),
    "an endless name": of_sheets(("表", GOOD), more={SHEET: f"<{'a' * 5_000_000}/>"}),
    "deep nesting": of_sheets(("表", GOOD), more={SHEET: "<a>" * 1_600_000}),
    "endless attributes": of_sheets(
        ("表", GOOD), more={SHEET: f"<a {' '.join(f'b{n}=1' for n in range(200_000))}>"}
    ),
    "an entity": of_sheets(("表", GOOD), more={SHEET: f"{_DTD.format('x')}<a>&a;</a>"}),
    "a billion laughs": of_sheets(
        ("表", GOOD),
        more={SHEET: f'<!DOCTYPE a [<!ENTITY x0 "ha">{_BILLION}]><a>&x9;</a>'},
    ),
    "an outside entity": of_sheets(
        ("表", GOOD),
        more={SHEET: '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'},
    ),
    "another encoding": of_sheets(
        ("表", GOOD), more={SHEET: '<?xml version="1.0" encoding="utf-7"?><a/>'}
    ),
    "a merged area of everything": of_sheets(
        ("表", f"{GOOD}<mergeCells>{MERGED * 300_000}</mergeCells>")
    ),
    "a huge part": of_sheets(("表", GOOD), more={"xl/media/image1.bin": bytes(70_000_000)}),
    WELL_PACKED: of_sheets(("表", GOOD), more={"xl/other.xml": b" " * 20_000_000}),
    "many parts": of_sheets(("表", GOOD), more={f"a/{n}": "" for n in range(MOST_PARTS)}),
    "a number of a shared text": of_sheets(
        ("表", rows([*REQUIRED], [*UNIT[:5], '<c t="s"><v>9</v></c>']))
    ),
    "a row that is no number": of_sheets(("表", '<sheetData><row r="x"/></sheetData>')),
    "a cell that is nowhere": of_sheets(
        ("表", '<sheetData><row><c r="!1"><v>1</v></c></row></sheetData>')
    ),
    "a style that is no number": of_sheets(("表", rows([*UNIT[:5], '<c s="x"><v>1</v></c>']))),
    "no such sheet": zipped({"[Content_Types].xml": "<Types/>", "_rels/.rels": "<Relationships/>"}),
    "no archive": b"PK\x03\x04" + b"\0" * 5000,
    "many sheets": of_sheets(*((str(n), GOOD) for n in range(70))),
}


TRIED = [(name, MOST_RATIO) for name in HOSTILE] + [
    (name, 1_000_000) for name in HOSTILE if name != WELL_PACKED
]


@pytest.mark.parametrize(("name", "most_ratio"), TRIED)
def test_it_is_refused_at_once(name: str, most_ratio: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time without the bound on how well a part packs, so that the others are tried."""
    monkeypatch.setattr(archives, "MOST_RATIO", most_ratio)
    began = time.process_time()
    assert refused(HOSTILE[name]).code in {
        "workbook_unreadable",
        "workbook_too_large",
        "columns_wrong",
        "no_table_found",
    }
    assert time.process_time() - began < 8


def test_the_good_one_is_read() -> None:
    """The control of the others."""
    assert read_price_list(of_sheets(("表", GOOD))).rows[0].cells["number"] == "101"


def test_a_large_merged_area_costs_nothing() -> None:
    body = f'{GOOD}<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>'
    assert len(read_price_list(of_sheets(("表", body))).rows) == 1


@pytest.mark.parametrize("names", [("a/b", "A/B"), ("../a",), ("/a",), ("a\\b",)])
def test_names_that_readers_take_differently_are_refused(names: tuple[str, ...]) -> None:
    more: dict[str, bytes | str] = dict.fromkeys(names, "")
    assert refused(of_sheets(("表", GOOD), more=more)).code == "workbook_unreadable"


def test_a_part_that_stands_twice_is_refused() -> None:
    target = BytesIO(of_sheets(("表", GOOD)))
    with zipfile.ZipFile(target, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr(SHEET, "<worksheet/>")
    assert refused(target.getvalue()).code == "workbook_unreadable"


def test_it_is_refused_from_a_process_of_its_own_too() -> None:
    for name in ("spaces in a header", "a billion laughs"):
        with pytest.raises(Refusal):
            confined(tables.read, HOSTILE[name], **AS_TABLE)
