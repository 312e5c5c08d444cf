"""Codes of a phone (TOTP, RFC 6238) and recovery codes, and who needs them."""

import base64
import hmac
import re
import secrets
from collections.abc import Iterable
from datetime import datetime

import pyotp

from contracts.office.roles import Role

ISSUER = "Loupan"
SECONDS = 30
RECOVERY_CODES = 10

NEEDED_BY = frozenset({Role.ADMINISTRATOR, Role.FINANCE, Role.GENERAL_MANAGER, Role.SALES_DIRECTOR})
"""Whose password alone would move money, prices or rights."""

_PHONE_CODE = re.compile(r"[0-9]{6}")
_RECOVERY_CODE = re.compile(r"[a-z2-7]{16}")


def is_needed(roles: Iterable[str]) -> bool:
    return not NEEDED_BY.isdisjoint(roles)


def new_secret() -> str:
    """160 random bits in base32."""
    return pyotp.random_base32()


def address(secret: str, username: str) -> str:
    """The `otpauth:` address that an authenticator application reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)


def typed(code: str) -> str:
    """A code as it was meant: without spaces and dashes, full-width digits as digits."""
    narrow = code.translate({0xFF10 + digit: str(digit) for digit in range(10)})
    return re.sub(r"[\s-]", "", narrow).lower()


def accepted_step(secret: str, code: str, last_step: int | None, at: datetime) -> int | None:
    """The time step whose code this is: the present one, or one beside it, for clocks differ; and
    each only once, for a code may have been looked at over a shoulder."""
    if not _PHONE_CODE.fullmatch(code):
        return None
    now = int(at.timestamp()) // SECONDS
    codes = pyotp.HOTP(secret)
    for step in (now - 1, now, now + 1):
        is_unused = last_step is None or step > last_step
        if is_unused and hmac.compare_digest(codes.at(step), code):
            return step
    return None


def new_recovery_codes() -> list[str]:
    """Ten codes of 80 random bits: `abcd-efgh-2345-ijkl`."""
    return [_grouped(secrets.token_bytes(10)) for _ in range(RECOVERY_CODES)]


def is_recovery_code(code: str) -> bool:
    return _RECOVERY_CODE.fullmatch(code) is not None


def digest(key: bytes, code: str) -> str:
    """What is stored of a recovery code: nothing to try codes against without office's key."""
    return hmac.digest(key, typed(code).encode(), "sha256").hex()


def _grouped(raw: bytes) -> str:
    text = base64.b32encode(raw).decode().lower()
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))
