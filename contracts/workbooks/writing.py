"""Workbooks as they leave: text is text, whatever it looks like."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
_AS_TEXT = "@"


def written(title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A workbook of one sheet. Cells are text, numbers or `None`; text that begins like a formula
    or an address stays what it is, also when its cell is edited."""
    target = BytesIO()
    with Workbook(target, _OPTIONS) as book:
        sheet, as_text = book.add_worksheet(title), book.add_format({"num_format": _AS_TEXT})
        for number, row in enumerate([headings, *rows]):
            for column, value in enumerate(row):
                _write(sheet, number, column, value, as_text)
    return target.getvalue()


def _write(sheet: Any, row: int, column: int, value: Any, as_text: Any) -> None:
    if value is None:
        return
    if isinstance(value, int | float | Decimal):
        failed = sheet.write_number(row, column, value)
    else:
        failed = sheet.write_string(row, column, str(value), as_text)
    if failed:
        raise ValueError(f"the cell at row {row}, column {column} can't be written")
