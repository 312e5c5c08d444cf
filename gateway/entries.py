"""Entries of the live stream: what an event says in public, and whom it concerns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from common.actor import Actor
from contracts.office.roles import Scope

_EVERYTHING = "*"
_RIGHT_ON = {
    "inventory": "board.read",
    "crm": "customer.read",
    "reminders": "notice.read",
    "reporting": "report.read",
    "office": "staff.read",
}
_RECIPIENT = ("recipient_id", "staff_id")
_PERSONAL = (*_RECIPIENT, "consultant_id", "owner_id")
_TO_THEIR_PERSON_ONLY = {"notice_sent", "notice_acknowledged"}

Audience = tuple[str, str]
"""A source of events, and whose they are: a project, a person, or `*`."""


@dataclass(frozen=True, slots=True)
class Entry:
    event_id: str
    block: bytes
    audiences: tuple[Audience, ...]


def entry_of(envelope: Mapping[str, Any]) -> Entry:
    """The entry of an event, as a block of the stream, and whom it concerns."""
    data = envelope["data"]
    public = {
        "kind": envelope["type"],
        "id": envelope["aggregate_id"],
        "project": envelope.get("project_id"),
        "version": envelope["version"],
    }
    if isinstance(data.get("status"), str):
        public["status"] = data["status"]
    block = b"id: %s\ndata: %s\n\n" % (envelope["id"].encode(), orjson.dumps(public))
    return Entry(envelope["id"], block, tuple(_audiences(envelope, data)))


def _audiences(envelope: Mapping[str, Any], data: Mapping[str, Any]) -> Iterable[Audience]:
    source = envelope["source"]
    personal = envelope["type"] in _TO_THEIR_PERSON_ONLY
    for name in _RECIPIENT if personal else _PERSONAL:
        if data.get(name):
            yield source, data[name]
    if personal:
        return
    yield source, _EVERYTHING
    if envelope.get("project_id"):
        yield source, envelope["project_id"]


def audiences_of(by: Actor) -> frozenset[Audience]:
    """What somebody may hear of, by right and scope."""
    found = set()
    for source, right in _RIGHT_ON.items():
        scope = by.scope(right)
        if scope is None:
            continue
        if scope is Scope.ALL:
            found.add((source, _EVERYTHING))
        elif scope >= Scope.PROJECT:
            found |= {(source, str(project)) for project in by.projects_for(scope)}
        found.add((source, by.id))
    return frozenset(found)
