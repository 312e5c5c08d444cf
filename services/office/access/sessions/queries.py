"""Which session a refresh token belongs to."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.office.access.passwords.models import Credential
from services.office.access.passwords.queries import lock_credential
from services.office.access.sessions import rules
from services.office.access.sessions.models import LoginSession, RefreshToken


class Shown(NamedTuple):
    credential: Credential
    opened: LoginSession
    token: RefreshToken


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
