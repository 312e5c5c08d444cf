"""Every question that a service's declared operations allow: with what is required only, and with
each filter by itself, by each word of an enumeration."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields

from contracts.listing import Sort
from contracts.operation import OPERATIONS, Operation
from contracts.words import Word

_OF_PAGES = ("page_size", "cursor")
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Question:
    """`by` is the field that makes it a special one, "" for the plain question."""

    operation: Operation
    by: str
    payload: Values

    @property
    def said(self) -> str:
        return f"{self.operation.key}({self.by and f'{self.by}={self.payload[self.by]}'})"


def questions_of(service: str) -> list[Operation]:
    """What is only read, but for files, which storage gives."""
    read = [one for one in OPERATIONS.values() if one.service == service and not one.writes]
    return [one for one in read if not one.name.startswith("download_")]


def asked(operation: Operation, values: Values) -> Iterator[Question]:
    """`values` has one for every field that is no word, flag or order, by its name, and by
    `operation.field` where one operation wants another: `None` leaves it out. Under an operation's
    name stands what else is always asked for. A field without a value is a fault."""
    schema = operation.request_schema
    base = {
        _name(name, field): value
        for name, field in schema.fields.items()
        if field.required
        for value in _given(operation, name, field, values)[:1]
    } | values.get(operation.name, {})
    yield Question(operation, "", base)
    for name, field in schema.fields.items():
        if name not in _OF_PAGES:
            given = _given(operation, name, field, values)
            for value in given[1:] if field.required else given:
                yield Question(operation, _name(name, field), base | {_name(name, field): value})


def _given(operation: Operation, name: str, field: fields.Field[Any], values: Values) -> list[Any]:
    key = f"{operation.name}.{name}"
    if key in values or name in values:
        value = values.get(key, values.get(name))
        return [] if value is None else [value]
    if isinstance(field, Sort):
        return [f"-{field.sorts[0]}"]
    if isinstance(field, Word):
        return list(field.words)
    if isinstance(field, fields.Enum):
        return [str(word.value) for word in field.enum]
    if isinstance(field, fields.Boolean):
        return [value for value in (True, False) if value != field.load_default]
    raise KeyError(f"{key}: no value to ask for")


def _name(name: str, field: fields.Field[Any]) -> str:
    return field.data_key or name


def page_of(schema: Schema, ask: Any) -> int:
    """How many rows a page may have; 0 where there are no pages."""
    return int(ask.page_size) if "page_size" in schema.fields else 0
