"""Events: facts that a service tells everybody, past tense, no personal data (design §5, §9)."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from marshmallow import Schema, ValidationError, fields

from contracts import event_bounds
from contracts.envelope import Head, Unreadable, head_of
from contracts.schema import Answer, Ask

__all__ = [
    "EVENTS",
    "Envelope",
    "Event",
    "EventType",
    "TooNew",
    "Unreadable",
    "exchange_of",
    "read",
]


@dataclass(frozen=True)
class EventType:
    """A kind of fact: who tells it, its name, the schema of its data. Fields are only ever added;
    `version` grows when their meaning does."""

    source: str
    name: str
    data: type[Schema]
    summary: str = ""
    version: int = 1

    def __post_init__(self) -> None:
        if self.key in EVENTS:
            raise ValueError(f"event {self.key} is declared twice")
        EVENTS[self.key] = self

    @property
    def key(self) -> str:
        return f"{self.source}.{self.name}"

    @property
    def exchange(self) -> str:
        return exchange_of(self.source)

    @cached_property
    def data_schema(self) -> Schema:
        return event_bounds.strict(self.data())


EVENTS: dict[str, EventType] = {}
"""Every declared event by `source.name`."""


def exchange_of(service: str) -> str:
    """The topic exchange of a service's events; the routing key is the event's name."""
    return f"{service}.events"


class Envelope(Answer):
    """The wire form of every event, for documents; `contracts.envelope` reads it."""

    id = fields.UUID(required=True)
    source = fields.String(required=True)
    type = fields.String(required=True)
    schema = fields.Integer(required=True)
    aggregate_id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    project_id = fields.UUID(allow_none=True, load_default=None)
    occurred_at = fields.AwareDateTime(format="iso", required=True)
    by = fields.String(required=True)
    request_id = fields.String(allow_none=True, load_default=None)
    data = fields.Dict(required=True)


@dataclass(frozen=True)
class Event:
    """One fact as a handler sees it. `version` is the aggregate's version after the fact: copies of
    state ignore an older one; facts that add are applied once by `id` (design §5.5)."""

    id: UUID
    type: EventType
    aggregate_id: UUID
    version: int
    project_id: UUID | None
    occurred_at: datetime
    by: str
    request_id: str | None
    data: Ask


class TooNew(Unreadable):
    """An event of a later version of this platform: it waits for the upgrade."""


def read(body: Any, expected: EventType | None = None) -> Event:
    """The event in a decoded message, of the kind `expected` by the handler, or of any.

    Raises `Unreadable` when envelope or data are not as declared, `TooNew` when their `schema` is
    one that we don't know yet.
    """
    head = head_of(body)
    kind = EVENTS.get(f"{head.source}.{head.type}")
    if kind is None or kind is not (expected or kind):
        wanted = expected.key if expected else "any that is declared"
        raise Unreadable(f"{head.source}.{head.type} is not {wanted}")
    if head.schema > kind.version:
        raise TooNew(f"schema {head.schema} of {kind.key} is newer than {kind.version}")
    return Event(
        id=head.id,
        type=kind,
        aggregate_id=head.aggregate_id,
        version=head.version,
        project_id=head.project_id,
        occurred_at=head.occurred_at,
        by=head.by,
        request_id=head.request_id,
        data=_data_of(head, kind),
    )


def _data_of(head: Head, kind: EventType) -> Ask:
    try:
        data = kind.data_schema.load(head.data)
    except ValidationError as error:
        raise Unreadable(f"data of {kind.key}: {error}") from None
    except (ArithmeticError, ValueError, TypeError) as error:
        raise Unreadable(f"data of {kind.key}: {type(error).__name__}") from None
    assert isinstance(data, Ask)
    if fault := event_bounds.fault_in(data):
        raise Unreadable(f"data of {kind.key}: {fault}")
    return data
