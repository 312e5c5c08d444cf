"""Tables in `.xlsx` workbooks: read by SAX within bounds, written with text that stays text.

Imports no schema, so that the process which reads one starts fast. Nothing of a workbook is left
out without a word: `tables.read` answers per sheet what was read, what was not, and why.
"""

from typing import Any, NamedTuple

MOST_UNPACKED = 60_000_000
MOST_CELLS = 250_000
MOST_COLUMNS = 100
MOST_SHEETS = 60
MOST_STRINGS = 200_000


class Row(NamedTuple):
    """A row's number as the spreadsheet shows it, its cells by field, and its sheet. A cell is text
    or a number, or `Unusable`."""

    number: int
    cells: dict[str, Any]
    sheet: str | None = None


class Unusable(NamedTuple):
    """A cell that can't be taken for what it shows: why (vocabulary `row_fault`), and what it
    holds."""

    reason: str
    shown: str

    def __str__(self) -> str:
        return self.shown
