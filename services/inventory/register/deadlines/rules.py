"""What a deadline says."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.inventory.register.deadlines import DeadlineKind


@dataclass(frozen=True)
class Due:
    """A matter that must be done by `due_at`; `responsible_id` is who is reminded, where it is not
    the deal's consultant."""

    kind: DeadlineKind
    subject_id: UUID
    due_at: datetime
    responsible_id: UUID | None = None
