"""Counting failures. The guard's row is locked meanwhile: each of many failures at once counts."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.office.access.lockout import account_locked
from services.office.access.lockout import rules
from services.office.access.lockout.models import LoginGuard

_SWEEP = 500


def check(session: Session, username: str, *, at: datetime) -> None:
    """Raises `account_locked`. Whoever passes holds the guard until the transaction ends."""
    guard = _locked(session, username)
    seconds = rules.seconds_locked(guard.locked_until if guard else None, at)
    if seconds:
        raise account_locked(retry_after=seconds)


def count_failure(session: Session, username: str, *, at: datetime) -> None:
    """Raises `account_locked` when others failed often enough meanwhile."""
    fresh = insert(LoginGuard).values(
        username_digest=rules.username_digest(username), failures=[], changed_at=at
    )
    session.execute(fresh.on_conflict_do_nothing())
    check(session, username, at=at)
    guard = session.get_one(LoginGuard, rules.username_digest(username))
    guard.failures, guard.locked_until = rules.after_failure(guard.failures, at)
    guard.changed_at = at


def forget_failures(session: Session, username: str) -> None:
    digest = rules.username_digest(username)
    session.execute(delete(LoginGuard).where(LoginGuard.username_digest == digest))


def sweep(session: Session, *, at: datetime) -> int:
    """Drop guards that have no effect any more; answers how many."""
    old = LoginGuard.changed_at < at - rules.WINDOW - rules.LOCKED
    some = select(LoginGuard.username_digest).where(old).limit(_SWEEP)
    found = delete(LoginGuard).where(LoginGuard.username_digest.in_(some))
    return len(session.scalars(found.returning(LoginGuard.username_digest)).all())


def _locked(session: Session, username: str) -> LoginGuard | None:
    digest = rules.username_digest(username)
    return session.get(LoginGuard, digest, with_for_update=True, populate_existing=True)
