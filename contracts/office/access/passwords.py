"""Passwords (密码): changed by their owner, reset by an administrator."""

from marshmallow import fields

from contracts.office.access.lockout import account_locked
from contracts.operation import ANYONE, Operation
from contracts.refusals import Invalid, Unavailable, code
from contracts.schema import Answer, Id, Request, Typed

wrong_password = code(
    Invalid, "wrong_password", zh="当前密码不正确。", en="The current password is not right."
)
weak_password = code(
    Invalid,
    "weak_password",
    zh="密码至少 {least} 个字符，且不得与用户名相同或包含用户名。",
    en="A password has at least {least} characters and does not contain the username.",
)
common_password = code(
    Invalid,
    "common_password",
    zh="该密码太常见或太容易被猜到，请换用几个不相关的词组成的长密码，不要用姓名、手机号、生日。",
    en="This password is too easy to guess; use several unrelated words, no names, phone numbers"
    " or dates.",
)
logins_busy = code(
    Unavailable,
    "logins_busy",
    zh="同时登录的人较多，请在 {retry_after} 秒后重试。",
    en="Many people are logging in just now; try again in {retry_after} seconds.",
)


class Secret(Typed):
    """A password or token as it was typed; at most 200 characters."""

    def __init__(self) -> None:
        super().__init__(
            required=True,
            metadata={"format": "password"},
        )


class ChangePassword(Request):
    current_password = Secret()
    new_password = Secret()


class ResetPassword(Request):
    staff_id = Id(required=True)
    password = Secret()


class AccessChanged(Answer):
    """`id` is whose access it is, or which session; `status` says what became of it."""

    id = fields.UUID()
    status = fields.String()


change_password = Operation(
    "office",
    "change_password",
    "Change one's own password; all one's sessions end",
    ANYONE,
    ChangePassword,
    AccessChanged,
    writes=True,
    idempotent=False,
    refuses=(
        wrong_password.name,
        weak_password.name,
        common_password.name,
        account_locked.name,
        logins_busy.name,
    ),
)
reset_password = Operation(
    "office",
    "reset_password",
    "Give somebody a password; all their sessions end",
    "staff.manage",
    ResetPassword,
    AccessChanged,
    writes=True,
    idempotent=False,
    refuses=(weak_password.name, common_password.name, logins_busy.name),
)
