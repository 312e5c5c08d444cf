"""Schemas and fields: one shape for validation, serialisation and documentation.

Requests load into an `Ask` (attribute access), answers and event data dump to plain JSON: money is
a string with two decimals, moments are ISO 8601 in UTC, ids are UUIDv7.
"""

import uuid
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, cached_property
from types import SimpleNamespace
from typing import Any, TypeVar

from marshmallow import (
    EXCLUDE,
    RAISE,
    Schema,
    ValidationError,
    fields,
    missing,
    post_load,
    validate,
)
from uuid6 import uuid7

from contracts.refusals import invalid_input

WITHHELD = "withheld"
_Field = TypeVar("_Field", bound=fields.Field[Any])


class Ask(SimpleNamespace):
    """A loaded request: every declared field is an attribute, absent ones hold their default."""

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"the request has no field {name}")


class Shape(Schema):
    """A schema that loads into an `Ask`; a field that is absent and has no default is `None`."""

    @post_load
    def as_ask(self, data: Mapping[str, Any], **_: Any) -> Ask:
        return Ask(
            **(
                dict.fromkeys(field.attribute or name for name, field in self.fields.items())
                | dict(data)
            )
        )


class Request(Shape):
    """Base of every request schema. Unknown fields are refused by name."""

    class Meta:
        unknown = RAISE


class Facts(Shape):
    """Base of event data. Readers ignore fields they don't know, so that fields may be added."""

    class Meta:
        unknown = EXCLUDE


class Answer(Facts):
    """Base of every answer schema. A field that may be null is null where it isn't given; only
    one that is `withheld` is left out."""

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        if field_obj.allow_none and WITHHELD not in field_obj.metadata:
            field_obj.dump_default = None


class Id(fields.UUID):
    """A UUIDv7 made by the caller; other versions are refused (design §3)."""

    default_error_messages = {"not_version_7": "Not a UUID of version 7."}

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> uuid.UUID:
        found = super()._deserialize(value, attr, data, **kwargs)
        if found is not None and found.version != 7:
            raise self.make_error("not_version_7")
        return found


class Money(fields.Decimal):
    """CNY with two decimals, a string in JSON (`"3601400.00"`), at most 999999999999.99."""

    default_error_messages = {
        "cents": "Money has at most two decimals.",
        "range": "Money must be between 0 and 999999999999.99.",
    }

    def __init__(self, *, signed: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("metadata", {})
        kwargs["metadata"] = {"example": "1280000.00"} | dict(kwargs["metadata"])
        super().__init__(places=None, as_string=True, allow_nan=False, **kwargs)
        self.signed = signed
        self.pattern = ("^-?" if signed else "^") + r"\d{1,12}(\.\d{1,2})?$"

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Decimal:
        if isinstance(value, float):
            value = repr(value)
        amount = super()._deserialize(value, attr, data, **kwargs)
        assert amount is not None
        if amount != amount.quantize(Decimal("0.01")):
            raise self.make_error("cents")
        if abs(amount) > Decimal("999999999999.99") or (amount < 0 and not self.signed):
            raise self.make_error("range")
        return amount.quantize(Decimal("0.01"))

    def _serialize(self, value: Any, attr: Any, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else f"{Decimal(value):.2f}"


class Area(Money):
    """Square metres with two decimals, a string in JSON."""


class Rate(fields.Decimal):
    """A share of one (`"0.03"` is three per cent), a string in JSON."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["metadata"] = {"example": "0.03"} | dict(kwargs.get("metadata", {}))
        super().__init__(as_string=True, allow_nan=False, **kwargs)

    def _serialize(self, value: Any, attr: Any, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else format(Decimal(value).normalize(), "f")


class Moment(fields.AwareDateTime):
    """A point in time: ISO 8601 with an offset, stored and answered in UTC."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="iso", **kwargs)


class Text(fields.String):
    """A trimmed, non-empty text of at most `most` characters."""

    def __init__(self, *, most: int = 200, least: int = 1, **kwargs: Any) -> None:
        kwargs.setdefault("validate", validate.Length(min=least, max=most))
        super().__init__(**kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        assert text is not None
        if "\x00" in text:
            raise self.make_error("invalid")
        return text.strip()


class Page(Request):
    """Cursor paging of every list: at most `page_size` items (1–200) after `cursor`."""

    page_size = fields.Integer(load_default=50, validate=validate.Range(min=1, max=200))
    cursor: fields.Field = fields.String(load_default=None, allow_none=True)


def withheld(field: _Field) -> _Field:
    """A field that an answer has only for readers who are entitled to it."""
    field.metadata = {**field.metadata, WITHHELD: True}
    return field


@cache
def page_of(items: type[Schema], **beside: fields.Field[Any]) -> type[Answer]:
    """The answer schema of a list: `{"items": […], "next": cursor or null}`, and what is told
    `beside` it of the whole list, such as a total."""
    name = items.__name__ + "Page"
    attributes = {
        "items": fields.List(fields.Nested(items)),
        "next": fields.String(allow_none=True),
        **beside,
    }
    return type(name, (Answer,), attributes)


class Empty(Request):
    """A request without fields."""


class Done(Answer):
    """What a command answers when there is nothing else to say: ids, state and version."""

    id = fields.UUID()
    status = fields.String()
    version = fields.Integer()


def new_id() -> uuid.UUID:
    """A fresh UUIDv7, for what its caller did not name."""
    return uuid.UUID(str(uuid7()))


def load(schema: Schema, payload: Mapping[str, Any]) -> Ask:
    """Load a request, or refuse with `invalid_input` and `fields: {name: [what is wrong]}`."""
    try:
        loaded = schema.load(payload)
    except ValidationError as error:
        raise invalid_input(fields=error.normalized_messages()) from None
    assert isinstance(loaded, Ask)
    return loaded


class AsIs(fields.Nested):
    """A nested answer that its query has already made plain: documented like any other, but not
    serialised again. A board of 2,000 units costs 3 ms instead of 60. What a stored one lacks is
    left blank."""

    def _serialize(  # type: ignore[override]  # marshmallow names the argument in two ways
        self, value: Any, attr: str | None, obj: Any, **kwargs: Any
    ) -> Any:
        return self._blanks | value if isinstance(value, dict) else value

    @cached_property
    def _blanks(self) -> dict[str, Any]:
        defaults = {name: field.dump_default for name, field in self.schema.fields.items()}
        return {
            name: default() if callable(default) else default
            for name, default in defaults.items()
            if default is not missing
        }
