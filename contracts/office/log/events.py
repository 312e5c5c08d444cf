"""The event log (事件日志): audit trail, change feed, source of rebuilds (O-08; design §5)."""

from marshmallow import fields, validate

from contracts.event import Envelope
from contracts.operation import OPEN, Operation
from contracts.schema import Answer, Request, Text, Whole

MOST_POSITION = (1 << 53) - 1


class ListEvents(Request):
    """Events at positions greater than `after`, in order, at most `page_size` (1–1,000)."""

    after = Whole(load_default=0, validate=validate.Range(min=0, max=MOST_POSITION))
    page_size = Whole(load_default=100, validate=validate.Range(min=1, max=1000))
    type = Text(most=60, load_default=None)
    source = Text(most=60, load_default=None)
    project_id = fields.UUID(load_default=None)
    aggregate_id = fields.UUID(load_default=None)


class LoggedEvent(Envelope):
    """An event's envelope and its gapless `position` in the log. `occurred_at` is null for a moment
    that no calendar has; `schema` is 0 for a row that is no event any more."""

    occurred_at = fields.AwareDateTime(format="iso", required=True, allow_none=True)
    position = fields.Integer()


class LoggedEvents(Answer):
    """`next` is the `after` of the following page, null on the last; `head` the newest position."""

    items = fields.List(fields.Nested(LoggedEvent))
    next = fields.Integer(allow_none=True)
    head = fields.Integer()


class LogHead(Answer):
    """The newest position of the log, 0 for an empty one."""

    head = fields.Integer()


list_events = Operation(
    "office",
    "list_events",
    "Everything that happened, in the order of the log",
    "audit.read",
    ListEvents,
    LoggedEvents,
    deadline=10.0,
)
read_log_head = Operation(
    "office",
    "read_log_head",
    "How far the log has come; asked by the gateway for its readiness",
    OPEN,
    answer=LogHead,
    deadline=2.0,
    internal=True,
)
