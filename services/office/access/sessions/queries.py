"""Which session a refresh token belongs to."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from common.actor import Actor
from services.office.access.passwords.models import Credential
from services.office.access.passwords.queries import lock_credential
from services.office.access.sessions import rules
from services.office.access.sessions.models import LoginSession, RefreshToken
from services.office.register.staff.models import Staff


class Shown(NamedTuple):
    credential: Credential
    opened: LoginSession
    token: RefreshToken


def has_logged_in_from(session: Session, username: str, place: str) -> bool:
    """Whether a session of theirs that is still kept came from there."""
    found = (
        select(LoginSession.id)
        .join(Staff, Staff.id == LoginSession.staff_id)
        .where(Staff.username == username.strip().lower(), LoginSession.place == place)
    )
    return session.scalar(found.limit(1)) is not None


def open_sessions(session: Session, *, by: Actor, at: datetime) -> dict[str, Any]:
    """One's own, the one used last first."""
    found = (
        select(LoginSession)
        .where(
            LoginSession.staff_id == by.staff_id, LoginSession.ended_at.is_(None),
            LoginSession.idle_until > at, LoginSession.expires_at > at,
        )
        .order_by(LoginSession.issued_at.desc(), LoginSession.id)
    )  # fmt: skip
    return {"items": [_row(one, by) for one in session.scalars(found)]}


def _row(one: LoginSession, by: Actor) -> dict[str, Any]:
    return {
        "id": one.id,
        "started_at": one.started_at,
        "used_at": one.issued_at,
        "address": one.place,
        "agent": one.agent,
        "is_this": one.id == by.session_id,
    }


def shown(session: Session, token: str) -> Shown | None:
    """The session of a refresh token, locked: first the credential, then the session."""
    digest = rules.digest(token)
    found = session.execute(
        select(LoginSession.id, LoginSession.staff_id)
        .join(RefreshToken, RefreshToken.session_id == LoginSession.id)
        .where(RefreshToken.digest == digest)
    ).first()
    credential = lock_credential(session, found.staff_id) if found else None
    if found is None or credential is None:
        return None
    opened = session.get_one(LoginSession, found.id, with_for_update={"key_share": True})
    return Shown(credential, opened, session.get_one(RefreshToken, digest))
