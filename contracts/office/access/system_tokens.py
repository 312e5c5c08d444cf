"""Tokens that services sign for themselves (系统令牌): what an operator does about a leaked one."""

from marshmallow import fields

from contracts.operation import Operation
from contracts.parking import SERVICES
from contracts.schema import Answer, Moment, Request
from contracts.words import Word


class RevokeSystemTokens(Request):
    service = Word(SERVICES, name="Service", required=True)


class RevokedSystemTokens(Answer):
    """Tokens that `service` signed before `not_before` are void everywhere."""

    service = fields.String()
    not_before = Moment()


revoke_system_tokens = Operation(
    "office",
    "revoke_system_tokens",
    "Void the tokens that a service has signed for itself until now",
    "system.revoke",
    RevokeSystemTokens,
    RevokedSystemTokens,
    writes=True,
)
