"""Log-in and refresh."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from common import tokens
from common.client import NOWHERE, Client, place_of
from contracts.office.access.sessions import code_required, login_failed, session_ended, wrong_code
from contracts.office.rights import rights_of
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.office.access.devices import rules as devices
from services.office.access.lockout import commands as lockout
from services.office.access.lockout.rules import Attempt
from services.office.access.passwords.models import Credential
from services.office.access.passwords.queries import proven_credential
from services.office.access.second_factor import queries as second_factor
from services.office.access.second_factor.commands import codes
from services.office.access.sessions import rules
from services.office.access.sessions.attempts import device_key
from services.office.access.sessions.commands.ending import SYSTEM, end
from services.office.access.sessions.models import LoginSession, RefreshToken
from services.office.access.sessions.queries import shown
from services.office.access.sessions.rules import Use
from services.office.register.staff.models import Staff
from services.office.register.teams.queries import projects_of_regions

Opened = dict[str, Any]


def log_in(
    session: Session,
    attempt: Attempt,
    proven: str | None,
    code: str | None = None,
    *,
    client: Client = NOWHERE,
    at: datetime,
) -> Opened | Refusal:
    """Open a session when the password is `proven`, right against that hash, and the code, where
    the person has a second factor.

    Otherwise the failure is counted and `login_failed` or `wrong_code` returned, so that it is
    kept; a missing code is asked for by `code_required`. Raises `account_locked`, whatever the
    password: who guesses many times at once gets five answers.
    """
    lockout.check(session, attempt, at=at)
    credential = proven_credential(session, attempt.username, proven)
    if credential is None:
        lockout.count_failure(session, attempt, at=at)
        return login_failed()
    staff = session.get_one(Staff, credential.staff_id)
    has_factor = second_factor.confirmed(session, staff.id) is not None
    if has_factor and code is None:
        return code_required()
    if has_factor and not codes.take(session, staff, code or "", attempt, by=SYSTEM, at=at):
        return wrong_code(field="code")
    lockout.forget_failures(session, attempt)
    opened = _new_session(session, credential, client, is_proven=has_factor, at=at)
    token = rules.new_token()
    session.add(RefreshToken(digest=rules.digest(token), session_id=opened.id, issued_at=at))
    cookie = devices.remembered(device_key(), client.devices, attempt.username, at)
    return _answer(session, credential, opened, token, at=at) | {"devices": cookie}


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
        end(session, opened, why="reuse", at=at)
    if use in (Use.STOLEN, Use.ENDED):
        return session_ended()
    if use is Use.NEXT:
        following = _spend(session, used, token, at=at)
    else:
        following = _newest_after(session, used, token)
    opened.idle_until = at + rules.IDLE
    return _answer(session, credential, opened, following, at=at)


def _new_session(
    session: Session, credential: Credential, client: Client, *, is_proven: bool, at: datetime
) -> LoginSession:
    opened = LoginSession(
        id=new_id(), staff_id=credential.staff_id, started_at=at, issued_at=at,
        idle_until=at + rules.IDLE, expires_at=at + rules.ABSOLUTE,
        place=place_of(client.address)[:64], agent=client.agent[:200], is_proven=is_proven,
    )  # fmt: skip
    session.add(opened)
    session.flush()
    return opened


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


def _answer(
    session: Session, credential: Credential, opened: LoginSession, token: str, *, at: datetime
) -> Opened:
    """Reads the posting after the credential was locked, so that it is the one that counts."""
    staff = session.get_one(Staff, credential.staff_id, populate_existing=True)
    opened.issued_at = max(at, credential.not_before, opened.issued_at)
    must_enrol = not opened.is_proven and second_factor.is_required(staff.roles)
    roles = [] if must_enrol else staff.roles
    claims = rules.claims(
        staff_id=staff.id,
        session_id=opened.id,
        roles=roles,
        team_id=staff.team_id,
        projects=staff.project_ids,
        region_projects=projects_of_regions(session, staff.region_ids),
        issued_at=opened.issued_at,
    )
    return {
        "access_token": tokens.staff_token(claims),
        "expires_at": opened.issued_at + rules.ACCESS,
        "refresh_token": token,
        "staff": staff,
        "rights": list(rights_of(frozenset(roles))),
        "must_enrol": must_enrol,
    }
