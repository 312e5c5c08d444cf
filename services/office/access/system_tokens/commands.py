"""Revoking what a service has signed for itself."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common import outbox, revocation
from common.actor import Actor
from contracts.office.events import SYSTEM_TOKENS_REVOKED
from contracts.office.roles import SystemRole
from contracts.schema import Ask


def revoke(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Void the tokens that `ask.service` signed before now: here at once, elsewhere by the event.
    The service signs new ones by itself."""
    subject_id = revocation.system_subject(SystemRole.of(ask.service))
    revocation.revoke(session, subject_id, at)
    facts = {"service": ask.service, "not_before": at}
    outbox.record(
        session,
        SYSTEM_TOKENS_REVOKED,
        aggregate_id=subject_id,
        version=int(at.timestamp()),
        data=facts,
        by=by,
        at=at,
    )
    return facts
