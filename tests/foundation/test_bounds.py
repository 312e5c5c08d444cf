"""Whatever an operation is asked with is within bounds or refused by its field, and never a fault:
texts, numbers and times of every operation's request (design §2)."""

import importlib
from collections.abc import Collection, Iterator
from datetime import datetime
from decimal import Decimal
from time import perf_counter
from typing import Any

import pytest
from marshmallow import Schema, fields, validate
from sqlalchemy import MetaData, String

from contracts import schema
from contracts.bounds import MOST_INTEGER, YEARS, is_storable
from contracts.files import Content
from contracts.numbers import MOST_MONEY, MOST_PLACES, Money, Rate, Whole
from contracts.operation import OPERATIONS, Operation
from contracts.parking import SERVICES
from contracts.refusals import Invalid
from contracts.schema import Day, Moment, Request
from contracts.words import Word
from gateway.routes import ROUTES
from tests.odd import NUMBERS, TEXTS, TIMES

assert ROUTES, "all operations are declared by now"
_OPERATIONS = [each for each in OPERATIONS.values() if each.service in SERVICES]
_LARGE_SUMS = {"reporting.set_target"}
"""What a company sells in a year is more than one thing costs."""
_ENDLESS = {"office.list_events"}
"""Its positions have a wider column."""
_NOT_STORED_SO = {
    ("office.log_in", "username"): "is looked up",
    ("inventory.upload_attachment", "file_name"): "is shortened",
    ("inventory.replace_template", "file_name"): "is not kept",
}
_Path = tuple[str, ...]

_each = pytest.mark.parametrize(
    "operation", [pytest.param(operation, id=operation.key) for operation in _OPERATIONS]
)


def _leaves(shape: Schema, above: _Path = ()) -> Iterator[tuple[_Path, fields.Field[Any]]]:
    """Every field of a request that holds no others, by its path; `0` is a list's element."""
    for name, field in shape.fields.items():
        yield from _leaves_of(field, (*above, name))


def _leaves_of(field: fields.Field[Any], path: _Path) -> Iterator[tuple[_Path, fields.Field[Any]]]:
    match field:
        case fields.Nested():
            assert isinstance(field.schema, Request), path
            yield from _leaves(field.schema, path)
        case fields.List():
            assert _most_of(field) or _words_of(field.inner), f"{path} may be endless"
            yield from _leaves_of(field.inner, (*path, "0"))
        case _:
            yield path, field


def _validators(field: fields.Field[Any], kind: type[Any]) -> list[Any]:
    return [each for each in field.validators if isinstance(each, kind)]


def _most_of(field: fields.Field[Any]) -> int | None:
    """The length of its longest value."""
    return min((one.max for one in _validators(field, validate.Length) if one.max), default=None)


def _words_of(field: fields.Field[Any]) -> bool:
    return isinstance(field, Word | fields.Enum)


@_each
def test_every_field_is_bounded(operation: Operation) -> None:
    for path, field in _leaves(operation.request_schema):
        assert _is_bounded(operation, field), path


def _is_bounded(operation: Operation, field: fields.Field[Any]) -> bool:
    match field:
        case Word() | fields.UUID() | fields.Boolean() | fields.Enum() | Day() | Moment() | Rate():
            return not isinstance(field, Rate) or bool(_validators(field, validate.Range))
        case Whole():
            ranges = _validators(field, validate.Range)
            most = min(one.max for one in ranges if one.max is not None)
            return most <= MOST_INTEGER or operation.key in _ENDLESS
        case Money():
            return field.most <= MOST_MONEY or operation.key in _LARGE_SUMS
        case Content():
            return _most_of(field) is not None
        case fields.String():
            return bool(_most_of(field) or _validators(field, validate.Regexp))
    return False


@_each
def test_no_text_is_longer_than_its_columns(operation: Operation) -> None:
    """By name: of a service's columns that are called like the field the longest takes it."""
    columns = _longest_columns(operation.service)
    for path, field in _leaves(operation.request_schema):
        most, column = _most_of(field), columns.get(path[-1])
        if most and column and (operation.key, path[-1]) not in _NOT_STORED_SO:
            assert most <= column, path


def _longest_columns(service: str) -> dict[str, int]:
    metadata: MetaData = importlib.import_module(f"services.{service}.tables").METADATA
    longest: dict[str, int] = {}
    for table in metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, String) and column.type.length:
                longest[column.name] = max(longest.get(column.name, 0), column.type.length)
    return longest


@_each
def test_odd_values_are_refused_by_their_field_or_within_bounds(operation: Operation) -> None:
    for path, field in _leaves(operation.request_schema):
        for value in (*NUMBERS, *TIMES, *TEXTS):
            began = perf_counter()
            is_refused = path[0] in _refused_fields(operation, _nested(path, value))
            assert is_refused or _is_within(operation, field.deserialize(value)), (path, value)
            assert perf_counter() - began < 1, (path, str(value)[:40])


def _nested(path: _Path, value: Any) -> dict[str, Any]:
    for step in reversed(path):
        value = [value] if step == "0" else {step: value}
    return dict(value)


def _refused_fields(operation: Operation, payload: dict[str, Any]) -> Collection[str]:
    try:
        schema.load(operation.request_schema, payload)
    except Invalid as refusal:
        named: dict[str, Any] = refusal.details["fields"]
        return named.keys()
    return ()


def _is_within(operation: Operation, value: Any) -> bool:
    match value:
        case str():
            return is_storable(value)
        case int():
            return abs(value) <= MOST_INTEGER or operation.key in _ENDLESS
        case Decimal():
            places = -int(value.normalize().as_tuple().exponent)
            most = MOST_MONEY * (101 if operation.key in _LARGE_SUMS else 1)
            return abs(value) <= most and places <= MOST_PLACES
        case datetime():
            return value.year in YEARS and not value.utcoffset()
    return True


def test_numbers_beyond_their_range_are_no_bounds_of_ours() -> None:
    """The control: marshmallow's own fields take what would be a fault later."""
    assert fields.Integer().deserialize(2**64) > MOST_INTEGER
    assert fields.Decimal().deserialize("1e999999") > MOST_MONEY
    assert fields.Date().deserialize("0001-01-01").year not in YEARS
    assert not is_storable(str(fields.String().deserialize("a\x00")))
