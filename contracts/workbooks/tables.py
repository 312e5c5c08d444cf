"""The rows of a table that stands on one or several sheets, and what of them was not read."""

import bisect
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from contracts.elements import TooLarge
from contracts.workbooks import MOST_COLUMNS, Row, Unusable
from contracts.workbooks.cells import is_blank, is_marked_empty, value_of
from contracts.workbooks.headings import Header, Heading, header_of, is_header_again, plain
from contracts.workbooks.refusals import (
    no_rows_found,
    no_table_found,
    workbook_too_large,
    workbook_unreadable,
)
from contracts.workbooks.sheets import Cell, Sheet, letters_of, sheets_of

_TOTALS = ("合计", "总计", "小计", "累计", "共计", "total", "subtotal", "grandtotal")
_NOTES = ("注", "备注", "说明", "制表", "审核", "复核", "填表", "编制", "note")
_MOST_PLACES = 100


@dataclass
class Report:
    """What became of a sheet: how many rows were read, why it was left out as a whole, what of it
    was left out (`place` is a row's number or a column's letters), and which hidden rows and
    columns were read."""

    sheet: str
    rows: int = 0
    left_out: str | None = None
    parts: list[dict[str, str]] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    def leave_out(self, place: str, reason: str) -> None:
        if len(self.parts) < _MOST_PLACES:
            self.parts.append({"place": place, "reason": reason})


@dataclass(frozen=True)
class Table:
    """What was read of a workbook."""

    rows: list[Row]
    sheets: list[dict[str, Any]]


def read(
    content: bytes, *, headings: Sequence[Sequence[Any]], most_rows: int, most_bytes: int
) -> dict[str, Any]:
    """The filled rows of all visible sheets that have the header, and a `Report` of every sheet, as
    JSON values (`table_of`). `headings` are those of `Heading.of`.

    Raises `workbook_unreadable`, `workbook_too_large`, `columns_wrong`, `no_table_found`,
    `no_rows_found`.
    """
    too_large = workbook_too_large(
        rows=most_rows, columns=MOST_COLUMNS, megabytes=most_bytes // 1_000_000
    )
    if len(content) > most_bytes:
        raise too_large
    known = [Heading.of(*each) for each in headings]
    rows: list[Row] = []
    reports: list[Report] = []
    try:
        for sheet in sheets_of(content):
            report = Report(sheet.name)
            reports.append(report)
            rows += _rows(sheet, known, report)
            if len(rows) > most_rows:
                raise TooLarge
    except TooLarge:
        raise too_large from None
    except (ValueError, KeyError, IndexError):
        raise workbook_unreadable() from None
    _check_found(rows, reports)
    return {"rows": [_plain_row(row) for row in rows], "sheets": [vars(each) for each in reports]}


def table_of(answer: Mapping[str, Any]) -> Table:
    """What `read` answered, after its way between processes."""
    rows = [
        Row(number, {name: _value(cell) for name, cell in cells.items()}, sheet)
        for number, cells, sheet in answer["rows"]
    ]
    return Table(rows, list(answer["sheets"]))


def _plain_row(row: Row) -> list[Any]:
    cells = {n: list(c) if isinstance(c, Unusable) else c for n, c in row.cells.items()}
    return [row.number, cells, row.sheet]


def _value(cell: Any) -> Any:
    return Unusable(*cell) if isinstance(cell, list) else cell


def _check_found(rows: Collection[Row], reports: Collection[Report]) -> None:
    if rows:
        return
    headed = [each.sheet for each in reports if each.left_out is None]
    if headed:
        raise no_rows_found(sheets=headed)
    hidden = [each.sheet for each in reports if each.left_out == "hidden"]
    raise no_table_found(visible=[e.sheet for e in reports if e.sheet not in hidden], hidden=hidden)


def _rows(sheet: Sheet, headings: Collection[Heading], report: Report) -> list[Row]:
    if sheet.hidden or not sheet.cells:
        report.left_out = "hidden" if sheet.hidden else "empty"
        return []
    own = {
        number: {column: cell for column, cell in row.items() if not is_blank(cell)}
        for number, row in sheet.cells.items()
    }
    own = {number: row for number, row in own.items() if row}
    filled = _filled(own, sheet.merged)
    header = header_of(sheet.name, filled, headings)
    if header is None:
        report.left_out = "no_header" if own else "empty"
        return []
    rows = []
    for number in sorted(own):
        reason = _reason_to_leave(number, own[number], header)
        if reason is not None:
            report.leave_out(str(number), reason)
            continue
        cells = _cells(filled[number], header)
        if number > header.row and cells:
            rows.append(Row(number, cells, sheet.name))
    report.rows = len(rows)
    _report_columns(sheet, own, header, rows, report)
    return rows


def _filled(
    own: Mapping[int, Mapping[int, Cell]], merged: Collection[tuple[int, int, int, int]]
) -> dict[int, dict[int, Cell]]:
    """The rows with what stands once for several: a merged cell's value, in each row of its first
    column."""
    filled = {number: dict(row) for number, row in own.items()}
    numbers = sorted(own)
    for first, column, last, _ in merged:
        cell = own.get(first, {}).get(column)
        below = numbers[bisect.bisect_right(numbers, first) : bisect.bisect_right(numbers, last)]
        for number in below if cell else ():
            assert cell is not None
            filled[number].setdefault(column, cell)
    return filled


def _reason_to_leave(number: int, row: Mapping[int, Cell], header: Header) -> str | None:
    if number == header.row:
        return None
    if number < header.row:
        return "above_header"
    if is_header_again(row, header):
        return "header_again"
    first = plain(row[min(row)].text or "")
    if first in _TOTALS:
        return "total"
    return "note" if len(row) == 1 and first.startswith(_NOTES) else None


def _cells(row: Mapping[int, Cell], header: Header) -> dict[str, Any]:
    return {
        heading.field: value_of(row[column], text=heading.text)
        for column, heading in header.columns.items()
        if column in row and (heading.required or not is_marked_empty(row[column]))
    }


def _report_columns(
    sheet: Sheet,
    own: Mapping[int, Mapping[int, Cell]],
    header: Header,
    rows: Collection[Row],
    report: Report,
) -> None:
    read = {row.number for row in rows}
    below = {column for number in own if number > header.row for column in own[number]}
    for column in sorted(below - header.columns.keys()):
        report.leave_out(letters_of(column), "no_heading")
    hidden_rows = [str(number) for number in sorted(sheet.hidden_rows & read)]
    hidden = [letters_of(c) for c in sorted(sheet.hidden_columns & header.columns.keys())]
    report.hidden = (hidden + hidden_rows)[:_MOST_PLACES]
