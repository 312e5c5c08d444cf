"""Where a sheet's header is, and which column is what."""

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, Self

from contracts.workbooks.refusals import columns_wrong
from contracts.workbooks.sheets import Cell

_FIRST_ROWS = 12
_LEAST_KNOWN = 2
_OPENING = "(["


class Heading(NamedTuple):
    """A column of a table: the field, its title and all its names as `plain` makes them, whether a
    sheet must have it, whether its cells are text."""

    field: str
    title: str
    names: frozenset[str]
    required: bool
    text: bool

    @classmethod
    def of(cls, field: str, names: Sequence[str], required: bool, text: bool) -> Self:
        return cls(field, names[0], frozenset(map(plain, names)), required, text)


class Header(NamedTuple):
    """The row in which the names stand, and the heading of each column that has a known one."""

    row: int
    columns: Mapping[int, Heading]


def plain(text: str) -> str:
    """A name without what the eye doesn't see: spaces, marks of direction, full width, the unit in
    brackets behind it."""
    wide = unicodedata.normalize("NFKC", text)
    kept = (one for one in wide if not (one.isspace() or unicodedata.category(one) == "Cf"))
    seen = "".join(kept).rstrip(":*")
    ends = [seen.find(sign) for sign in _OPENING if sign in seen]
    if ends and seen[-1] in ")]" and min(ends) > 0:
        seen = seen[: min(ends)]
    return seen.lower()


def header_of(
    name: str, rows: Mapping[int, Mapping[int, Cell]], headings: Collection[Heading]
) -> Header | None:
    """The row among the first that has most of the names; `None` for a sheet without one. Raises
    `columns_wrong` for one that lacks, repeats or adds columns."""
    by_name = {name: heading for heading in headings for name in heading.names}
    known = {
        number: {c: by_name[word] for c, word in _words(rows[number]).items() if word in by_name}
        for number in sorted(rows)[:_FIRST_ROWS]
    }
    row = max(known, key=lambda number: len(known[number]), default=None)
    if row is None or len(known[row]) < _LEAST_KNOWN:
        return None
    columns = known[row]
    found = [heading.field for heading in columns.values()]
    unknown = [word for c, word in _words(rows[row]).items() if c not in columns]
    missing = [h.title for h in headings if h.required and h.field not in found]
    repeated = sorted({h.title for h in columns.values() if found.count(h.field) > 1})
    if missing or unknown or repeated:
        raise columns_wrong(sheet=name, missing=missing, unknown=unknown, repeated=repeated)
    return Header(row, columns)


def is_header_again(row: Mapping[int, Cell], header: Header) -> bool:
    """Whether a row repeats the names, as printed lists do on every page."""
    first = next((column for column in sorted(row) if column in header.columns), None)
    if first is None or plain(row[first].text or "") not in header.columns[first].names:
        return False
    words = _words(row)
    same = [c for c, heading in header.columns.items() if words.get(c) in heading.names]
    return len(same) >= max(_LEAST_KNOWN, len(words) - 1)


def _words(row: Mapping[int, Cell]) -> dict[int, str]:
    words = {column: plain(cell.text or "") for column, cell in sorted(row.items())}
    return {column: word for column, word in words.items() if word}
