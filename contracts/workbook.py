"""A price list as an `.xlsx` workbook: written for the demonstration and by other tools, read by
the import. Not imported with the package: only who handles workbooks pays for the libraries."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from contracts.inventory.pricing.columns import COLUMNS, MOST_BYTES, MOST_ROWS, Kind
from contracts.workbooks import tables
from contracts.workbooks.tables import Table
from contracts.workbooks.writing import written

_TEXTS = (Kind.TEXT, Kind.USAGE)
AS_TABLE: dict[str, Any] = {
    "headings": [[c.field, c.names, c.required, c.kind in _TEXTS] for c in COLUMNS],
    "most_rows": MOST_ROWS,
    "most_bytes": MOST_BYTES,
}
"""What `contracts.workbooks.tables.read` must know of a price list."""


def write_price_list(
    rows: Iterable[Mapping[str, Any]], *, fields: Collection[str] | None = None
) -> bytes:
    """A workbook of `rows`, each a mapping from a column's field to the cell's value; of all
    columns, or of some."""
    columns = [column for column in COLUMNS if fields is None or column.field in fields]
    return written(
        "价格表",
        [column.title for column in columns],
        ([row.get(column.field) for column in columns] for row in rows),
    )


def read_price_list(content: bytes) -> Table:
    """The rows of a workbook of our own; one from outside is read in a process of its own, by
    `common.confinement`. Raises as `contracts.workbooks.tables.read`."""
    return tables.table_of(tables.read(content, **AS_TABLE))
