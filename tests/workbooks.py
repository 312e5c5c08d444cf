"""Workbooks as hostile or careless programs write them: the parts of the archive by hand."""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import Any

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)


def zipped(parts: dict[str, bytes | str]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return target.getvalue()


def of_sheets(
    *sheets: tuple[str, str] | tuple[str, str, str],
    strings: str = "",
    styles: str = "",
    more: dict[str, bytes | str] | None = None,
) -> bytes:
    """A workbook of (name, what stands in the sheet's part, state)."""
    named, related, parts = "", "", {}
    for number, (name, body, *state) in enumerate(sheets, start=1):
        seen = f' state="{state[0]}"' if state else ""
        named += f'<sheet name="{name}" sheetId="{number}"{seen} r:id="rId{number}"/>'
        target = f"worksheets/sheet{number}.xml"
        related += _relation(f"rId{number}", "worksheet", target)
        parts[f"xl/{target}"] = f'<worksheet xmlns="{MAIN}">{body}</worksheet>'
    for key, name, content in (("s", "sharedStrings", strings), ("t", "styles", styles)):
        if content:
            related += _relation(key, name, f"{name}.xml")
            parts[f"xl/{name}.xml"] = content
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _relations(_relation("r1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_RELATIONS}">'
            f"<sheets>{named}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": _relations(related),
            **parts,
            **(more or {}),
        }
    )


def rows(*lines: Sequence[Any], first: int = 1) -> str:
    """Sheet data of texts, numbers and empty cells; texts that begin with `<` are cells as they
    are."""
    return f"<sheetData>{''.join(_row(n, line) for n, line in enumerate(lines, first))}</sheetData>"


def _row(number: int, line: Sequence[Any]) -> str:
    return f'<row r="{number}">{"".join(_cell(value) for value in line)}</row>'


def _cell(value: str | int | float | None) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, str):
        is_whole = value.startswith("<c")
        return value if is_whole else f'<c t="inlineStr"><is><t>{value}</t></is></c>'
    return f"<c><v>{value}</v></c>"


def _relation(key: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{key}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}">{inside}</Relationships>'
