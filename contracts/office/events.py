"""Facts that office tells (design §9). No names, no addresses: who needs them asks office."""

from marshmallow import fields

from contracts.event import EventType
from contracts.schema import Facts, Moment


class SessionsRevoked(Facts):
    """Tokens that somebody got before a moment are void; with `session_id` only those of that
    session."""

    staff_id = fields.UUID(required=True)
    session_id = fields.UUID(allow_none=True)
    not_before = Moment(required=True)


class SystemTokensRevoked(Facts):
    """Tokens that a service signed for itself before a moment are void."""

    service = fields.String(required=True)
    not_before = Moment(required=True)


class StaffPosted(Facts):
    """A member of staff as posted now: roles, team, projects, and who leads them."""

    staff_id = fields.UUID(required=True)
    roles = fields.List(fields.String(), required=True)
    team_id = fields.UUID(allow_none=True)
    supervisor_id = fields.UUID(allow_none=True)
    project_ids = fields.List(fields.UUID(), required=True)
    region_ids = fields.List(fields.UUID(), required=True)


class StaffChanged(Facts):
    """Which particulars changed, not what they are."""

    staff_id = fields.UUID(required=True)
    changed = fields.List(fields.String(), required=True)


class StaffLeft(Facts):
    staff_id = fields.UUID(required=True)


class PasswordSet(Facts):
    staff_id = fields.UUID(required=True)


class SecondFactorChanged(Facts):
    """`change`: `enrolled`, `removed` by the person, `reset` by an administrator,
    `recovery_code_used` or `recovery_codes_renewed`."""

    staff_id = fields.UUID(required=True)
    change = fields.String(required=True)


class TeamFormed(Facts):
    team_id = fields.UUID(required=True)
    supervisor_id = fields.UUID(allow_none=True)
    region_id = fields.UUID(allow_none=True)


SESSIONS_REVOKED = EventType(
    "office", "sessions_revoked", SessionsRevoked, "Tokens issued before a moment are void"
)
SYSTEM_TOKENS_REVOKED = EventType(
    "office",
    "system_tokens_revoked",
    SystemTokensRevoked,
    "What a service signed for itself before a moment is void",
)
STAFF_JOINED = EventType("office", "staff_joined", StaffPosted, "Somebody joined")
STAFF_MOVED = EventType("office", "staff_moved", StaffPosted, "Roles, team or postings changed")
STAFF_CHANGED = EventType(
    "office", "staff_changed", StaffChanged, "Somebody's name, e-mail or phone changed"
)
PASSWORD_SET = EventType("office", "password_set", PasswordSet, "Somebody got another password")
SECOND_FACTOR_CHANGED = EventType(
    "office", "second_factor_changed", SecondFactorChanged, "Somebody got or lost a second factor"
)
STAFF_LEFT = EventType("office", "staff_left", StaffLeft, "Somebody left")
TEAM_FORMED = EventType(
    "office", "team_formed", TeamFormed, "A team was formed or got a new leader"
)
