"""Every order that a list offers is answered, in that order, over its pages (G-08)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from contracts.listing import Sort
from gateway.routes import ROUTES
from tests.e2e.company import Company, ok

_NUMBER = re.compile(r"\d+\.\d\d")


def _sorts() -> Iterator[Any]:
    for route in ROUTES:
        sort = route.operation.request_schema.fields.get("sort")
        if isinstance(sort, Sort):
            yield from (pytest.param(route.path, word, id=f"{word}") for word in sort.words)


@pytest.mark.parametrize(("path", "sort"), list(_sorts()))
def test_a_list_comes_in_the_order_asked_for(
    company_at_work: Company, path: str, sort: str
) -> None:
    reader = company_at_work.one("sales_manager", "XYT")
    here = path.removeprefix("/api/v1").format(project_id=company_at_work.project("XYT"))
    rows = list(_rows(reader, here, sort))
    assert rows, "the demonstration has rows of every list"
    values = [_value(row[sort.removeprefix("-")]) for row in rows]
    assert len({str(row) for row in rows}) == len(rows)
    having = [value for value in values if value is not None]
    assert values[: len(having)] == having, "rows without a value come last"
    pairs = list(pairwise(having))
    assert all(one >= other if sort.startswith("-") else one <= other for one, other in pairs)


def test_a_word_that_is_no_order_of_the_list_is_refused(company_at_work: Company) -> None:
    reader = company_at_work.one("sales_manager", "XYT")
    answer = reader.get("/receipts", sort="floor")
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == ["sort"]


def _rows(reader: Any, path: str, sort: str) -> Iterator[dict[str, Any]]:
    cursor: dict[str, str] = {}
    while True:
        page = ok(reader.get(path, sort=sort, page_size=3, **cursor))
        yield from page["items"]
        if page["next"] is None:
            return
        cursor = {"cursor": page["next"]}


def _value(text: Any) -> Any:
    """Money compares as a number; moments and days compare as they are written."""
    return Decimal(text) if isinstance(text, str) and _NUMBER.fullmatch(text) else text
