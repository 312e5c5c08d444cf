"""Handlers that follow from a table are those that would have been written down."""

import inspect
from typing import Any

import pytest

from common.entrypoints import on_event
from common.fan_in import on_events
from common.handlers import EventConsumer
from contracts.event import EventType
from contracts.office.events import STAFF_JOINED, STAFF_LEFT, STAFF_MOVED

TABLE = (STAFF_JOINED, STAFF_MOVED)


class Copies:
    """A topic."""

    @on_events(*TABLE)
    def copies_on_staff(self, session: Any, event: Any, by: Any, at: Any) -> None:
        session.append((event, by, at))

    @on_event(STAFF_LEFT)
    def copies_on_staff_left(self, session: Any, event: Any, by: Any, at: Any) -> None:
        session.append((event, by, at))


def handlers(topic: type) -> dict[str, EventType]:
    members = inspect.getmembers(topic, inspect.isfunction)
    return {name: method.handles for name, method in members if hasattr(method, "handles")}


def test_every_event_of_the_table_has_a_handler_of_its_own_name() -> None:
    assert handlers(Copies) == {
        "copies_on_staff_joined": STAFF_JOINED,
        "copies_on_staff_moved": STAFF_MOVED,
        "copies_on_staff_left": STAFF_LEFT,
    }
    assert not hasattr(Copies, "copies_on_staff"), "the method itself is no handler"


def test_a_handler_of_the_table_is_an_entrypoint_like_one_that_is_written_down() -> None:
    for name, event in handlers(Copies).items():
        method = getattr(Copies, name)
        [consumer] = method.nameko_entrypoints
        assert isinstance(consumer, EventConsumer)
        assert (consumer.source_service, consumer.event_type) == (event.source, event.name)
        assert (method.__name__, method.__module__) == (name, __name__)


def test_a_second_handler_of_one_event_is_refused() -> None:
    with pytest.raises(RuntimeError) as refused:

        class Twice:
            @on_event(STAFF_LEFT)
            def twice_on_staff_left(self, *_: Any) -> None: ...

            @on_events(STAFF_LEFT)
            def twice_on_staff(self, *_: Any) -> None: ...

    assert str(refused.value.__cause__) == "Twice has two handlers twice_on_staff_left"


def test_a_method_that_names_no_topic_is_refused() -> None:
    with pytest.raises(RuntimeError) as refused:

        class Nameless:
            @on_events(STAFF_LEFT)
            def copy(self, *_: Any) -> None: ...

    assert "<topic>_on_<anything>" in str(refused.value.__cause__)
