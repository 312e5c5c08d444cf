"""Keyset paging of inventory's lists: the cursor names the last row that was answered."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from contracts.refusals import invalid_input

NO_CURSOR = {"cursor": ["Not a cursor of this list."]}


def id_of(cursor: str) -> UUID:
    """A cursor of a list in the order of ids. Raises `invalid_input`."""
    try:
        return UUID(cursor)
    except ValueError:
        raise invalid_input(fields=NO_CURSOR) from None


def moment_and_id_of(cursor: str) -> tuple[datetime, UUID]:
    """A cursor of a list by moment, then id. Raises `invalid_input`."""
    moment, _, last = cursor.partition("~")
    try:
        at = datetime.fromisoformat(moment)
        if at.tzinfo is None:
            raise ValueError("a moment without offset")
        return at, UUID(last)
    except ValueError:
        raise invalid_input(fields=NO_CURSOR) from None


def day_and_id_of(cursor: str) -> tuple[date, UUID]:
    """A cursor of a list by day, then id. Raises `invalid_input`."""
    day, _, last = cursor.partition("~")
    try:
        return date.fromisoformat(day), UUID(last)
    except ValueError:
        raise invalid_input(fields=NO_CURSOR) from None


def page(
    rows: Sequence[Any], size: int, cursor_of: Callable[[Any], str]
) -> tuple[Sequence[Any], str | None]:
    """The page out of `size + 1` fetched rows, and the cursor of the next one if there is one."""
    if len(rows) <= size:
        return rows, None
    return rows[:size], cursor_of(rows[size - 1])
