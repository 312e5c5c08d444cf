"""Events of several kinds that are handled alike: the handlers follow from a table of them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import Method, on_event
from contracts.event import Event, EventType


def on_events(*kinds: EventType) -> Callable[[Method], Any]:
    """One handler for each kind of event, with a queue of its own, as if each was written down:

        @on_events(*commands.COUNTED)
        def figures_on_fact(self, session, event, by, at):
            commands.count(session, event)

    makes `figures_on_unit_sold`, `figures_on_sale_cancelled`, … by `on_event`. The method is named
    `<topic>_on_<anything>`, and is itself no member of the class. Raises `ValueError` for another
    name, and for a handler that the class has already.
    """
    return lambda method: _Handlers(kinds, method)


class _Handlers:
    """Stands in the class's body for the handlers, which its end puts in its place."""

    def __init__(self, kinds: Sequence[EventType], method: Method) -> None:
        self._kinds = kinds
        self._method = method

    def __set_name__(self, topic: type, name: str) -> None:
        prefix, on, _ = name.partition("_on_")
        if not on:
            raise ValueError(f"the handlers {name} must be named <topic>_on_<anything>")
        delattr(topic, name)
        for kind in self._kinds:
            handler = f"{prefix}_on_{kind.name}"
            if handler in vars(topic):
                raise ValueError(f"{topic.__name__} has two handlers {handler}")
            setattr(topic, handler, on_event(kind)(_named(handler, self._method)))


def _named(name: str, method: Method) -> Method:
    @wraps(method)
    def handler(self: Any, session: Session, event: Event, by: Actor, at: datetime) -> None:
        method(self, session, event, by, at)

    handler.__name__ = name
    return handler
