"""The chain: each event's hash covers the event and the hash before it (O-08)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from marshmallow import ValidationError

from contracts.event import Envelope, Unreadable

GENESIS = "0" * 64
"""The hash before the first event."""

_envelope = Envelope()


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

    Raises `Unreadable` for what is no event at all.
    """
    try:
        given = orjson.loads(message)
        envelope = _envelope.load(given)
    except (orjson.JSONDecodeError, ValidationError) as error:
        raise Unreadable(str(error)) from None
    if "\x00" in envelope.source + envelope.type:
        raise Unreadable("source or type holds a NUL character")
    return Entry(
        id=envelope.id,
        source=envelope.source,
        type=envelope.type,
        aggregate_id=envelope.aggregate_id,
        project_id=envelope.project_id,
        occurred_at=envelope.occurred_at,
        body=canonical(given),
    )


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
    """What is wrong with a row of the log, which should stand at `expected`; `None` if nothing."""
    if row.position != expected:
        return f"position {expected} is missing"
    if row.hash != chained(previous, row.body):
        return "the hash does not fit: the event or one before it was changed"
    entry = entry_of(row.body.encode())
    changed = [name for name, value in vars(entry).items() if getattr(row, name) != value]
    return f"{', '.join(changed)} differ from the event" if changed else None
