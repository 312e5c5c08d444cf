"""What a cell is taken for."""

import re
import unicodedata
from typing import Any

from contracts.elements import UNKNOWN_CHARACTER
from contracts.workbooks import Unusable, formats
from contracts.workbooks.sheets import Cell

_NUMBER = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?(?:[eE][+-]?[0-9]{1,3})?")
_WHOLE_UP_TO = 1e15
_EMPTY = frozenset({"", "-", "--", "---", "–", "—", "——", "/", "\\", "无", "暂无", "n/a"})


def is_blank(cell: Cell) -> bool:
    """Whether it shows nothing at all."""
    return (cell.formula is None and not _visible(cell.text or "")) or cell.text == ""


def is_marked_empty(cell: Cell) -> bool:
    """Whether it says that there is nothing: `--`, `无`."""
    return cell.kind != "e" and _visible(cell.text or "?").lower() in _EMPTY


def _visible(text: str) -> str:
    wide = unicodedata.normalize("NFKC", text)
    return "".join(one for one in wide if unicodedata.category(one) != "Cf").strip()


def value_of(cell: Cell, *, text: bool) -> Any:
    """Text or a number as the cell shows it; `Unusable` for what it doesn't show, or only by a
    program that works it out."""
    if cell.text is None:
        return Unusable("formula_without_result", f"={cell.formula}"[:60])
    if cell.kind == "e":
        return Unusable("error_value", cell.text[:60])
    if cell.kind == "b":
        return cell.text in {"1", "true"}
    if cell.kind == "d":
        return Unusable("is_date", cell.text[:60])
    if cell.kind != "n":
        broken = UNKNOWN_CHARACTER in cell.text
        return Unusable("not_text", cell.text[:60]) if broken else cell.text
    return _number(cell.text, cell.format, text=text)


def _number(stored: str, code: str, *, text: bool) -> Any:
    if not _NUMBER.fullmatch(stored):
        return Unusable("not_a_number", stored[:60])
    number = float(stored)
    if formats.is_date(code):
        return Unusable("is_date", stored)
    if formats.is_share(code):
        return Unusable("shown_differently", stored)
    if not (number.is_integer() and abs(number) < _WHOLE_UP_TO):
        return number
    if not text:
        return int(number)
    shown = formats.shown(int(number), code)
    return Unusable("shown_differently", stored) if shown is None else shown
