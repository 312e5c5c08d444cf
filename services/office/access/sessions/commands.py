"""Log-in, refresh, log-out, revocation."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from common import actor, outbox, revocation, settings, tokens
from common.actor import Actor
from contracts.office.access.sessions import login_failed, session_ended
from contracts.office.events import SESSIONS_REVOKED
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.office.access.lockout import commands as lockout
from services.office.access.passwords.models import Credential
from services.office.access.passwords.queries import lock_credential, proven_credential
from services.office.access.sessions import rules
from services.office.access.sessions.models import LoginSession, RefreshToken
from services.office.access.sessions.queries import shown
from services.office.access.sessions.rules import Use
from services.office.register.staff.models import Staff
from services.office.register.teams.queries import projects_of_regions

Opened = dict[str, Any]
_SWEEP = 500


def log_in(
    session: Session, username: str, proven: str | None, *, at: datetime
) -> Opened | Refusal:
    """Open a session when the password is `proven`, right against that hash.

    Otherwise the failure is counted and `login_failed` returned, so that it is kept. Raises
    `account_locked`, whatever the password: who guesses many times at once gets five answers.
    """
    lockout.check(session, username, at=at)
    credential = proven_credential(session, username, proven)
    if credential is None:
        lockout.count_failure(session, username, at=at)
        return login_failed()
    lockout.forget_failures(session, username)
    opened = LoginSession(
        id=new_id(), staff_id=credential.staff_id, started_at=at, issued_at=at,
        idle_until=at + rules.IDLE, expires_at=at + rules.ABSOLUTE,
    )  # fmt: skip
    session.add(opened)
    session.flush()
    token = rules.new_token()
    session.add(RefreshToken(digest=rules.digest(token), session_id=opened.id, issued_at=at))
    return _answer(session, credential, opened, token, at=at)


def refresh(session: Session, token: str, *, at: datetime) -> Opened | Refusal:
    """A new access token and the next refresh token.

    A token that is used again too late was copied: the session ends and `session_ended` is
    returned, so that the end is kept.
    """
    found = shown(session, token)
    if found is None:
        return session_ended()
    credential, opened, used = found
    use = rules.use_of(
        spent_at=used.spent_at, ended_at=opened.ended_at, idle_until=opened.idle_until,
        expires_at=opened.expires_at, at=at,
    )  # fmt: skip
    if use is Use.STOLEN:
        _end(session, opened, why="reuse", at=at)
    if use in (Use.STOLEN, Use.ENDED):
        return session_ended()
    if use is Use.NEXT:
        following = _spend(session, used, token, at=at)
    else:
        following = _newest_after(session, used, token)
    opened.idle_until = at + rules.IDLE
    return _answer(session, credential, opened, following, at=at)


def log_out(session: Session, token: str, *, at: datetime) -> dict[str, Any]:
    """End the session of a refresh token; a token that nobody knows has none to end."""
    found = shown(session, token)
    if found is not None and found.opened.ended_at is None:
        _end(session, found.opened, why="log-out", at=at)
    return {"status": "logged_out"}


def end_sessions(session: Session, staff: Staff, *, why: str, by: Actor, at: datetime) -> None:
    """Nobody stays logged in as `staff`."""
    void_tokens(session, staff, by=by, at=at)
    session.execute(
        update(LoginSession)
        .where(LoginSession.staff_id == staff.id, LoginSession.ended_at.is_(None))
        .values(ended_at=at, ended_why=why)
    )


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


def _spend(session: Session, used: RefreshToken, token: str, *, at: datetime) -> str:
    used.spent_at, used.successor_salt = at, rules.new_salt()
    following = rules.successor(token, used.successor_salt)
    fresh = RefreshToken(digest=rules.digest(following), session_id=used.session_id, issued_at=at)
    session.add(fresh)
    session.execute(
        update(RefreshToken)
        .where(RefreshToken.session_id == used.session_id, RefreshToken.spent_at < at - rules.GRACE)
        .values(successor_salt=None)
    )
    return following


def _newest_after(session: Session, used: RefreshToken, token: str) -> str:
    """So that a token shown twice never makes two lines of tokens."""
    while used.successor_salt is not None:
        token = rules.successor(token, used.successor_salt)
        used = session.get_one(RefreshToken, rules.digest(token))
    return token


def _end(session: Session, opened: LoginSession, *, why: str, at: datetime) -> None:
    opened.ended_at, opened.ended_why = at, why
    not_before = rules.void_before(at, [opened.issued_at])
    staff = session.get_one(Staff, opened.staff_id)
    _revoke(session, staff, opened, not_before, by=actor.system("office"), at=at)


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


def _answer(
    session: Session, credential: Credential, opened: LoginSession, token: str, *, at: datetime
) -> Opened:
    """Reads the posting after the credential was locked, so that it is the one that counts."""
    staff = session.get_one(Staff, credential.staff_id, populate_existing=True)
    opened.issued_at = max(at, credential.not_before, opened.issued_at)
    claims = rules.claims(
        staff_id=staff.id,
        session_id=opened.id,
        roles=staff.roles,
        team_id=staff.team_id,
        projects=staff.project_ids,
        region_projects=projects_of_regions(session, staff.region_ids),
        issued_at=opened.issued_at,
    )
    return {
        "access_token": tokens.sign(claims, kid=tokens.STAFF_KEY, key=settings.signing_key()),
        "expires_at": opened.issued_at + rules.ACCESS,
        "refresh_token": token,
        "staff": staff,
    }
