"""What an event handler does with a batch of events."""

import logging
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from common import actor, clock, database, inbox, logs, metrics
from common.work import Call
from contracts import event as events
from contracts.event import Event, EventType, Unreadable

Outcome = Exception | None
_log = logging.getLogger(__name__)


class Handler:
    """`method(service, session, event, by, at)`, done once per event id.

    A batch is one transaction. If that fails, each of its events gets a transaction of its own, so
    that one event's fault is not another's.
    """

    def __init__(self, name: str, method: Callable[..., None], kind: EventType) -> None:
        self._name = name
        self._kind = kind
        self._method = method

    def handle(self, service: Any, bodies: Sequence[Any]) -> list[Outcome]:
        """What became of each body, or of the `Unreadable` in its place: `None`, or what it failed
        with."""
        read = [self._read(body) for body in bodies]
        batch = [event for event in read if isinstance(event, Event)]
        failed = self._handle(service, batch) if batch else {}
        return [failed.get(event.id) if isinstance(event, Event) else event for event in read]

    def _read(self, body: Any) -> Event | Unreadable:
        if isinstance(body, Unreadable):
            return body
        try:
            return events.read(body, self._kind)
        except Unreadable as error:
            return error

    def _handle(self, service: Any, batch: Sequence[Event]) -> dict[UUID, Exception]:
        """Failures by event."""
        try:
            self._in_one_transaction(service, batch)
        except Exception as error:
            if len(batch) == 1 or database.means_away(error):
                _log.exception("events could not be handled", extra={"handler": self._name})
                return {event.id: error for event in batch}
        else:
            return {}
        failed: dict[UUID, Exception] = {}
        for event in batch:
            failed |= self._handle(service, [event])
        return failed

    def _in_one_transaction(self, service: Any, batch: Sequence[Event]) -> None:
        call: Call = service.work
        by, at = actor.system(call.service), clock.now()
        with call.transaction() as session:
            fresh = inbox.new_ones(session, [event.id for event in batch], self._name, at)
            for event in batch:
                if event.id in fresh:
                    fresh.remove(event.id)
                    session.info["request_id"] = event.request_id
                    logs.request_id.set(event.request_id)
                    self._method(service, session, event, by, at)
                    # as at the end of a transaction: the next event reads anew
                    session.flush()
                    session.expunge_all()
        _note_lag(call.service, self._name, batch)


def _note_lag(service: str, handler: str, batch: Sequence[Event]) -> None:
    now = clock.now()
    lag = metrics.event_lag_seconds.labels(service, handler)
    for event in batch:
        lag.observe((now - event.occurred_at).total_seconds())
