"""Counting failures. The guards' rows are locked meanwhile: each of many failures at once counts.

They are always locked in the order of their keys, so that two attempts never wait for each other.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.office.access.lockout import account_locked
from services.office.access.lockout import rules
from services.office.access.lockout.models import LoginGuard
from services.office.access.lockout.rules import Attempt

_SWEEP = 500


def check(session: Session, attempt: Attempt, *, at: datetime) -> None:
    """Raises `account_locked`. Whoever passes holds the guards until the transaction ends."""
    _refuse_in_a_pause(_locked(session, attempt), at)


def count_failure(session: Session, attempt: Attempt, *, at: datetime) -> None:
    """Raises `account_locked` when others failed often enough meanwhile."""
    _insert_missing(session, attempt, at)
    guards = _locked(session, attempt)
    _refuse_in_a_pause(guards, at)
    for guard in guards:
        limit = attempt.limits[guard.digest]
        guard.failures, guard.locked_until = rules.after_failure(limit, guard.failures, at)
        guard.changed_at = at


def forget_failures(session: Session, attempt: Attempt) -> None:
    """Of this attempt's own guard. The wider ones remember: who has one account of their own would
    otherwise wipe out what they failed under others."""
    session.execute(delete(LoginGuard).where(LoginGuard.digest == attempt.own))


def free_username(session: Session, username: str) -> None:
    """Forget every failure under a name, wherever it came from."""
    name = rules.username_digest(username)
    session.execute(delete(LoginGuard).where(LoginGuard.username_digest == name))


def sweep(session: Session, *, at: datetime) -> int:
    """Drop guards that have no effect any more; answers how many."""
    old = LoginGuard.changed_at < at - rules.WINDOW
    some = select(LoginGuard.digest).where(old).limit(_SWEEP)
    found = delete(LoginGuard).where(LoginGuard.digest.in_(some))
    return len(session.scalars(found.returning(LoginGuard.digest)).all())


def _insert_missing(session: Session, attempt: Attempt, at: datetime) -> None:
    rows: list[dict[str, Any]] = [
        {"digest": key, "username_digest": name, "failures": [], "changed_at": at}
        for key in sorted(attempt.limits)
        for name in [None if key == attempt.address else attempt.name]
    ]
    session.execute(insert(LoginGuard).values(rows).on_conflict_do_nothing())


def _locked(session: Session, attempt: Attempt) -> list[LoginGuard]:
    found = (
        select(LoginGuard)
        .where(LoginGuard.digest.in_(attempt.limits))
        .order_by(LoginGuard.digest)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return list(session.scalars(found))


def _refuse_in_a_pause(guards: list[LoginGuard], at: datetime) -> None:
    seconds = max((rules.seconds_locked(guard.locked_until, at) for guard in guards), default=0)
    if seconds:
        raise account_locked(retry_after=seconds)
