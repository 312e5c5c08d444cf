"""The chain: each event's hash covers the event and the hash before it (O-08)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson

from contracts.envelope import MOST_BYTES, Unreadable, head_of

GENESIS = "0" * 64
"""The hash before the first event."""

_REPEATED = ("id", "source", "type", "aggregate_id", "project_id", "occurred_at")
"""Columns that repeat the body."""


@dataclass(frozen=True)
class Entry:
    """An event ready to be logged."""

    id: UUID
    source: str
    type: str
    aggregate_id: UUID
    project_id: UUID | None
    occurred_at: datetime
    body: str


def entry_of(message: bytes) -> Entry:
    """The entry of an event as it came; kinds that we don't know yet are logged too.

    Raises `Unreadable` for what is no event at all, and for what no table could keep.
    """
    if len(message) > MOST_BYTES:
        raise Unreadable(f"{len(message)} bytes are more than {MOST_BYTES}")
    try:
        given = orjson.loads(message)
        head = head_of(given)
        body = canonical(given)
    except orjson.JSONDecodeError as error:
        raise Unreadable(f"no JSON: {error}") from None
    except orjson.JSONEncodeError:
        raise Unreadable("nested too deeply, or with numbers that are too large") from None
    repeated = {name: getattr(head, name) for name in _REPEATED}
    return Entry(**repeated, body=body)


def canonical(envelope: dict[str, Any]) -> str:
    """JSON without spaces, keys sorted: the same event is always the same text."""
    return orjson.dumps(envelope, option=orjson.OPT_SORT_KEYS).decode()


def chained(previous: str, body: str) -> str:
    """The hash of an event after the one with the hash `previous`."""
    return hashlib.sha256(previous.encode() + body.encode()).hexdigest()


def numbered(position: int, previous: str, entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """The rows of `entries` after `position`, whose hash is `previous`."""
    rows = []
    for number, entry in enumerate(entries, start=position + 1):
        previous = chained(previous, entry.body)
        rows.append(vars(entry) | {"position": number, "hash": previous})
    return rows


def fault(row: Any, *, expected: int, previous: str) -> str | None:
    """What is wrong with a row of the log, which should stand at `expected`; `None` if nothing.

    `row.occurred_at` is the database's text. What an earlier version logged, and this one would
    park, is sound as long as its hash and columns fit.
    """
    if row.position != expected:
        return f"position {expected} is missing"
    if row.hash != chained(previous, row.body):
        return "the hash does not fit: the event or one before it was changed"
    body = parsed(row.body)
    if body is None:
        return "it is no event any more"
    changed = [name for name in _REPEATED if not _repeats(name, getattr(row, name), body.get(name))]
    return f"{', '.join(changed)} differ from the event" if changed else None


def parsed(body: str) -> dict[str, Any] | None:
    """The envelope that was logged; `None` for what is no object."""
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    return found if isinstance(found, dict) else None


def moment(given: Any) -> datetime | None:
    """A moment as an envelope or the database writes it; `None` for one that Python can't count,
    such as a year before 1 or after 9999."""
    try:
        found = given if isinstance(given, datetime) else datetime.fromisoformat(given)
        return found.astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        return None


def _repeats(name: str, column: Any, given: Any) -> bool:
    if name == "occurred_at":
        return moment(column) == moment(given)
    if column is None or given is None:
        return column is given
    return str(column).lower() == str(given).lower()
