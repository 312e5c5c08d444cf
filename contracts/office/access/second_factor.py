"""The second factor (二次验证): codes of a phone (TOTP), recovery codes. Nothing is logged."""

from marshmallow import fields

from contracts.office.access.lockout import account_locked
from contracts.office.access.passwords import AccessChanged, Secret, logins_busy, wrong_password
from contracts.office.access.sessions import Code, wrong_code
from contracts.office.people.staff import StaffId
from contracts.operation import ANYONE, Operation
from contracts.refusals import Conflict, code
from contracts.schema import Answer, Moment, Request

already_enrolled = code(
    Conflict,
    "already_enrolled",
    zh="已启用二次验证；更换手机请先停用。",
    en="There is a second factor already; remove it first to change phones.",
)
not_begun = code(
    Conflict,
    "enrolment_not_begun",
    zh="请先生成二维码，再输入动态码。",
    en="Begin the enrolment first, then enter a code.",
)


class ShowPassword(Request):
    password = Secret()


class ShowCode(Request):
    code = Code(required=True)


class SecondFactorState(Answer):
    """`confirmed_at` is null without one; `required`: one's roles work only with one."""

    confirmed_at = Moment(allow_none=True)
    required = fields.Boolean()
    recovery_codes_left = fields.Integer()


class Enrolment(Answer):
    """`address` is what the QR code says (`otpauth://…`); `secret`, in base32, is for typing."""

    secret = fields.String()
    address = fields.String()


class RecoveryCodes(Answer):
    """Each is good once, in place of the phone. They are shown this once."""

    recovery_codes = fields.List(fields.String())


read_second_factor = Operation(
    "office", "read_second_factor", "Whether I have a second factor, and need one", ANYONE,
    answer=SecondFactorState,
)  # fmt: skip
begin_second_factor = Operation(
    "office",
    "begin_second_factor",
    "A new secret for an authenticator; it counts once confirmed by a code",
    ANYONE,
    ShowPassword,
    Enrolment,
    writes=True,
    idempotent=False,
    refuses=(wrong_password.name, already_enrolled.name, account_locked.name, logins_busy.name),
)
confirm_second_factor = Operation(
    "office",
    "confirm_second_factor",
    "Have log-ins ask for codes from now on; one's other sessions end",
    ANYONE,
    ShowCode,
    RecoveryCodes,
    writes=True,
    idempotent=False,
    refuses=(wrong_code.name, not_begun.name, already_enrolled.name, account_locked.name),
)
renew_recovery_codes = Operation(
    "office",
    "renew_recovery_codes",
    "Ten new recovery codes; those before are void",
    ANYONE,
    ShowCode,
    RecoveryCodes,
    writes=True,
    idempotent=False,
    refuses=(wrong_code.name, account_locked.name),
)
remove_second_factor = Operation(
    "office",
    "remove_second_factor",
    "Give up one's second factor, with a code of it",
    ANYONE,
    ShowCode,
    AccessChanged,
    writes=True,
    idempotent=False,
    refuses=(wrong_code.name, account_locked.name),
)
reset_second_factor = Operation(
    "office",
    "reset_second_factor",
    "Take away the second factor of somebody who lost phone and codes; all their sessions end",
    "staff.manage",
    StaffId,
    AccessChanged,
    writes=True,
)
