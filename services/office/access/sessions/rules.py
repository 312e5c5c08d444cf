"""The life of sessions and tokens (design §7)."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any
from uuid import UUID

ACCESS = timedelta(minutes=15)
IDLE = timedelta(hours=12)
ABSOLUTE = timedelta(days=7)
GRACE = timedelta(seconds=10)
"""A spent refresh token is answered with its successor this long: two tabs, or a lost answer."""


class Use(Enum):
    """What a refresh token that was shown means."""

    NEXT = auto()
    AGAIN = auto()
    STOLEN = auto()
    ENDED = auto()


def use_of(
    *,
    spent_at: datetime | None,
    ended_at: datetime | None,
    idle_until: datetime,
    expires_at: datetime,
    at: datetime,
) -> Use:
    """An unspent token is good once (`NEXT`), a spent one 10 s more (`AGAIN`); later somebody has a
    copy (`STOLEN`)."""
    if ended_at is not None or at >= min(idle_until, expires_at):
        return Use.ENDED
    if spent_at is None:
        return Use.NEXT
    return Use.AGAIN if at - spent_at <= GRACE else Use.STOLEN


def new_token() -> str:
    """A first refresh token: 256 random bits."""
    return _text(secrets.token_bytes(32))


def new_salt() -> bytes:
    return secrets.token_bytes(32)


def successor(token: str, salt: bytes) -> str:
    """The refresh token after `token`: as random as `salt`, and known only to who has both."""
    return _text(hmac.digest(salt, token.encode(), "sha256"))


def digest(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def void_before(at: datetime, issued: Sequence[datetime]) -> datetime:
    """The moment before which tokens are void: now, and after each of those already `issued`."""
    return max([at, *(moment + timedelta(microseconds=1) for moment in issued)])


def claims(
    *,
    staff_id: UUID,
    session_id: UUID,
    roles: Sequence[str],
    team_id: UUID | None,
    projects: Sequence[UUID],
    region_projects: Sequence[UUID],
    issued_at: datetime,
) -> dict[str, Any]:
    """What an access token says. `iat` and `exp` have fractions of a second, so that a revocation
    tells apart what was issued just before and just after it."""
    return {
        "sub": str(staff_id),
        "sid": str(session_id),
        "roles": list(roles),
        "team": str(team_id) if team_id else None,
        "projects": [str(project) for project in projects],
        "region_projects": [str(project) for project in region_projects],
        "iat": issued_at.timestamp(),
        "exp": (issued_at + ACCESS).timestamp(),
    }


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
