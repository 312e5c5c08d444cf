"""The wire form of an event, checked field by field. Written out, because it is read for every
event and handler, and a schema takes longer for it than many handlers for their work."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

MOST_BYTES = 1 << 20
"""The largest message that is an event."""
MOST_TEXT = 200
YEARS = range(2000, 2100)
"""In which something can have happened."""

_WORD = re.compile(r"[a-z][a-z0-9_]{0,59}")
_MOST_INTEGER = (1 << 31) - 1


class Unreadable(ValueError):
    """A message that is not an event we know; it is parked at once."""


@dataclass(frozen=True, slots=True)
class Head:
    """The envelope's fields. `data` is what the event's own schema loads."""

    id: UUID
    source: str
    type: str
    schema: int
    aggregate_id: UUID
    version: int
    project_id: UUID | None
    occurred_at: datetime
    by: str
    request_id: str | None
    data: Mapping[str, Any]


def head_of(body: Any) -> Head:
    """The envelope in a decoded message. Raises `Unreadable` naming the fields that are wrong."""
    if not isinstance(body, dict):
        raise Unreadable("not an object")
    found, wrong = {}, []
    for name, check in _CHECKS.items():
        try:
            found[name] = check(body.get(name))
        except ValueError:
            wrong.append(name)
    if wrong:
        raise Unreadable(f"the envelope's {', '.join(wrong)} is missing or wrong")
    return Head(**found)


def _id(value: Any) -> UUID:
    if not isinstance(value, str) or len(value) != 36:
        raise ValueError
    return UUID(value)


def _word(value: Any) -> str:
    if not isinstance(value, str) or not _WORD.fullmatch(value):
        raise ValueError
    return value


def _number(least: int) -> Callable[[Any], int]:
    def check(value: Any) -> int:
        if type(value) is not int or not least <= value <= _MOST_INTEGER:
            raise ValueError
        return value

    return check


def _text(value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= MOST_TEXT or "\x00" in value:
        raise ValueError
    return value


def _moment(value: Any) -> datetime:
    if not isinstance(value, str) or len(value) > 40:
        raise ValueError
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None or moment.year not in YEARS:
        raise ValueError
    return moment


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError
    return value


def _or_none(check: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else check(value)


_CHECKS: dict[str, Callable[[Any], Any]] = {
    "id": _id,
    "source": _word,
    "type": _word,
    "schema": _number(1),
    "aggregate_id": _id,
    "version": _number(0),
    "project_id": _or_none(_id),
    "occurred_at": _moment,
    "by": _text,
    "request_id": _or_none(_text),
    "data": _object,
}
