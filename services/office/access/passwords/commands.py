"""Setting and changing passwords; whoever was logged in must log in again."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from common import outbox
from common.actor import Actor
from contracts.office.access.passwords import common_password, weak_password, wrong_password
from contracts.office.events import PASSWORD_SET
from contracts.refusals import Refusal, not_found
from services.office.access.lockout import commands as lockout
from services.office.access.lockout.rules import Attempt
from services.office.access.passwords import rules
from services.office.access.passwords.models import Credential
from services.office.access.passwords.queries import lock_credential, proven_credential
from services.office.access.sessions.commands.ending import end_sessions
from services.office.register.staff.models import Staff
from services.office.register.staff.rules import ACTIVE


def check_strength(password: str, username: str, personal: Iterable[str] = ()) -> None:
    """Raises `weak_password`, `common_password`."""
    if not rules.is_strong(password, username):
        raise weak_password(least=rules.LEAST)
    if rules.is_common(password, [username, *personal]):
        raise common_password()


def change(
    session: Session,
    attempt: Attempt,
    proven: str | None,
    new_hash: str,
    *,
    by: Actor,
    at: datetime,
) -> dict[str, Any] | Refusal:
    """Returns `wrong_password`, so that the failure is kept. Raises `account_locked`."""
    lockout.check(session, attempt, at=at)
    credential = proven_credential(session, attempt.username, proven)
    if credential is None:
        lockout.count_failure(session, attempt, at=at)
        return wrong_password(field="current_password")
    staff = session.get_one(Staff, credential.staff_id)
    return _keep(session, staff, new_hash, by=by, at=at)


def reset(
    session: Session, staff_id: UUID, new_hash: str, *, by: Actor, at: datetime
) -> dict[str, Any]:
    """Raises `not_found` for somebody who is not, or no longer, there."""
    staff = session.get(Staff, staff_id, with_for_update={"key_share": True})
    if staff is None or staff.status != ACTIVE:
        raise not_found(what="member of staff")
    return _keep(session, staff, new_hash, by=by, at=at)


def _keep(
    session: Session, staff: Staff, new_hash: str, *, by: Actor, at: datetime
) -> dict[str, Any]:
    lockout.free_username(session, staff.username)
    credential = lock_credential(session, staff.id)
    if credential is None:
        fresh = Credential(staff_id=staff.id, password_hash=new_hash, changed_at=at, not_before=at)
        session.add(fresh)
    else:
        credential.password_hash, credential.changed_at = new_hash, at
        end_sessions(session, staff, why="password", by=by, at=at)
    outbox.record(
        session,
        PASSWORD_SET,
        aggregate_id=staff.id,
        version=staff.version,
        data={"staff_id": staff.id},
        by=by,
        at=at,
    )
    return {"id": staff.id, "status": "password_set"}
