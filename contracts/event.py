"""Events: facts that a service tells everybody, past tense, no personal data (design §5, §9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from marshmallow import Schema, ValidationError, fields

from contracts.schema import Answer, Ask


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
        return self.data()


EVENTS: dict[str, EventType] = {}
"""Every declared event by `source.name`."""


def exchange_of(service: str) -> str:
    """The topic exchange of a service's events; the routing key is the event's name."""
    return f"{service}.events"


class Envelope(Answer):
    """The wire form of every event."""

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


class Unreadable(ValueError):
    """A message that is not an event we know; it is parked at once."""


_envelope = Envelope()


def read(body: Mapping[str, Any]) -> Event:
    """The event in a decoded message. Raises `Unreadable`."""
    try:
        envelope = _envelope.load(body)
        kind = EVENTS[f"{envelope.source}.{envelope.type}"]
        data = kind.data_schema.load(envelope.data)
    except (ValidationError, KeyError) as error:
        raise Unreadable(str(error)) from None
    return Event(
        id=envelope.id,
        type=kind,
        aggregate_id=envelope.aggregate_id,
        version=envelope.version,
        project_id=envelope.project_id,
        occurred_at=envelope.occurred_at,
        by=envelope.by,
        request_id=envelope.request_id,
        data=data,
    )
