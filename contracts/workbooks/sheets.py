"""The sheets of a workbook and their filled cells."""

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from contracts.archives import Archive, ArchiveTooLarge, UnreadableArchive, opened
from contracts.elements import MOST_CHARACTERS, Elements, TooLarge, UnreadableXml, parse
from contracts.workbooks import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_SHEETS,
    MOST_STRINGS,
    MOST_UNPACKED,
)
from contracts.workbooks.formats import code_of
from contracts.workbooks.refusals import workbook_unreadable

_LAST_ROW = 1_048_576
_WORKBOOK_TYPE = "/officeDocument"


class Cell(NamedTuple):
    """`kind` is that of SpreadsheetML (`n`, `s`, `str`, `inlineStr`, `b`, `e`, `d`); `text` is the
    stored value, `None` for a formula whose result the file doesn't hold."""

    kind: str
    text: str | None
    format: str = "General"
    formula: str | None = None


@dataclass
class Sheet:
    """Filled cells by row and column, both from 1; `merged` are first row, first column, last row,
    last column."""

    name: str
    hidden: bool
    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def sheets_of(content: bytes) -> Iterator[Sheet]:
    """Every worksheet in order, one after the other. Raises `workbook_unreadable`, `TooLarge`."""
    try:
        with opened(content, most=MOST_UNPACKED) as archive:
            yield from _sheets(archive)
    except (UnreadableArchive, UnreadableXml):
        raise workbook_unreadable() from None
    except ArchiveTooLarge:
        raise TooLarge from None


def _sheets(archive: Archive) -> Iterator[Sheet]:
    books = [at for kind, at in _relations(archive, "").values() if kind.endswith(_WORKBOOK_TYPE)]
    if not books:
        raise workbook_unreadable()
    relations = _relations(archive, books[0])
    beside = {kind.rpartition("/")[2]: at for kind, at in relations.values()}
    strings, styles = _Strings(), _Styles()
    _parse(archive, beside.get("sharedStrings"), strings)
    _parse(archive, beside.get("styles"), styles)
    book = _Book()
    _parse(archive, books[0], book)
    for name, state, relation in book.sheets[:MOST_SHEETS]:
        kind, at = relations.get(relation, ("", ""))
        reader = _Cells(Sheet(name, hidden=state != "visible"), strings.texts, styles.format_of)
        if kind.endswith("/worksheet"):
            _parse(archive, at, reader)
        yield reader.sheet
    if len(book.sheets) > MOST_SHEETS:
        raise TooLarge


def _parse(archive: Archive, name: str | None, elements: Elements) -> None:
    if name is None:
        return
    with archive.open(name) as stream:
        parse(stream, elements)


def _relations(archive: Archive, source: str) -> dict[str, tuple[str, str]]:
    """Type and target of a part's relationships by id."""
    folder, name = posixpath.split(source)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    found = _Relations()
    if path in archive:
        _parse(archive, path, found)
    return {
        key: (kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
        for key, (kind, target) in found.targets.items()
    }


class _Relations(Elements):
    def __init__(self) -> None:
        super().__init__()
        self.targets: dict[str, tuple[str, str]] = {}

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode", "Internal") == "Internal":
            facts = attributes.get("Type", ""), attributes.get("Target", "")
            self.targets[attributes.get("Id", "")] = facts


class _Book(Elements):
    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str, str]] = []

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            state = attributes.get("state", "visible")
            self.sheets.append((attributes.get("name", ""), state, attributes.get("id", "")))


class _Strings(Elements):
    """The shared texts; how they are pronounced (`rPh`) is no part of them."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._aside = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "rPh":
            self._aside = True
        elif name == "t" and not self._aside:
            self.listen()

    def end(self, name: str) -> None:
        if name == "rPh":
            self._aside = False
        elif name == "t" and not self._aside:
            self._parts.append(self.text)
        elif name == "si":
            self.texts.append(_bounded("".join(self._parts)))
            self._parts = []
            if len(self.texts) > MOST_STRINGS:
                raise TooLarge


class _Styles(Elements):
    def __init__(self) -> None:
        super().__init__()
        self._own: dict[int, str] = {}
        self._formats: list[int] = []
        self._inside = False

    def format_of(self, style: str) -> str:
        number = self._formats[int(style)] if int(style) < len(self._formats) else 0
        return code_of(number, self._own)

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._own[int(attributes["numFmtId"])] = attributes.get("formatCode", "")[:255]
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            self._formats.append(int(attributes.get("numFmtId", "0")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False


class _Cells(Elements):
    def __init__(self, sheet: Sheet, strings: list[str], format_of: Callable[[str], str]) -> None:
        super().__init__()
        self.sheet = sheet
        self._strings, self._format_of = strings, format_of
        self._row = self._column = self._count = 0
        self._kind, self._style = "n", "0"
        self._value: str | None = None
        self._formula: str | None = None
        self._aside = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
            if attributes.get("hidden") in {"1", "true"}:
                self.sheet.hidden_rows.add(self._row)
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "rPh":
            self._aside = True
        elif name in {"v", "f"} or (name == "t" and not self._aside):
            self.listen()
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden") in {"1", "true"}:
            first, last = int(attributes["min"]), int(attributes["max"])
            self.sheet.hidden_columns.update(range(first, min(last, MOST_COLUMNS) + 1))

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        self._column = place_of(place)[1] if place else self._column + 1
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._value = self._formula = None

    def end(self, name: str) -> None:
        if name == "rPh":
            self._aside = False
        elif name == "f":
            self._formula = self.text
        elif name == "v":
            self._value = self.text
        elif name == "t" and not self._aside:
            self._value = _bounded((self._value or "") + self.text)
        elif name == "c":
            self._end_cell()

    def _end_cell(self) -> None:
        if self._value is None and self._formula is None:
            return
        if self._kind == "str":
            self._value = self._value or ""
        elif not self._value and self._formula is not None:
            self._value = None
        self._count += 1
        if self._count > MOST_CELLS or self._column > MOST_COLUMNS or self._row > _LAST_ROW:
            raise TooLarge
        text = self._value
        if self._kind == "s" and text is not None:
            text = self._shared(text)
        cell = Cell(self._kind, text, self._format_of(self._style), self._formula)
        self.sheet.cells.setdefault(self._row, {})[self._column] = cell

    def _shared(self, index: str) -> str:
        number = int(index)
        if not 0 <= number < len(self._strings):
            raise workbook_unreadable()
        return self._strings[number]

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        self.sheet.merged.append((*place_of(first), *place_of(last or first)))
        if len(self.sheet.merged) > MOST_CELLS:
            raise TooLarge


def _bounded(text: str) -> str:
    if len(text) > MOST_CHARACTERS:
        raise TooLarge
    return text


def place_of(reference: str) -> tuple[int, int]:
    """Row and column of `C12`. Raises `ValueError`."""
    letters = reference.rstrip("0123456789")
    if not (1 <= len(letters) <= 3 and letters.isascii() and letters.isalpha()):
        raise ValueError(reference)
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(reference[len(letters) :]), column


def letters_of(column: int) -> str:
    """`C` for 3."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
