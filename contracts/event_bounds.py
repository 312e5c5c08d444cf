"""Bounds of every event's data, beside what its schema declares: what a handler may be given."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from marshmallow import Schema, fields

from contracts.bounds import MOST_INTEGER, YEARS

MOST_TEXT = 2000
MOST_ITEMS = 10_000
MOST_DECIMAL = Decimal(10) ** 15


def strict(schema: Schema) -> Schema:
    """`schema`, which no longer takes one type for another: `"3"` and `3.7` are no integers, `"on"`
    is no truth. Events are written by schemas, not by hands."""
    for field in schema.fields.values():
        _tighten(field)
    return schema


def _tighten(field: fields.Field[Any]) -> None:
    match field:
        case fields.Integer():
            field.strict = True
        case fields.Boolean():
            field.truthy, field.falsy = {True}, {False}
        case fields.List():
            _tighten(field.inner)
        case fields.Nested():
            strict(field.schema)


def fault_in(data: SimpleNamespace) -> str | None:
    """What is out of bounds, by field; `None` for nothing."""
    return _fault(vars(data).items())


def _fault(values: Iterable[tuple[str, Any]]) -> str | None:
    for name, value in values:
        if not _is_within(value):
            return f"{name} is out of bounds"
        if isinstance(value, SimpleNamespace):
            fault = _fault(vars(value).items())
        elif isinstance(value, list):
            fault = _fault((name, item) for item in value)
        else:
            continue
        if fault:
            return fault
    return None


def _is_within(value: Any) -> bool:
    match value:
        case str():
            return len(value) <= MOST_TEXT and "\x00" not in value
        case int():
            return abs(value) <= MOST_INTEGER
        case Decimal():
            return abs(value) <= MOST_DECIMAL
        case date():
            return value.year in YEARS
        case list():
            return len(value) <= MOST_ITEMS
    return True
