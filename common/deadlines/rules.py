"""What a deadline is about, and who is reminded of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.deadlines import DeadlineKind, Reminded


@dataclass(frozen=True)
class About:
    """What deadlines belong to, as far as there is such a thing."""

    project_id: UUID | None = None
    deal_id: UUID | None = None
    unit_id: UUID | None = None
    unit_number: str | None = None
    consultant_id: UUID | None = None
    team_id: UUID | None = None


@dataclass(frozen=True)
class Due:
    """A matter that must be done by `due_at`; `responsible_id` is who is reminded, where it is not
    whom the kind's row says."""

    kind: DeadlineKind
    subject_id: UUID
    due_at: datetime
    responsible_id: UUID | None = None


def responsible(about: About, due: Due) -> UUID | None:
    """Who is reminded; `None` leaves it to the staff of the kind's role. Raises `ValueError` when
    nobody is."""
    who = due.kind.who
    by_kind = about.consultant_id if who is Reminded.CONSULTANT else None
    found = due.responsible_id or by_kind
    if found is None and isinstance(who, Reminded):
        raise ValueError(f"nobody is responsible for a deadline of {due.kind.name}")
    return found
