"""Showing a code: the phone's, or one of the recovery codes."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from common import outbox
from common.actor import Actor
from contracts.office.events import SECOND_FACTOR_CHANGED
from services.office.access.lockout import commands as lockout
from services.office.access.lockout.rules import Attempt
from services.office.access.second_factor import rules, vault
from services.office.access.second_factor.models import RecoveryCode, SecondFactor
from services.office.access.second_factor.queries import confirmed
from services.office.register.staff.models import Staff


def take(
    session: Session, staff: Staff, code: str, attempt: Attempt, *, by: Actor, at: datetime
) -> bool:
    """Whether `code` is the phone's, or a recovery code, which then is used up; a wrong one counts
    as a failed log-in. Raises `account_locked`."""
    lockout.check(session, attempt, at=at)
    factor, meant = confirmed(session, staff.id), rules.typed(code)
    if factor is not None and take_phone_code(factor, meant, at):
        return True
    if factor is not None and rules.is_recovery_code(meant) and _use_up(session, staff, meant):
        record(session, staff, "recovery_code_used", by=by, at=at)
        return True
    lockout.count_failure(session, attempt, at=at)
    return False


def take_phone_code(factor: SecondFactor, code: str, at: datetime) -> bool:
    secret = vault.unseal(factor.sealed_secret, factor.staff_id)
    step = rules.accepted_step(secret, code, factor.last_step, at)
    if step is not None:
        factor.last_step = step
    return step is not None


def record(session: Session, staff: Staff, change: str, *, by: Actor, at: datetime) -> None:
    """The event of a change to somebody's second factor."""
    outbox.record(
        session,
        SECOND_FACTOR_CHANGED,
        aggregate_id=staff.id,
        version=staff.version,
        data={"staff_id": staff.id, "change": change},
        by=by,
        at=at,
    )


def _use_up(session: Session, staff: Staff, code: str) -> bool:
    used = delete(RecoveryCode).where(
        RecoveryCode.staff_id == staff.id,
        RecoveryCode.digest == rules.digest(vault.recovery_key(), code),
    )
    return session.scalar(used.returning(RecoveryCode.digest)) is not None
