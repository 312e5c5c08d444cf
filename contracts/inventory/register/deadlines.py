"""Deadlines (期限): by when something must be done."""

from enum import StrEnum

from marshmallow import fields

from contracts.event import EventType
from contracts.schema import Facts, Moment


class DeadlineKind(StrEnum):
    """What must be done by a certain moment (期限; R-06). Signing follows from the subscription's
    own events and is not among them."""

    FILING = "filing"
    COMMERCIAL_LOAN = "commercial_loan"
    PROVIDENT_FUND = "provident_fund"
    HANDOVER = "handover"
    TITLE = "title"
    ARCHIVE = "archive"
    BORROWING = "borrowing"
    HAND_IN = "hand_in"


class DeadlineStatus(StrEnum):
    """Still to be met, met, or no longer needed."""

    OPEN = "open"
    MET = "met"
    DROPPED = "dropped"


class DeadlineTold(Facts):
    """A deadline (期限) as it stands now (vocabulary `deadline_kind`): `subject_id` is the matter
    itself, such as a loan case or a borrowed document, `deal_id` what it belongs to;
    `responsible_id` is who is reminded. Whoever copies it ignores an older `version`."""

    kind = fields.String(required=True)
    subject_id = fields.UUID(required=True)
    deal_id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    unit_number = fields.String(allow_none=True)
    consultant_id = fields.UUID(required=True)
    team_id = fields.UUID(allow_none=True)
    responsible_id = fields.UUID(required=True)
    due_at = Moment(required=True)
    status = fields.String(required=True)


class StartedDeadline(Facts):
    kind = fields.String(required=True)
    subject_id = fields.UUID(required=True)
    responsible_id = fields.UUID(required=True)
    due_at = Moment(required=True)


class DeadlinesStarted(Facts):
    """New deadlines of one deal, each in its first version."""

    deal_id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    unit_number = fields.String(allow_none=True)
    consultant_id = fields.UUID(required=True)
    team_id = fields.UUID(allow_none=True)
    deadlines = fields.List(fields.Nested(StartedDeadline), required=True)


DEADLINES_STARTED = EventType(
    "inventory", "deadlines_started", DeadlinesStarted, "New deadlines of a deal began"
)
DEADLINE_SET = EventType(
    "inventory", "deadline_set", DeadlineTold, "A deadline was moved or began again"
)
DEADLINE_MET = EventType(
    "inventory", "deadline_met", DeadlineTold, "A deadline was met or is no longer needed"
)
