"""Keyset paging of every list: the cursor names the last row that was answered, by the keys of the
list's order. A page costs the same wherever it is in the list."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, literal, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from contracts.refusals import Refusal, invalid_input
from contracts.schema import Ask

Item = TypeVar("Item")
Key = ColumnElement[Any] | InstrumentedAttribute[Any]
_BETWEEN = "~"
_MOST_DIGITS = 20


class Paged(NamedTuple):
    """The rows of a page (of a select of one thing: the things), and the cursor of the next page if
    there is one."""

    rows: Sequence[Any]
    next: str | None


def newest_first(session: Session, wanted: Select[Any], ask: Ask, *keys: Key) -> Paged:
    """The page of `wanted` that `ask.cursor` and `ask.page_size` name, the greatest `keys` first;
    together the keys are unique. Raises `invalid_input` for a cursor of another list."""
    order = [key.desc() for key in keys]
    return _page(session, wanted.order_by(None).order_by(*order), ask, keys, tuple_(*keys).__lt__)


def in_order(session: Session, wanted: Select[Any], ask: Ask, *keys: Key) -> Paged:
    """As `newest_first`, the smallest `keys` first."""
    return _page(session, wanted.order_by(None).order_by(*keys), ask, keys, tuple_(*keys).__gt__)


def listed(
    session: Session,
    wanted: Select[Any],
    ask: Ask,
    *keys: Key,
    sorts: Mapping[str, Key],
    usual: Callable[..., Paged] = newest_first,
) -> Paged:
    """The page in the order that `ask.sort` names (`contracts.listing.Sort`): by the column of
    `sorts`, rows without a value last, then by the last of `keys`, which is unique. Without a sort
    it is `usual` by all `keys`. Raises `invalid_input` for a cursor of another order."""
    if ask.sort is None:
        return usual(session, wanted, ask, *keys)
    column = sorts[ask.sort.removeprefix("-")]
    if not getattr(column, "nullable", True):
        return _ORDERS[ask.sort.startswith("-")](session, wanted, ask, column, keys[-1])
    missing = _NOTHING[column.type.python_type]
    value = func.coalesce(column, literal(missing, column.type), type_=column.type)
    if ask.sort.startswith("-"):
        return newest_first(session, wanted, ask, column.is_not(None), value, keys[-1])
    return in_order(session, wanted, ask, column.is_(None), value, keys[-1])


def of_list(
    items: Sequence[Item], ask: Ask, key_of: Callable[[Item], UUID | str]
) -> tuple[Sequence[Item], str | None]:
    """The page of a list in memory that is in the order of `key_of`, and the next one's cursor."""
    later = [item for item in items if ask.cursor is None or str(key_of(item)) > ask.cursor]
    page = later[: ask.page_size]
    return page, str(key_of(page[-1])) if len(later) > len(page) else None


def given(wanted: Select[Any], *filters: tuple[Key, Any]) -> Select[Any]:
    """`wanted` where each column equals its value, as far as a value was given."""
    return wanted.where(*(column == value for column, value in filters if value is not None))


def _page(
    session: Session,
    wanted: Select[Any],
    ask: Ask,
    keys: Sequence[Key],
    beyond: Callable[[Any], ColumnElement[bool]],
) -> Paged:
    if ask.cursor:
        values = _values(ask.cursor, keys)
        bound = [literal(value, key.type) for value, key in zip(values, keys, strict=True)]
        wanted = wanted.where(beyond(tuple_(*bound)))
    width = len(wanted.column_descriptions)
    columns = [key.label(f"page_key_{place}") for place, key in enumerate(keys)]
    found = session.execute(wanted.add_columns(*columns).limit(ask.page_size + 1)).freeze()
    rows: Sequence[Any]
    rows = found().scalars().all() if width == 1 else found().columns(*range(width)).all()
    if len(rows) <= ask.page_size:
        return Paged(rows, None)
    last = found().columns(*range(width, width + len(keys))).all()[ask.page_size - 1]
    return Paged(rows[: ask.page_size], _BETWEEN.join(map(_text, last)))


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _values(cursor: str, keys: Sequence[Key]) -> list[Any]:
    parts = cursor.split(_BETWEEN)
    if len(parts) != len(keys):
        raise _no_cursor()
    try:
        return [_READ[key.type.python_type](part) for part, key in zip(parts, keys, strict=True)]
    except (KeyError, ValueError, InvalidOperation):
        raise _no_cursor() from None


def _no_cursor() -> Refusal:
    return invalid_input(fields={"cursor": ["Not a cursor of this list."]})


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without offset")
    return moment


def _amount(text: str) -> Decimal:
    amount = Decimal(text)
    if not amount.is_finite() or amount.adjusted() > _MOST_DIGITS:
        raise ValueError("no amount")
    return amount


def _truth(text: str) -> bool:
    return {"True": True, "False": False}[text]


_ORDERS = {False: in_order, True: newest_first}
_NOTHING: dict[type, Any] = {
    datetime: datetime(1970, 1, 1, tzinfo=UTC),
    date: date(1970, 1, 1),
    Decimal: Decimal(0),
    int: 0,
    str: "",
}
"""What stands for no value among the rows without one."""

_READ: dict[type, Callable[[str], Any]] = {
    UUID: UUID,
    bool: _truth,
    int: int,
    datetime: _moment,
    date: date.fromisoformat,
    Decimal: _amount,
    str: str,
}
