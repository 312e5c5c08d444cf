"""Lists by pages: nothing twice, nothing left out, a cursor of another list is refused."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import chain
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import (
    Column,
    Date,
    DateTime,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    Uuid,
    insert,
    select,
)
from sqlalchemy.orm import Session

from common import paging
from contracts.refusals import Refusal
from contracts.schema import Ask
from tests.databases import Database

_table = Table(
    "entry",
    MetaData(),
    Column("id", Uuid, primary_key=True),
    Column("at", DateTime(timezone=True)),
    Column("on", Date),
    Column("amount", Numeric(14, 2)),
    Column("paid_on", Date),
    Column("name", String),
    Column("floor", Integer),
    prefixes=["TEMPORARY"],
)
_AT = datetime(2026, 11, 30, 8, tzinfo=UTC)
_ROWS = [
    {
        "id": UUID(int=number),
        "at": _AT + timedelta(microseconds=number // 3),
        "on": date(2026, 11, 1 + number // 5),
        "amount": Decimal(number // 4) / 100,
        "paid_on": date(2026, 11, 30 - number) if number % 3 else None,
        "name": f"甲{number % 5}" if number % 4 else None,
        "floor": number % 7,
    }
    for number in range(23)
]
_KEYS = {
    "id": ["id"],
    "moment": ["at", "id"],
    "day": ["on", "id"],
    "sum": ["amount", "id"],
}


@pytest.fixture
def session(database: Callable[[str], Database]) -> Iterator[Session]:
    with database("crm").engine.connect() as connection, Session(connection) as session:
        _table.create(connection)
        session.execute(insert(_table), _ROWS)
        yield session


@pytest.mark.parametrize("keys", _KEYS.values(), ids=_KEYS)
@pytest.mark.parametrize("order", [paging.newest_first, paging.in_order])
def test_every_row_is_on_one_page_in_the_order_of_the_keys(
    session: Session, keys: list[str], order: Any
) -> None:
    pages = list(_pages(session, order, keys))
    expected = sorted(_ROWS, key=lambda row: [row[key] for key in keys])
    if order is paging.newest_first:
        expected.reverse()
    assert [len(page) for page in pages] == [4, 4, 4, 4, 4, 3]
    assert [row._asdict() for row in chain(*pages)] == expected


@pytest.mark.parametrize("field", ["amount", "at", "paid_on", "name", "floor"])
@pytest.mark.parametrize("minus", ["", "-"])
def test_a_sorted_list_has_every_row_once_and_those_without_a_value_last(
    session: Session, field: str, minus: str
) -> None:
    def order(session: Session, wanted: Any, ask: Ask, *keys: Any) -> paging.Paged:
        ask.sort = minus + field
        return paging.listed(session, wanted, ask, *keys, sorts={field: _table.c[field]})

    rows = [row._asdict() for row in chain(*_pages(session, order, ["at", "id"]))]
    assert sorted(row["id"] for row in rows) == [row["id"] for row in _ROWS]
    having = [row for row in rows if row[field] is not None]
    assert rows[: len(having)] == having
    keys = [(row[field], row["id"]) for row in having]
    assert keys == sorted(keys, reverse=bool(minus))


def test_without_a_sort_the_list_has_its_own_order(session: Session) -> None:
    ask = _ask(page_size=3)
    ask.sort = None
    page = paging.listed(session, select(_table), ask, _table.c.at, _table.c.id, sorts={})
    assert [row.id for row in page.rows] == [UUID(int=number) for number in (22, 21, 20)]


def test_a_cursor_of_another_order_is_refused(session: Session) -> None:
    ask = _ask(page_size=3)
    ask.sort = "amount"
    keys = _table.c.at, _table.c.id
    first = paging.listed(session, select(_table), ask, *keys, sorts={"amount": _table.c.amount})
    ask.sort, ask.cursor = "paid_on", first.next
    with pytest.raises(Refusal) as refused:
        paging.listed(session, select(_table), ask, *keys, sorts={"paid_on": _table.c.paid_on})
    assert refused.value.details["fields"] == {"cursor": ["Not a cursor of this list."]}


def test_a_page_that_ends_with_the_list_has_no_next_one(session: Session) -> None:
    whole = paging.in_order(session, select(_table), _ask(page_size=len(_ROWS)), _table.c.id)
    assert (len(whole.rows), whole.next) == (len(_ROWS), None)


def test_a_select_of_one_thing_answers_the_things(session: Session) -> None:
    found = paging.newest_first(session, select(_table.c.id), _ask(page_size=2), _table.c.id)
    assert found.rows == [UUID(int=22), UUID(int=21)]


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "~",
        str(UUID(int=1)),
        f"2026-11-30T08:00:00~{UUID(int=1)}",
        f"2026-11-30~{UUID(int=1)}",
        f"1.00~{UUID(int=1)}",
        f"2026-11-30T08:00:00+00:00~{UUID(int=1)}~{UUID(int=1)}",
        "2026-11-30T08:00:00+00:00~1",
    ],
)
def test_a_cursor_of_another_list_is_refused(session: Session, cursor: str) -> None:
    with pytest.raises(Refusal) as refused:
        paging.newest_first(session, select(_table), _ask(cursor), _table.c.at, _table.c.id)
    assert refused.value.details == {"fields": {"cursor": ["Not a cursor of this list."]}}


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1e999999999999999999", "x"])
def test_an_amount_that_is_none_is_no_cursor(session: Session, amount: str) -> None:
    ask = _ask(f"{amount}~{UUID(int=1)}")
    with pytest.raises(Refusal):
        paging.newest_first(session, select(_table), ask, _table.c.amount, _table.c.id)


def test_a_list_in_memory_has_pages_too() -> None:
    letters, cursor, found = list("abcdefg"), None, []
    while True:
        page, cursor = paging.of_list(letters, _ask(cursor, 3), str)
        found.append("".join(page))
        if cursor is None:
            break
    assert found == ["abc", "def", "g"]


def test_only_what_was_given_filters(session: Session) -> None:
    wanted = paging.given(
        select(_table.c.id), (_table.c.on, date(2026, 11, 5)), (_table.c.at, None)
    )
    assert session.scalars(wanted.order_by(_table.c.id)).all() == [
        UUID(int=number) for number in range(20, 23)
    ]


def _pages(session: Session, order: Any, keys: list[str]) -> Iterator[Any]:
    cursor = None
    while True:
        page = order(session, select(_table), _ask(cursor), *(_table.c[key] for key in keys))
        yield page.rows
        cursor = page.next
        if cursor is None:
            return


def _ask(cursor: str | None = None, page_size: int = 4) -> Ask:
    return Ask(cursor=cursor, page_size=page_size)
