"""Schemas and fields: one shape for validation, serialisation and documentation.

Requests load into an `Ask` (attribute access), answers and event data dump to plain JSON: money is
a string with two decimals, moments are ISO 8601 in UTC, ids are UUIDv7.
"""

import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
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
    pre_load,
    validate,
)
from uuid6 import uuid7

from contracts.bounds import YEARS, are_storable, is_in_years
from contracts.numbers import Area as Area
from contracts.numbers import Money as Money
from contracts.numbers import Rate as Rate
from contracts.numbers import Whole as Whole
from contracts.refusals import invalid_input

WITHHELD = "withheld"
SPARE = 4
"""How many times as long as its field allows a text may arrive, spaces and all."""
YEARS_MESSAGE = f"The year must be between {YEARS.start} and {YEARS.stop - 1}."
UNSTORABLE = "Has characters that can't be stored."
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
    """Base of every request schema. Unknown fields are refused by name, and in every text the
    characters that can't be stored."""

    class Meta:
        unknown = RAISE

    @pre_load
    def refuse_unstorable(self, data: Any, **_: Any) -> Any:
        if isinstance(data, Mapping):
            wrong = [str(name) for name, value in data.items() if not are_storable(_texts(value))]
            if wrong:
                raise ValidationError({name: [UNSTORABLE] for name in wrong})
        return data


class Facts(Shape):
    """Base of event data. Readers ignore fields they don't know, so that fields may be added."""

    is_ours = True

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


class Moment(fields.AwareDateTime):
    """A point in time: ISO 8601 with an offset, stored and answered in UTC."""

    default_error_messages = {"years": YEARS_MESSAGE}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="iso", **kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> datetime:
        moment = super()._deserialize(value, attr, data, **kwargs)
        if not is_in_years(moment) or not is_in_years(in_utc := moment.astimezone(UTC)):
            raise self.make_error("years")
        return in_utc


class Day(fields.Date):
    """A calendar day of a request."""

    default_error_messages = {"years": YEARS_MESSAGE}

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> date:
        day = super()._deserialize(value, attr, data, **kwargs)
        if not is_in_years(day):
            raise self.make_error("years")
        return day


class Typed(fields.String):
    """A text as it was typed, of at most `most` characters."""

    default_error_messages = {"too_long": "Longer than maximum length {most}."}

    def __init__(self, *, most: int = 200, least: int = 1, **kwargs: Any) -> None:
        kwargs.setdefault("validate", validate.Length(min=least, max=most))
        super().__init__(**kwargs)
        self.most = most

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if len(text) > SPARE * self.most:  # not worth to be trimmed, spelt or matched
            raise self.make_error("too_long", most=self.most)
        return text


class Text(Typed):
    """A trimmed, non-empty text of at most `most` characters."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        return super()._deserialize(value, attr, data, **kwargs).strip()


class Page(Request):
    """Cursor paging of every list: at most `page_size` items (1–200) after `cursor`."""

    page_size = Whole(load_default=50, validate=validate.Range(min=1, max=200))
    cursor: fields.Field = Typed(most=400, load_default=None, allow_none=True)


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


def _texts(value: Any) -> Iterator[Any]:
    """The value or, of a list, its elements."""
    yield from value if isinstance(value, list) else [value]


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
