"""The protocol of deadlines (期限): what a service tells of them, the same for every service."""

from dataclasses import dataclass
from enum import StrEnum

from marshmallow import fields

from contracts.event import EventType
from contracts.office.roles import Role
from contracts.schema import Facts, Moment

Label = tuple[str, str]
"""A text in both languages, `(zh, en)`."""


class DeadlineStatus(StrEnum):
    """Still to be met, met, or no longer needed."""

    OPEN = "open"
    MET = "met"
    DROPPED = "dropped"


class Reminded(StrEnum):
    """Who is reminded of a deadline, unless its service names a person for the single one: the
    consultant, or nobody, so that a person must be named."""

    CONSULTANT = "consultant"
    PERSON = "person"


SALES_LINE = (Role.SALES_SUPERVISOR, Role.SALES_MANAGER, Role.SALES_DIRECTOR)
"""Major problems go on to the general manager by a person's decision, not by the clock."""


class DeadlineFacts(Facts):
    """What a deadline belongs to, as far as there is such a thing: who may see it and what its
    notices name follow from this."""

    deal_id = fields.UUID(allow_none=True)
    unit_id = fields.UUID(allow_none=True)
    unit_number = fields.String(allow_none=True)
    consultant_id = fields.UUID(allow_none=True)
    team_id = fields.UUID(allow_none=True)


class StartedDeadline(Facts):
    """`subject_id` is the matter itself, such as a deal to be signed, a loan case or a borrowed
    document; `responsible_id` is who is reminded, null where the kind's role is."""

    kind = fields.String(required=True)
    subject_id = fields.UUID(required=True)
    responsible_id = fields.UUID(allow_none=True)
    due_at = Moment(required=True)


class DeadlinesStarted(DeadlineFacts):
    """New deadlines that belong together, each in its first version. The aggregate is their deal,
    or else the subject of the first."""

    deadlines = fields.List(fields.Nested(StartedDeadline), required=True)


class DeadlineState(DeadlineFacts, StartedDeadline):
    """A deadline (期限) as it stands now (vocabulary `deadline_kind`). Whoever copies it ignores an
    older `version`."""

    status = fields.String(required=True)


@dataclass(frozen=True)
class DeadlineEvents:
    """The three events by which one service tells its deadlines."""

    started: EventType
    set: EventType
    met: EventType


def _events_of(service: str) -> DeadlineEvents:
    return DeadlineEvents(
        EventType(service, "deadlines_started", DeadlinesStarted, "New deadlines began"),
        EventType(service, "deadline_set", DeadlineState, "A deadline was moved or began again"),
        EventType(
            service, "deadline_met", DeadlineState, "A deadline was met or is no longer needed"
        ),
    )


KINDS: dict[str, "DeadlineKind"] = {}
"""Every kind of deadline by its name."""

DEADLINE_EVENTS: dict[str, DeadlineEvents] = {}
"""The events of each service that has a kind."""


@dataclass(frozen=True)
class DeadlineKind:
    """A kind of deadline: a row of `contracts.deadline_kinds`, and nothing else anywhere.

    `who` is reminded; a role stands for its staff on duty in the deadline's project. `advice` says
    what they should do. `notices`: how long before it, as in `7d,1d`; when it has come they always
    are. `escalation` is who is told in turn while nobody deals with a notice. `notice` is what the
    words `<notice>_soon` and `<notice>_due` of the vocabulary's `notice_kind` begin with.
    """

    service: str
    name: str
    who: Reminded | Role
    label: Label
    advice: Label
    notices: str = "7d,1d"
    escalation: tuple[Role, ...] = SALES_LINE
    notice: str = "deadline"

    def __post_init__(self) -> None:
        if self.name in KINDS:
            raise ValueError(f"the deadline {self.name} is declared twice")
        KINDS[self.name] = self
        if self.service not in DEADLINE_EVENTS:
            DEADLINE_EVENTS[self.service] = _events_of(self.service)

    @property
    def events(self) -> DeadlineEvents:
        """Those of its service."""
        return DEADLINE_EVENTS[self.service]
