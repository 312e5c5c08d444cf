"""Log-in, tokens, passwords (登录与会话): G-02; design §7. Nothing here is stored or logged."""

from typing import Any

from marshmallow import fields

from contracts.office.access.lockout import account_locked
from contracts.office.access.passwords import AccessChanged, Secret, logins_busy
from contracts.office.rights import RIGHTS
from contracts.office.roles import Role
from contracts.operation import ANYONE, OPEN, Operation
from contracts.refusals import Invalid, Unauthenticated, code
from contracts.schema import Answer, Id, Moment, Request, Typed
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
code_required = code(
    Unauthenticated,
    "code_required",
    zh="请输入手机验证器上的 6 位动态码，或一个恢复码。",
    en="Enter the six digits of your authenticator, or a recovery code.",
)
wrong_code = code(
    Invalid,
    "wrong_code",
    zh="动态码不正确或已使用，请等待下一个动态码后重试。",
    en="This code is not right, or was used; wait for the next one.",
)


class Code(Typed):
    """Six digits of an authenticator, or a recovery code; spaces and dashes don't matter."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(most=40, metadata={"example": "123456"}, **kwargs)


class LogIn(Request):
    """`code` is asked for, by `code_required`, of who has a second factor."""

    username = Typed(required=True)
    password = Secret()
    code = Code(load_default=None, allow_none=True)


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
    """`access_token` (EdDSA JWT) is good until `expires_at`.

    `rights` are the permissions that it gives, in alphabetical order.

    With `must_enrol` it gives no right until a second factor is set up (`/me/second-factor`) and
    the session refreshed.
    """

    access_token = fields.String()
    expires_at = Moment()
    staff = fields.Nested(SessionStaff)
    rights = fields.List(Word(sorted(RIGHTS), name="Right"))
    must_enrol = fields.Boolean()


class SessionId(Request):
    session_id = Id(required=True)


class SessionRow(Answer):
    """`address` and `agent` are those of the log-in; `is_this`: the session that asks."""

    id = fields.UUID()
    started_at = Moment()
    used_at = Moment()
    address = fields.String()
    agent = fields.String()
    is_this = fields.Boolean()


class Sessions(Answer):
    items = fields.List(fields.Nested(SessionRow))


class OpenSession(Session):
    """`refresh_token` is good once; `devices` is what the device remembers of who logged in on it,
    null on a refresh. The gateway keeps both in cookies."""

    refresh_token = fields.String()
    devices = fields.String(allow_none=True)


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
    refuses=(
        login_failed.name,
        code_required.name,
        wrong_code.name,
        account_locked.name,
        logins_busy.name,
    ),
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
list_sessions = Operation(
    "office", "list_sessions", "Where I am logged in", ANYONE, answer=Sessions
)
end_session = Operation(
    "office",
    "end_session",
    "Log out one of my sessions",
    ANYONE,
    SessionId,
    AccessChanged,
    writes=True,
)
end_other_sessions = Operation(
    "office",
    "end_other_sessions",
    "Log out all my sessions but this one",
    ANYONE,
    answer=AccessChanged,
    writes=True,
)
