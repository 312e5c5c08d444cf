"""Any number of rows in one `INSERT`, given as one JSON list. As text: SQLAlchemy compiles an
`INSERT … ON CONFLICT` anew on every call, and events come fast."""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from sqlalchemy import TextClause, text


def insertion(table: str, columns: Iterable[str], conflict: str | None = None) -> TextClause:
    """`conflict` is what follows `ON CONFLICT`; the parameters are those of `given`."""
    names = ", ".join(columns)
    rows = f"json_populate_recordset(CAST(NULL AS {table}), :rows)"
    statement = f"INSERT INTO {table} ({names}) SELECT {names} FROM {rows}"
    return text(statement if conflict is None else f"{statement} ON CONFLICT {conflict}")


def given(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The rows by their columns' names; a column that is not named is null."""
    return {"rows": orjson.dumps(list(rows), default=str).decode()}
