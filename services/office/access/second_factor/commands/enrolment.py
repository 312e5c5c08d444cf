"""Getting a second factor and losing it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from common.actor import Actor
from contracts.office.access.passwords import wrong_password
from contracts.office.access.second_factor import already_enrolled, not_begun
from contracts.office.access.sessions import wrong_code
from contracts.refusals import Refusal, not_found
from services.office.access.lockout import commands as lockout
from services.office.access.lockout.rules import Attempt
from services.office.access.passwords.queries import lock_credential, proven_credential
from services.office.access.second_factor import rules, vault
from services.office.access.second_factor.commands import codes
from services.office.access.second_factor.models import RecoveryCode, SecondFactor
from services.office.access.sessions.commands.ending import (
    end_sessions,
    prove_session,
    unprove_sessions,
)
from services.office.register.staff.models import Staff


def begin(
    session: Session, attempt: Attempt, proven: str | None, *, at: datetime
) -> dict[str, Any] | Refusal:
    """A new secret, which counts once a code made with it was shown.

    Returns `wrong_password`, so that the failure is kept. Raises `already_enrolled`,
    `account_locked`.
    """
    lockout.check(session, attempt, at=at)
    credential = proven_credential(session, attempt.username, proven)
    if credential is None:
        lockout.count_failure(session, attempt, at=at)
        return wrong_password(field="password")
    staff_id = credential.staff_id
    factor = session.get(SecondFactor, staff_id)
    if factor is not None and factor.confirmed_at is not None:
        raise already_enrolled()
    secret = rules.new_secret()
    session.merge(SecondFactor(staff_id=staff_id, sealed_secret=vault.seal(secret, staff_id)))
    return {"secret": secret, "address": rules.address(secret, attempt.username)}


def confirm(
    session: Session, code: str, attempt: Attempt, *, by: Actor, at: datetime
) -> dict[str, Any] | Refusal:
    """From now on it counts: this session goes on with it, all others end. Answers recovery codes.

    Returns `wrong_code`; raises `not_begun`, `already_enrolled`, `account_locked`.
    """
    staff = _locked(session, by.staff_id)
    factor = session.get(SecondFactor, staff.id)
    if factor is None:
        raise not_begun()
    if factor.confirmed_at is not None:
        raise already_enrolled()
    lockout.check(session, attempt, at=at)
    if not codes.take_phone_code(factor, rules.typed(code), at):
        lockout.count_failure(session, attempt, at=at)
        return wrong_code(field="code")
    factor.confirmed_at = at
    end_sessions(session, staff, why="second factor", by=by, at=at, but=by.session_id)
    prove_session(session, by.session_id)
    codes.record(session, staff, "enrolled", by=by, at=at)
    return {"recovery_codes": _new_recovery_codes(session, staff.id)}


def renew_recovery_codes(
    session: Session, code: str, attempt: Attempt, *, by: Actor, at: datetime
) -> dict[str, Any] | Refusal:
    """Ten new ones; those before are void. Returns `wrong_code`."""
    staff = _locked(session, by.staff_id)
    if not codes.take(session, staff, code, attempt, by=by, at=at):
        return wrong_code(field="code")
    codes.record(session, staff, "recovery_codes_renewed", by=by, at=at)
    return {"recovery_codes": _new_recovery_codes(session, staff.id)}


def remove(
    session: Session, code: str, attempt: Attempt, *, by: Actor, at: datetime
) -> dict[str, Any] | Refusal:
    """Give it up, for another phone or for good. Returns `wrong_code`."""
    staff = _locked(session, by.staff_id)
    if not codes.take(session, staff, code, attempt, by=by, at=at):
        return wrong_code(field="code")
    _drop(session, staff.id)
    unprove_sessions(session, staff, by=by, at=at)
    codes.record(session, staff, "removed", by=by, at=at)
    return {"id": staff.id, "status": "removed"}


def reset(session: Session, staff_id: UUID, *, by: Actor, at: datetime) -> dict[str, Any]:
    """For somebody who lost phone and codes: it is gone, and all their sessions end. Raises
    `not_found`."""
    staff = _locked(session, staff_id)
    _drop(session, staff.id)
    end_sessions(session, staff, why="second factor", by=by, at=at)
    codes.record(session, staff, "reset", by=by, at=at)
    return {"id": staff.id, "status": "removed"}


def _new_recovery_codes(session: Session, staff_id: UUID) -> list[str]:
    session.execute(delete(RecoveryCode).where(RecoveryCode.staff_id == staff_id))
    fresh, key = rules.new_recovery_codes(), vault.recovery_key()
    session.add_all(RecoveryCode(digest=rules.digest(key, c), staff_id=staff_id) for c in fresh)
    return fresh


def _drop(session: Session, staff_id: UUID) -> None:
    session.execute(delete(RecoveryCode).where(RecoveryCode.staff_id == staff_id))
    session.execute(delete(SecondFactor).where(SecondFactor.staff_id == staff_id))


def _locked(session: Session, staff_id: UUID | None) -> Staff:
    """Log-ins, changes of rights and of factors take turns on the credential. Raises `not_found`
    for who has none."""
    credential = lock_credential(session, staff_id) if staff_id else None
    if credential is None:
        raise not_found(what="member of staff")
    return session.get_one(Staff, credential.staff_id)
