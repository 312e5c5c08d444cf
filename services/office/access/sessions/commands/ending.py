"""Log-out, ending sessions, voiding tokens."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from common import actor, outbox, revocation
from common.actor import Actor
from contracts.office.events import SESSIONS_REVOKED
from contracts.refusals import not_found
from services.office.access.passwords.queries import lock_credential
from services.office.access.sessions import rules
from services.office.access.sessions.models import LoginSession
from services.office.access.sessions.queries import shown
from services.office.register.staff.models import Staff

SYSTEM = actor.system("office")
_SWEEP = 500


def log_out(session: Session, token: str, *, at: datetime) -> dict[str, Any]:
    """End the session of a refresh token; a token that nobody knows has none to end."""
    found = shown(session, token)
    if found is not None and found.opened.ended_at is None:
        end(session, found.opened, why="log-out", at=at)
    return {"status": "logged_out"}


def end_sessions(
    session: Session,
    staff: Staff,
    *,
    why: str,
    by: Actor,
    at: datetime,
    but: UUID | None = None,
) -> None:
    """Nobody stays logged in as `staff`; the session `but` goes on with a new token."""
    void_tokens(session, staff, by=by, at=at)
    others = [LoginSession.id != but] if but else []
    session.execute(
        update(LoginSession)
        .where(LoginSession.staff_id == staff.id, LoginSession.ended_at.is_(None), *others)
        .values(ended_at=at, ended_why=why)
    )


def end_own_session(
    session: Session, session_id: UUID, *, by: Actor, at: datetime
) -> dict[str, Any]:
    """Raises `not_found` for anybody else's, and for one that has ended."""
    lock_credential(session, by.staff_id) if by.staff_id else None
    opened = session.get(LoginSession, session_id, with_for_update={"key_share": True})
    if opened is None or opened.staff_id != by.staff_id or opened.ended_at is not None:
        raise not_found(what="session")
    end(session, opened, why="owner", at=at)
    return {"id": session_id, "status": "ended"}


def end_other_sessions(session: Session, *, by: Actor, at: datetime) -> dict[str, Any]:
    """All of one's own but the one that asks."""
    lock_credential(session, by.staff_id) if by.staff_id else None
    others = (
        select(LoginSession)
        .where(
            LoginSession.staff_id == by.staff_id, LoginSession.ended_at.is_(None),
            LoginSession.id != by.session_id,
        )
        .order_by(LoginSession.id)
        .with_for_update(key_share=True)
    )  # fmt: skip
    for opened in session.scalars(others):
        end(session, opened, why="owner", at=at)
    return {"id": by.session_id, "status": "ended"}


def prove_session(session: Session, session_id: UUID | None) -> None:
    """A second factor was shown in it."""
    proven = update(LoginSession).where(LoginSession.id == session_id).values(is_proven=True)
    session.execute(proven)


def unprove_sessions(session: Session, staff: Staff, *, by: Actor, at: datetime) -> None:
    """Their second factor is gone: tokens of roles that need one end."""
    void_tokens(session, staff, by=by, at=at)
    gone = update(LoginSession).where(LoginSession.staff_id == staff.id).values(is_proven=False)
    session.execute(gone)


def void_tokens(session: Session, staff: Staff, *, by: Actor, at: datetime) -> None:
    """Access tokens of `staff` die everywhere; sessions go on and get new ones."""
    credential = lock_credential(session, staff.id)
    if credential is None:
        return
    issued = select(LoginSession.issued_at).where(
        LoginSession.staff_id == staff.id, LoginSession.issued_at >= at
    )
    credential.not_before = rules.void_before(at, session.scalars(issued).all())
    _revoke(session, staff, None, credential.not_before, by=by, at=at)


def sweep(session: Session, *, at: datetime) -> int:
    """Drop sessions that are long over, with their tokens; answers how many."""
    over = select(LoginSession.id).where(LoginSession.expires_at < at).limit(_SWEEP)
    dropped = delete(LoginSession).where(LoginSession.id.in_(over)).returning(LoginSession.id)
    return len(session.scalars(dropped).all())


def end(session: Session, opened: LoginSession, *, why: str, at: datetime) -> None:
    """One session is over, and its tokens are void."""
    opened.ended_at, opened.ended_why = at, why
    not_before = rules.void_before(at, [opened.issued_at])
    staff = session.get_one(Staff, opened.staff_id)
    _revoke(session, staff, opened, not_before, by=SYSTEM, at=at)


def _revoke(
    session: Session,
    staff: Staff,
    opened: LoginSession | None,
    not_before: datetime,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Void tokens here at once, elsewhere by the event."""
    session_id = opened.id if opened else None
    revocation.revoke(session, session_id or staff.id, not_before)
    facts = {"staff_id": staff.id, "session_id": session_id, "not_before": not_before}
    outbox.record(
        session,
        SESSIONS_REVOKED,
        aggregate_id=staff.id,
        version=staff.version,
        data=facts,
        by=by,
        at=at,
    )
