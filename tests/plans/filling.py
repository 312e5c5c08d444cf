"""Rows by COPY: hundreds of thousands in seconds.

    with filling(engine) as fill:
        fill("unit", ({"id": ident(n), "number": str(n)} for n in range(20_000)), floor=3)

What a row does not say and the table needs is filled in by the column's type.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date, datetime
from io import StringIO
from itertools import chain, islice
from typing import Any

from sqlalchemy import Column, Engine, MetaData, Table

from tests.plans.company import NOW

Row = Mapping[str, Any]
Fill = Callable[..., None]
_AT_ONCE = 5_000
_PLAIN: dict[type, Any] = {
    str: "x", int: 1, bool: False, list: [], dict: {}, datetime: NOW, date: NOW.date(), bytes: b"x",
}  # fmt: skip


@contextmanager
def filling(engine: Engine, metadata: MetaData) -> Iterator[Fill]:
    """`fill(table, rows, **the_same_in_all)`; in the end the planner gets to know the tables
    (`ANALYZE`)."""
    connection = engine.raw_connection()
    try:
        with closing(connection.cursor()) as cursor:

            def fill(table: str, rows: Iterable[Row], /, **same: Any) -> None:
                _copy(cursor, metadata.tables[table], rows, same)

            yield fill
            connection.commit()
            cursor.execute("ANALYZE")
            connection.commit()
    finally:
        connection.close()


def _copy(cursor: Any, table: Table, rows: Iterable[Row], same: Row) -> None:
    rows = iter(rows)
    first = next(rows)
    needed = {column.name: _plain(column) for column in table.columns if _is_needed(column)}
    constant = {
        name: _text(value) for name, value in (needed | dict(same)).items() if name not in first
    }
    names = [*first, *constant]
    end = "".join("\t" + value for value in constant.values()) + "\n"
    lines = ("\t".join(map(_text, row.values())) + end for row in chain([first], rows))
    columns = ", ".join(f'"{name}"' for name in names)
    while block := "".join(islice(lines, _AT_ONCE)):
        cursor.copy_expert(f'COPY "{table.name}" ({columns}) FROM STDIN', StringIO(block))


def _is_needed(column: Column[Any]) -> bool:
    return not column.nullable and column.server_default is None and column.identity is None


def _plain(column: Column[Any]) -> Any:
    kind = column.type.python_type
    return _PLAIN.get(kind, 1)


def _text(value: Any) -> str:
    """As COPY reads it; no value of ours has a tab, a line's end or a backslash."""
    if value is None:
        return "\\N"
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    is_several = isinstance(value, (list, tuple))
    if isinstance(value, dict) or (is_several and value and isinstance(value[0], dict)):
        return json.dumps(value)
    if is_several:
        return "{" + ",".join(map(str, value)) + "}"
    return str(value)
