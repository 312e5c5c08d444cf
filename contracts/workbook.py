"""A price list as an `.xlsx` workbook: written for the demonstration and by other tools, read by
the import. Not imported with the package: only who handles workbooks pays for the libraries."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from xlsxwriter import Workbook

from contracts.archives import ArchiveTooLarge, UnreadableArchive, names_of
from contracts.inventory.pricing.columns import (
    COLUMNS,
    MOST_BYTES,
    MOST_ROWS,
    Column,
    columns_wrong,
    workbook_too_large,
    workbook_unreadable,
)

MOST_UNPACKED = 100_000_000
_MOST_COLUMNS = 40
_BRACKETS = re.compile(r"\s*[（(].*[)）]\s*$")
_BY_NAME: dict[str, Column] = {name.lower(): column for column in COLUMNS for name in column.names}

Row = tuple[int, dict[str, Any]]
"""A row's number as the spreadsheet shows it, and its cells by field."""


def write_price_list(
    rows: Iterable[Mapping[str, Any]], *, fields: Collection[str] | None = None
) -> bytes:
    """A workbook of `rows`, each a mapping from a column's field to the cell's value; of all
    columns, or of some."""
    columns = [column for column in COLUMNS if fields is None or column.field in fields]
    target = BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("价格表")
        sheet.write_row(0, 0, [column.title for column in columns])
        for number, row in enumerate(rows, start=1):
            for position, column in enumerate(columns):
                if row.get(column.field) is not None:
                    sheet.write(number, position, row[column.field])
    return target.getvalue()


def read_price_list(content: bytes) -> list[Row]:
    """The filled rows of the first sheet.

    Raises `workbook_unreadable`, `workbook_too_large`, `columns_wrong`.
    """
    _check_size(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        try:
            lines = book.worksheets[0].iter_rows(
                max_col=_MOST_COLUMNS, max_row=MOST_ROWS + 2, values_only=True
            )
            return list(_rows(lines))
        finally:
            book.close()
    except (InvalidFileException, KeyError, IndexError, ValueError, TypeError, ParseError):
        raise workbook_unreadable() from None


def _check_size(content: bytes) -> None:
    """What a workbook unpacks to is bounded before it is unpacked."""
    if len(content) > MOST_BYTES:
        raise _too_large()
    try:
        names_of(content, most=MOST_UNPACKED)
    except UnreadableArchive:
        raise workbook_unreadable() from None
    except ArchiveTooLarge:
        raise _too_large() from None


def _too_large() -> Exception:
    return workbook_too_large(rows=MOST_ROWS, megabytes=MOST_BYTES // 1_000_000)


def _rows(lines: Iterator[Sequence[Any]]) -> Iterator[Row]:
    fields = _fields(next(lines, ()))
    for number, cells in enumerate(lines, start=2):
        row = {
            field: cell
            for field, cell in zip(fields, cells, strict=False)
            if field is not None and cell is not None and cell != ""
        }
        if not row:
            continue
        if number > MOST_ROWS + 1:
            raise _too_large()
        yield number, row


def _fields(header: Sequence[Any]) -> list[str | None]:
    """The field of each column, by its name in the first row; `None` for a column without name."""
    names = [_BRACKETS.sub("", str(cell)).strip() if cell is not None else "" for cell in header]
    columns = [_BY_NAME.get(name.lower()) for name in names]
    found = [column.field for column in columns if column]
    unknown = [name for name, column in zip(names, columns, strict=True) if name and not column]
    missing = [c.title for c in COLUMNS if c.required and c.field not in found]
    repeated = sorted({field for field in found if found.count(field) > 1})
    if missing or unknown or repeated:
        raise columns_wrong(missing=missing, unknown=unknown, repeated=repeated)
    return [column.field if column else None for column in columns]
