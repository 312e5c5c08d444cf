"""Log-in, tokens, passwords (登录与会话): G-02; design §7. Nothing here is stored or logged."""

from marshmallow import fields, validate

from contracts.office.access.lockout import account_locked
from contracts.office.access.passwords import Secret
from contracts.office.roles import Role
from contracts.operation import OPEN, Operation
from contracts.refusals import Unauthenticated, code
from contracts.schema import Answer, Moment, Request
from contracts.words import Word

login_failed = code(
    Unauthenticated,
    "login_failed",
    zh="用户名或密码不正确。",
    en="Username or password is not right.",
)
session_ended = code(
    Unauthenticated,
    "session_ended",
    zh="登录已失效，请重新登录。",
    en="This session has ended; please log in again.",
)


class LogIn(Request):
    username = fields.String(required=True, validate=validate.Length(min=1, max=200))
    password = Secret()


class RefreshSession(Request):
    refresh_token = Secret()


class SessionStaff(Answer):
    id = fields.UUID()
    name = fields.String()
    username = fields.String()
    roles = fields.List(Word(Role))
    team_id = fields.UUID(allow_none=True)
    project_ids = fields.List(fields.UUID())


class Session(Answer):
    """`access_token` (EdDSA JWT) is good until `expires_at`."""

    access_token = fields.String()
    expires_at = Moment()
    staff = fields.Nested(SessionStaff)


class OpenSession(Session):
    """`refresh_token` is good once; the gateway keeps it in a cookie."""

    refresh_token = fields.String()


class LoggedOut(Answer):
    status = fields.String()


log_in = Operation(
    "office",
    "log_in",
    "Log in with username and password",
    OPEN,
    LogIn,
    OpenSession,
    writes=True,
    idempotent=False,
    refuses=(login_failed.name, account_locked.name),
)
refresh_session = Operation(
    "office",
    "refresh_session",
    "A new access token, and the next refresh token",
    OPEN,
    RefreshSession,
    OpenSession,
    writes=True,
    idempotent=False,
    refuses=(session_ended.name,),
)
log_out = Operation(
    "office",
    "log_out",
    "End the session of a refresh token",
    OPEN,
    RefreshSession,
    LoggedOut,
    writes=True,
    idempotent=False,
)
