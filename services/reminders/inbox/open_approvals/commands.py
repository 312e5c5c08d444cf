"""Keep what the services tell about their approvals."""

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.event import Event
from services.reminders.inbox.open_approvals.models import OpenApproval

_CHANGES = ("status", "still_needs", "facts", "version")


def keep(session: Session, event: Event) -> None:
    """Take over an approval as its event says, unless we know something newer."""
    told = event.data
    fresh = insert(OpenApproval).values(
        id=told.approval_id,
        service=event.type.source,
        project_id=event.project_id,
        kind=told.kind,
        subject_id=told.subject_id,
        status=told.status,
        needs=told.needs,
        still_needs=told.needs if told.still_needs is None else told.still_needs,
        facts=told.facts or {},
        requested_by=told.requested_by,
        requested_at=told.requested_at or event.occurred_at,
        decide_by=told.decide_by,
        version=event.version,
    )
    session.execute(
        fresh.on_conflict_do_update(
            index_elements=[OpenApproval.id],
            set_={name: fresh.excluded[name] for name in _CHANGES},
            where=OpenApproval.version < fresh.excluded.version,
        )
    )
