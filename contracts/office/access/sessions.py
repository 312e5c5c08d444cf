"""Log-in, tokens, passwords (登录与会话): G-02; design §7. Nothing here is stored or logged."""

from marshmallow import fields, validate

from contracts.office.roles import Role
from contracts.operation import ANYONE, OPEN, Operation
from contracts.refusals import Invalid, TooMany, Unauthenticated, code
from contracts.schema import Answer, Id, Moment, Request
from contracts.words import Word

login_failed = code(
    Unauthenticated,
    "login_failed",
    zh="用户名或密码不正确。",
    en="Username or password is not right.",
)
account_locked = code(
    TooMany,
    "account_locked",
    zh="登录失败次数过多，请在 {retry_after} 秒后重试。",
    en="Too many failed attempts; try again in {retry_after} seconds.",
)
session_ended = code(
    Unauthenticated,
    "session_ended",
    zh="登录已失效，请重新登录。",
    en="This session has ended; please log in again.",
)
wrong_password = code(
    Invalid, "wrong_password", zh="当前密码不正确。", en="The current password is not right."
)
weak_password = code(
    Invalid,
    "weak_password",
    zh="密码至少 {least} 个字符，且不得与用户名相同或包含用户名。",
    en="A password has at least {least} characters and does not contain the username.",
)


class Secret(fields.String):
    """A password or token as it was typed; at most 200 characters."""

    def __init__(self) -> None:
        super().__init__(
            required=True,
            validate=validate.Length(min=1, max=200),
            metadata={"format": "password"},
        )


class LogIn(Request):
    username = fields.String(required=True, validate=validate.Length(min=1, max=200))
    password = Secret()


class RefreshSession(Request):
    refresh_token = Secret()


class ChangePassword(Request):
    current_password = Secret()
    new_password = Secret()


class ResetPassword(Request):
    staff_id = Id(required=True)
    password = Secret()


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


class PasswordSet(Answer):
    """`id` is the member of staff."""

    id = fields.UUID()
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
change_password = Operation(
    "office",
    "change_password",
    "Change one's own password; all one's sessions end",
    ANYONE,
    ChangePassword,
    PasswordSet,
    writes=True,
    idempotent=False,
    refuses=(wrong_password.name, weak_password.name, account_locked.name),
)
reset_password = Operation(
    "office",
    "reset_password",
    "Give somebody a password; all their sessions end",
    "staff.manage",
    ResetPassword,
    PasswordSet,
    writes=True,
    idempotent=False,
    refuses=(weak_password.name,),
)
