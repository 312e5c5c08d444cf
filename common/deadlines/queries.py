"""Deadlines as their own service reads them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common.deadlines.table import TABLE
from contracts.deadlines import DeadlineKind


def due_at(session: Session, kind: DeadlineKind, subject_id: UUID) -> datetime | None:
    """By when a matter is, or was, to be done."""
    mine = TABLE.c.kind == kind.name, TABLE.c.subject_id == subject_id
    return session.scalar(select(TABLE.c.due_at).where(*mine))
